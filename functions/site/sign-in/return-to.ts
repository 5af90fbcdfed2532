/** Longest path that is gone back to, in characters: it is kept while somebody signs in, and sent as a header. */
const longest = 2_000;

/**
 * Where to go after signing in: a path of this site, or its start page where `wanted` could lead elsewhere.
 * Compares what browsers make of it, who take `/\example.org` and `/x/..//example.org` for other sites.
 */
export function returnPath(wanted: string | null, origin: string): string {
  const url = wanted?.startsWith('/') && wanted.length <= longest ? URL.parse(wanted, origin) : null;
  if (url === null || url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}`;
}
