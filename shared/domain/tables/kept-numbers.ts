/** A criterion’s number as a table has it. */
export interface WrittenNumber {
  /** Whole numbers with full stops between them: `4.1`. */
  readonly number: string;
  /** The capital letters before it, at most four: the `CP` of “CP1”. One letter is one in either case. */
  readonly letters: string;
  /** What its last place is where that is no number: the `a` of “2a”, the `ii` of “3(ii)”. Null where it is one. */
  readonly part: string | null;
}

const words = '(?:(?:criterion|standard|statement|requirement|section|item|question|ref|no)[.:]?\\s+)?';
const prefix = '(?:([a-z]{1,4})[\\s.-]?)?';
const part = '(viii|vii|iii|ii|iv|vi|ix|[a-z])';
const parts = `(\\d{1,3}(?:[.,]\\d{1,3}){0,2})(?:\\s?\\(?${part}\\)?)?`;
const whole = new RegExp(`^\\(?${words}${prefix}${parts}\\s?[.):]*$`, 'i');
const leading = new RegExp(
  `^\\(?${words}${prefix}(\\d{1,3}(?:\\.\\d{1,3}){1,2}|\\d{1,3}(?=\\s?[.):]|\\s[–—-]\\s))(?:\\(?${part}\\)(?=\\s))?\\s?[.):–—-]*\\s+(\\S[\\s\\S]*)$`,
  'i',
);

/** Roman numbers up to ten, as people count with them. “i” is one: whoever counts to the ninth letter is rarer. */
const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

const placeOf = (part: string): number =>
  roman.includes(part) ? roman.indexOf(part) + 1 : part.charCodeAt(0) - 96;

const made = (letters: string | undefined, number: string, part: string | undefined): WrittenNumber => {
  const at = part === undefined ? '' : `.${placeOf(part.toLowerCase())}`;
  const joined = `${number.replaceAll(',', '.')}${at}`;
  return {
    number: joined.split('.').slice(0, 3).join('.'),
    // “Crit 4.1” is a word and no code.
    letters: letters?.length === 1 || /^[A-Z]+$/.test(letters ?? '') ? (letters ?? '').toUpperCase() : '',
    part: part ?? null,
  };
};

/** The number that a cell holds and nothing else: “4.1.”, “C4.1”, “Criterion 4.1”, “(4.1)”, “4.1a”, “4(ii)”. Null for none. */
export function numberIn(cell: string): WrittenNumber | null {
  const [, letters, number, part] = whole.exec(cell) ?? [];
  return number === undefined ? null : made(letters, number, part);
}

/** The number that a text begins with, and the rest of it: “4.1 The curriculum …”. Null where it begins with none. */
export function numberAndText(text: string): (WrittenNumber & { readonly text: string }) | null {
  const [, letters, number, part, rest] = leading.exec(text) ?? [];
  return number === undefined || rest === undefined ? null : { ...made(letters, number, part), text: rest };
}

/**
 * The number that a spreadsheet made `number` of by dropping its last zero, judged from the numbers before and after
 * it: 4.10 for 4.1 after 4.9 or before 4.11. Null where it may well be as it stands.
 */
export function lostZero(before: string | null, number: string, after: string | null): string | null {
  const [group, place, ...more] = number.split('.');
  if (place === undefined || more.length > 0 || place.endsWith('0')) return null;
  const placeIn = (other: string | null) => {
    const [otherGroup, otherPlace, ...rest] = (other ?? '').split('.');
    return otherGroup === group && otherPlace !== undefined && rest.length === 0 ? Number(otherPlace) : null;
  };
  const [here, meant, earlier, later] = [Number(place), Number(place) * 10, placeIn(before), placeIn(after)];
  const follows = earlier === meant - 1;
  const precedes = later === meant + 1 && earlier !== here - 1;
  return (follows || precedes) && later !== here + 1 ? `${group}.${meant}` : null;
}

/** The number after another in its group: 4.2 after 4.1, 5 after 4. */
export const numberAfter = (number: string): string =>
  number.replace(/\d+$/, (last) => String(Number(last) + 1));

/** The first of a number and those after it that is not `used`. */
export function unusedNumber(wanted: string, used: ReadonlySet<string>): string {
  let number = wanted;
  while (used.has(number)) number = numberAfter(number);
  return number;
}
