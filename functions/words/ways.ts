import type { Door } from '../../shared/domain/reviews/review.ts';

/** Each way of reviewing, as it stands in a sentence; the one for whoever has nothing but a browser first. */
const ways = [
  ['page', 'on web pages, also on a phone'],
  ['file', 'in an Excel file'],
  ['sheet', 'in Google Sheets on a computer'],
] as const satisfies readonly (readonly [Door, string])[];

/** The ways of reviewing that are open: “on web pages, also on a phone, or in an Excel file”. A closed one is not named. */
export function waysInWords(open: readonly Door[]): string {
  const said: readonly string[] = ways.flatMap(([door, words]) => (open.includes(door) ? [words] : []));
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')}, or ${said.at(-1)}`;
}
