/** The text of bytes in UTF-8, or in UTF-16 where a byte order mark says so; null where they are in neither. */
export function decode(bytes: Uint8Array): string | null {
  try {
    // Takes a byte order mark away.
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
