// What every host has and JavaScript itself has not. It is kept when this file loads: the workbench takes all of
// it off its realm before the add-on runs there.
const [toBase64, fromBase64] = [btoa, atob];
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads addresses. */
export const { URL } = globalThis;

/** A random UUID. */
export const newUuid = crypto.randomUUID.bind(crypto);

/** A text in UTF-8. */
export const utf8Of = (text: string): Uint8Array => encoder.encode(text);

/** The text that some UTF-8 says. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Bytes in base64. */
export const base64Of = (bytes: Uint8Array): string =>
  toBase64(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** The bytes that some base64 says, web-safe or not; null where it is none. */
export function bytesOfBase64(encoded: string): Uint8Array | null {
  try {
    const binary = fromBase64(encoded.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
