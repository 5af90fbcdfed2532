const encoder = new TextEncoder();
const decoder = new TextDecoder();
// Kept: the run's realm loses everything that is not JavaScript's own.
const [toBase64, fromBase64] = [btoa, atob];

/** As much of Node's `Buffer` as the services use. */
export class Buffer extends Uint8Array {
  static override from(data: unknown, encoding: unknown = 'utf8'): Buffer {
    const bytes = bytesOf(data, String(encoding));
    const buffer = new Buffer(bytes.length);
    buffer.set(bytes);
    return buffer;
  }

  static byteLength(text: string): number {
    return encoder.encode(text).length;
  }

  override toString(encoding = 'utf8'): string {
    if (encoding !== 'base64') return decoder.decode(this);
    return toBase64(Array.from(this, (byte) => String.fromCharCode(byte)).join(''));
  }
}

function bytesOf(data: unknown, encoding: string): Uint8Array {
  if (typeof data !== 'string') return Uint8Array.from(data as Iterable<number>);
  if (!encoding.startsWith('base64')) return encoder.encode(data);
  const binary = fromBase64(data.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
