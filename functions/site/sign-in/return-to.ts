/**
 * Where to go after signing in: a path of this site, or its start page where `wanted` could lead elsewhere.
 * Compares what browsers make of it, who take `/\example.org` and `/x/..//example.org` for other sites.
 */
export function returnPath(wanted: string | null, origin: string): string {
  const url = wanted?.startsWith('/') ? URL.parse(wanted, origin) : null;
  if (url === null || url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}`;
}
