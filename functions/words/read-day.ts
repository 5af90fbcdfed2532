import { isoDay } from './uk-date.ts';

/**
 * A day as people write it in the UK, as `2026-12-06`: `6/12/2026`, `06.12.26`, `6 Dec 26`, `Sunday 6th December 2026`,
 * `December 6, 2026`, `2026-12-06`, with or without a time behind it. Null where it is none: there is no thirteenth
 * month, and no day is guessed.
 */
export function readDay(written: string): string | null {
  const text = written
    .trim()
    .replace(/^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+/i, '')
    .replace(/(?:,?\s+|T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[ap]m|Z)?$/i, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/i, '$1');
  const [, first, second, third] =
    /^(\d{1,4}|[a-z]+\.?)[\s/.,-]+(?:of\s+)?(\d{1,2}|[a-z]+\.?)[\s/.,-]+(\d{1,4})$/i.exec(text) ?? [];
  if (first === undefined || second === undefined || third === undefined) return null;
  if (/^\d{4}$/.test(first)) return isoDay({ day: third, month: second, year: first });
  if (/^\d/.test(first)) return isoDay({ day: first, month: second, year: third });
  return isoDay({ day: second, month: first, year: third });
}
