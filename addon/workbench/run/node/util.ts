/** As much of Node's `util.types` as the services ask: in one realm, all is plain. */
export const types = {
  isDate: (value: unknown): value is Date => value instanceof Date,
};
