/**
 * What a path's placeholders catch, or null where it does not match: `/rounds/{roundId}/result`, or a last
 * `{path+}` for all that follows.
 *
 * @param path decoded, as HTTP APIs hand it over
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const expected = pattern.split('/');
  const given = path.split('/');
  const isGreedy = pattern.endsWith('+}');
  if (isGreedy ? given.length < expected.length : given.length !== expected.length) return null;

  const caught: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const isRest = isGreedy && index === expected.length - 1;
    const value = isRest ? given.slice(index).join('/') : (given[index] ?? '');
    const name = /^\{(\w+)\+?\}$/.exec(segment)?.[1];
    if (name === undefined ? value !== segment : value === '') return null;
    if (name !== undefined) caught[name] = value;
  }
  return caught;
}
