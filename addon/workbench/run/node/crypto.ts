import { Buffer } from './buffer.ts';
import { sha256 } from './sha256.ts';

/** SHA-256, at once: the browser's own is asynchronous, and Apps Script's is not. */
export function createHash(algorithm: 'sha256') {
  let bytes = new Uint8Array();
  const hash = {
    algorithm,
    update: (data: Uint8Array) => {
      bytes = new Uint8Array([...bytes, ...data]);
      return hash;
    },
    digest: () => Buffer.from(sha256(bytes)),
  };
  return hash;
}

const random = crypto.randomUUID.bind(crypto);

/** A random UUID. */
export const randomUUID = (): string => random();
