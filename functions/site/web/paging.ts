import type { Visit } from './visit.ts';

/** Where a list goes on, as the design system's pagination takes it; null for a list of one page. */
export interface Paging {
  readonly previous?: { readonly href: string; readonly text: string };
  readonly next?: { readonly href: string };
}

/** The pagination of a list page. Cursors only lead on: back is to the first page. */
export function pagingOf({ path, query }: Visit, next: string | null): Paging | null {
  const address = (cursor: string | null) => {
    const search = new URLSearchParams(query);
    search.delete('cursor');
    for (const name of ['done', 'added', 'known']) search.delete(name);
    if (cursor !== null) search.set('cursor', cursor);
    return search.size === 0 ? path : `${path}?${search}`;
  };
  const isFirst = !query.has('cursor');
  if (isFirst && next === null) return null;
  return {
    ...(!isFirst && { previous: { href: address(null), text: 'First page' } }),
    ...(next !== null && { next: { href: address(next) } }),
  };
}
