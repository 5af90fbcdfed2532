import type { Word } from './fold.ts';
import type { Finding } from './names.ts';
import { isOrdinary, type Sought } from './people.ts';
import type { PublicWords } from './public-words.ts';

/**
 * Finds addresses, also written out ("amara.okafor [at] example dot org"), and what stands before the @ where
 * it says who it is: it has a figure, or part of the name, or words joined as only addresses join them.
 */
export function findEmails(
  words: readonly Word[],
  people: readonly Sought[],
  open: PublicWords,
): readonly Finding[] {
  const beginnings = new Map<string, number[]>();
  people.forEach(({ local, domain }, person) => {
    if (local[0] === undefined || open.hasAddress(`${addressOf(local)}@${addressOf(domain)}`)) return;
    for (const key of new Set([local[0].text, joined(local), joined(untagged(local))]))
      beginnings.set(key, [...(beginnings.get(key) ?? []), person]);
  });
  return words.flatMap((word, first) =>
    (beginnings.get(word.text) ?? []).flatMap((person) => {
      const last = addressFrom(words, first, people[person] as Sought, open);
      return last === null ? [] : [{ kind: 'email' as const, person, first, last }];
    }),
  );
}

/** What stands before a "+" in what stands before an @: mail for both reaches the same person. */
function untagged(local: readonly Word[]): readonly Word[] {
  const tag = local.findIndex(({ gap }) => gap === '+');
  return tag < 0 ? local : local.slice(0, tag);
}

/** The last word of a tag that begins after `last`; `last` where none does. */
function tagFrom(words: readonly Word[], last: number): number {
  if (words[last + 1]?.gap !== '+') return last;
  let end = last + 1;
  while (/^[\w.-]?$/.test(words[end + 1]?.gap ?? ' ')) end++;
  return end;
}

const joined = (words: readonly Word[]): string => words.map(({ text }) => text).join('');
const addressOf = (words: readonly Word[]): string => words.map(({ gap, text }) => gap + text).join('');

const joints = new Set(['dot', 'punkt', 'point', 'underscore', 'dash', 'hyphen', 'minus', 'plus']);
const within = /^[\s._+\-*()[\]{}<>\\"'|]{0,6}$/;
const atSign = /^[\s()[\]{}<>*\\"'|]*@[\s()[\]{}<>*\\"'|]*$/;

/** The last word of the address that begins here; null where none does. */
function addressFrom(
  words: readonly Word[],
  first: number,
  sought: Sought,
  open: PublicWords,
): number | null {
  const local =
    consume(words, first, joined(sought.local)) ?? consume(words, first, joined(untagged(sought.local)));
  if (local === null) return null;
  const end = tagFrom(words, local);
  const next = words[end + 1];
  const signed = next !== undefined && atSign.test(next.gap);
  const spoken = next !== undefined && next.text === 'at' && within.test(next.gap);
  if (signed || spoken) {
    const from = spoken ? end + 2 : end + 1;
    const whole = consume(words, from, joined(sought.domain));
    if (whole !== null) return whole;
    if (signed && sought.domain[0]?.text === next.text) return from;
  }
  return standsAlone(words, first, local, sought, open) ? local : null;
}

/** Goes over words that spell `letters`, and over joints written as words; the last word, or null. */
function consume(words: readonly Word[], first: number, letters: string): number | null {
  let rest = letters;
  for (let i = first; i < words.length; i++) {
    const word = words[i] as Word;
    if (i > first && !within.test(word.gap)) return null;
    if (rest.startsWith(word.text)) {
      rest = rest.slice(word.text.length);
      if (rest === '') return i;
    } else if (!joints.has(word.text)) return null;
  }
  return null;
}

/** Whether what stands before the @ gives the person away without what follows it. */
function standsAlone(
  words: readonly Word[],
  first: number,
  last: number,
  sought: Sought,
  open: PublicWords,
): boolean {
  const letters = joined(sought.local);
  const span = words.slice(first, last + 1);
  const joints = span.slice(1).map(({ gap }) => gap);
  if (joints.some((gap) => /\s/.test(gap))) return false;
  if (/\p{N}/u.test(letters)) return letters.length > 3 && /\p{L}/u.test(letters);
  const named = sought.forms.some(
    ({ key }) =>
      key.length > 2 &&
      letters.length > key.length &&
      letters.includes(key) &&
      !isOrdinary(letters) &&
      !open.has(letters),
  );
  return named || joints.some((gap) => /[._+]/.test(gap));
}
