import { StandInError } from '../errors.ts';

/** How a spreadsheet's locale (File, Settings) reads what is typed and shows what a cell holds. */
export interface Locale {
  /** As Google names it: `de_DE`. */
  readonly name: string;
  readonly decimal: ',' | '.';
  /** Between thousands, as it is shown; a blank of any kind may be typed. */
  readonly thousands: ',' | '.' | '\u202f';
  /** Whether the month is typed and shown before the day. */
  readonly monthFirst: boolean;
  /** The format that a date has by itself. */
  readonly date: string;
  readonly yes: string;
  readonly no: string;
  /** An amount's format. */
  readonly money: string;
  /** January first. */
  readonly months: readonly string[];
  /** What separates the arguments of a formula beside `;`, which every locale takes. */
  readonly comma: boolean;
}

/** Month names in English, January first. */
export const MONTHS = monthsIn('en-GB');

const british: Locale = {
  name: 'en_GB',
  decimal: '.',
  thousands: ',',
  monthFirst: false,
  date: 'dd/mm/yyyy',
  yes: 'TRUE',
  no: 'FALSE',
  money: '"£"#,##0.00',
  months: MONTHS,
  comma: true,
};
const american: Locale = {
  ...british,
  name: 'en_US',
  monthFirst: true,
  date: 'm/d/yyyy',
  money: '"$"#,##0.00',
};
const german: Locale = {
  name: 'de_DE',
  decimal: ',',
  thousands: '.',
  monthFirst: false,
  date: 'dd.mm.yyyy',
  yes: 'WAHR',
  no: 'FALSCH',
  money: '#,##0.00 "€"',
  months: monthsIn('de-DE'),
  comma: false,
};
const french: Locale = {
  ...german,
  name: 'fr_FR',
  thousands: '\u202f',
  date: 'dd/mm/yyyy',
  yes: 'VRAI',
  no: 'FAUX',
  months: monthsIn('fr-FR'),
};

const LOCALES = [british, american, german, french];

/** The locale that Google calls so; one that the stand-in does not know is refused, never guessed. */
export function localeNamed(name: string): Locale {
  const found = LOCALES.find((each) => each.name === name);
  if (found) return found;
  throw new StandInError(`The locale ${name} is not part of the stand-in; add it to addon/google`);
}

function monthsIn(language: string): string[] {
  const { format } = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format(Date.UTC(2026, month)));
}
