/** SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal. Passed in: Node and Apps Script differ in it. */
export type Digest = (text: string) => string;

/**
 * JSON with one spelling per value: no white space, properties sorted by UTF-16 code units (RFC 8785).
 * Properties that are undefined are left out, as `JSON.stringify` does. Throws TypeError for any other value
 * without a JSON form, numbers that are not finite included.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const properties = Object.entries(value)
      .filter(([, property]) => property !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, property]) => `${JSON.stringify(name)}:${canonicalJson(property)}`);
    return `{${properties.join(',')}}`;
  }
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    throw new TypeError(`${String(value)} has no JSON form`);
  return text;
}
