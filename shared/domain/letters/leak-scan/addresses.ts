import type { ProtectedPerson } from './person.ts';
import type { Run } from './phrases.ts';
import { type Word, wordsOf } from './words.ts';

/** Addresses among the words of a letter. */
export interface FoundAddresses {
  /** The address, also written out: “amara.okafor [at] example dot org”. */
  readonly whole: readonly Run[];
  /** What stands before its @, as it stands there. */
  readonly local: readonly Run[];
}

/** Shortest part before an @ that is looked for without the rest, in characters. */
const shortestLocal = 4;

/** Finds people's addresses. Linear in the number of words. */
export function findAddresses(words: readonly Word[], people: readonly ProtectedPerson[]): FoundAddresses {
  const whole: Run[] = [];
  const local: Run[] = [];
  const sought = people.map(({ email }) => soughtOf(email));
  words.forEach(({ text }, first) => {
    for (const { name, domain, asWritten } of sought) {
      const end = name.startsWith(text) ? spellsOut(words, first, name) : null;
      if (end === null) continue;
      const at = domainFrom(words, end);
      const last = at === null ? null : spellsOut(words, at, domain);
      if (last !== null) whole.push({ first, last });
      if (asWritten.length >= shortestLocal && writtenIn(words, first, end) === asWritten)
        local.push({ first, last: end });
    }
  });
  return { whole, local };
}

/** An address as it is looked for: letters and figures only, and what stands before its @ as it stands there. */
function soughtOf(email: string) {
  const at = Math.max(email.lastIndexOf('@'), 0);
  // Mail for “amara+reviews@…” and “amara@…” reaches the same person.
  const name = wordsOf(email.slice(0, at).replace(/\+.*$/, ''));
  return {
    name: lettersOf(name),
    domain: lettersOf(wordsOf(email.slice(at + 1))),
    asWritten: writtenIn(name, 0, name.length - 1),
  };
}

const lettersOf = (words: readonly Word[]): string => words.map(({ text }) => text).join('');

const writtenIn = (words: readonly Word[], first: number, last: number): string =>
  words
    .slice(first, last + 1)
    .map(({ gap, text }, i) => (i === 0 ? text : gap + text))
    .join('');

const joints = new Set(['dot', 'point', 'underscore', 'dash', 'hyphen', 'minus']);
const within = /^[ ._\-*()[\]{}<>"'|\\]{0,6}$/;

/** The last of the words from one on that spell some letters, over joints written as words; null where they do not. */
function spellsOut(words: readonly Word[], first: number, letters: string): number | null {
  let rest = letters;
  for (let i = first; i < words.length && rest !== ''; i++) {
    const { text, gap } = words[i] as Word;
    if (i > first && !within.test(gap)) return null;
    if (rest.startsWith(text)) rest = rest.slice(text.length);
    else if (!joints.has(text)) return null;
    if (rest === '') return i;
  }
  return null;
}

/** Where the domain would begin after what stands before an @; null where there is none. */
function domainFrom(words: readonly Word[], last: number): number | null {
  let i = last + 1;
  // What follows a “+” goes on as far as an address can.
  if (words[i]?.gap === '+') for (i++; /^[._-]?$/.test(words[i]?.gap ?? ' '); ) i++;
  const next = words[i];
  if (next === undefined) return null;
  if (/^[ ()[\]{}<>*"'|\\]*@[ ()[\]{}<>*"'|\\]*$/.test(next.gap)) return i;
  return next.text === 'at' && within.test(next.gap) ? i + 1 : null;
}
