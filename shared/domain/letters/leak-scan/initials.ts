import { initialsOf, namePartsOf, type ProtectedPerson } from './person.ts';
import type { Run } from './phrases.ts';
import { isCapital, type Word } from './words.ts';

/** Letters of initials at most that are looked for one by one. */
const most = 5;

/** Finds every place where somebody's initials stand in capital letters: “AO”, “A.O.”, “A. O.”, “A O”. */
export function findInitials(words: readonly Word[], people: readonly ProtectedPerson[]): readonly Run[] {
  const initials = new Set(people.flatMap(({ name }) => [...initialsOf(namePartsOf(name))]));
  return words.flatMap((word, first) => {
    const { text } = word;
    if (text.length > 1) return isAllCapital(word) && initials.has(text) ? [{ first, last: first }] : [];
    const runs: Run[] = [];
    let letters = '';
    for (let last = first; last < first + most && isInitial(words[last], last > first); last++) {
      letters += (words[last] as Word).text;
      if (initials.has(letters)) runs.push({ first, last });
    }
    return runs;
  });
}

/** Whether a word is of two capital letters or more, or in a script that has none. */
const isAllCapital = (word: Word) => word.capitals > 1 || (word.capitals === 0 && isCapital(word));

/** Whether a word is one capital letter, after another one if it is not the first. */
const isInitial = (word: Word | undefined, isNext: boolean): word is Word =>
  word?.text.length === 1 && isCapital(word) && (!isNext || /^[ .-]{1,3}$/.test(word.gap));
