import * as z from 'zod';
import { criteriaSetKinds } from '../domain/criteria-sets/criteria-set.ts';
import { firstLook } from '../domain/reviews/review.ts';

const isText = (value: string) => !/[\p{Surrogate}\p{Noncharacter_Code_Point}]/u.test(value);

/**
 * Text of at most `max` UTF-16 code units that survives UTF-8 and XML: half of a surrogate pair, and what Unicode says is
 * no character (U+FFFE), are refused.
 */
export const text = (max: number) =>
  z
    .string()
    // Said when needed: the first number in words of a process takes 50 ms, a fifth of a cold start.
    .max(max, { error: () => `Use at most ${max.toLocaleString('en-GB')} characters.` })
    .refine(isText, {
      error: 'This text holds half of a character, or what is none. Type it again.',
    });

/** Text that says something. */
export const filledText = (max: number) =>
  text(max).refine((value) => value.trim() !== '', { error: 'Fill this in.', params: { code: 'missing' } });

/**
 * Text of one line that says something: a name or a title, which stands in lists, file names and subjects. Control
 * characters, line ends of every kind and characters that turn the direction of writing are refused: they would show
 * something else than what is there.
 */
export const filledLine = (max: number) => oneLine(filledText(max));

/** The same of a text whose white space has been read as one space already. */
export const oneLine = (schema: z.ZodString) =>
  schema.refine((value) => !/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(value), {
    error: 'Use one line, without characters that cannot be seen.',
  });

/** Words that stand one space apart, however they were typed. */
export const oneSpaceApart = (value: string): string => value.trim().replace(/\s+/g, ' ');

/** Lower-case letters, digits and hyphens: an id that stands in addresses. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    'Use 1 to 64 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  );

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime({ error: 'Give a time in UTC, such as 2026-08-06T16:30:00Z.' });

/** A version number, from 1. */
export const versionNumber = z.int().min(1).max(999_999);

/** SHA-256, lower-case hexadecimal. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Give a SHA-256 as 64 lower-case hexadecimal digits.');

/** The same as people enter it: some programs print it in capitals. Kept in lower case. */
export const enteredSha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'Give a SHA-256 as 64 hexadecimal digits.')
  .overwrite((digits) => digits.toLowerCase());

/** A web address. `z.url()` needs a URL class that Apps Script lacks. */
export const webAddress = z
  .string()
  .max(2_000)
  .regex(/^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/, 'Give an address that starts with https://.')
  .refine((value) => !/[\p{Cc}\p{Cf}\p{Surrogate}\p{Noncharacter_Code_Point}]/u.test(value), {
    error: 'This address holds characters that cannot be seen. Type it again.',
  });

/**
 * An email address, of any script's letters (RFC 6531), with a domain of at least two labels. Quoted names and
 * addresses in brackets are refused.
 */
export const emailAddress = z
  .string()
  .max(254)
  .regex(
    /^(?![^@]{65})[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:[xX][nN]--[a-zA-Z0-9-]{1,59}|[\p{L}\p{M}]{2,63})$/u,
    'Give an email address, such as name@example.org.',
  );

/** Why somebody did something. */
export const reason = filledText(2_000);

/** How often a thing has been edited: the number in its ETag. */
export const editVersion = z.int().min(0).max(999_999_999);

/** A day of the calendar. */
export const day = z.iso.date({
  // A missing one is said to be missing, by zod's own words.
  error: ({ input }) => (input === undefined ? undefined : 'Give a real date, such as 2026-08-06.'),
});

/** A panel place, from 1. */
export const place = z.int().min(1).max(20);

/** Which look at the criteria ratings are of. */
export const look = z.literal(firstLook);

/** What a criteria set is for, and so what its rounds are about. */
export const criteriaSetKind = z.enum(criteriaSetKinds);
