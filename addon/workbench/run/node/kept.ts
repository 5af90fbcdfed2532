/** Kept for the services' own use: the add-on's realm has no such thing. */
export const URL = globalThis.URL;
