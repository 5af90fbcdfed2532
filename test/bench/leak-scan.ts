import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanForLeaks } from '../../shared/domain/letters/leak-scan.ts';
import { type Report, type Timed, time } from './timing.ts';

const kibibyte = 1024;

/**
 * Times the search of letters for what must not leave: one as long as can be for the largest panel, and texts made to
 * keep it busy, of which one eight times as long should take about eight times as long.
 */
export function run(): Report {
  const fixture = join(import.meta.dirname, '../fixtures/leak-scan.json');
  const { people, prose }: { people: { name: string; email: string }[]; prose: string[] } = JSON.parse(
    readFileSync(fixture, 'utf8'),
  );
  const words = prose.flatMap((sentence) => sentence.match(/\b[a-z]+\b/g) ?? []);
  const longest = prose
    .join('\n')
    .repeat(40)
    .slice(0, 256 * kibibyte);
  const panel = {
    people: people.slice(4, 24),
    confidentialNotes: Array.from({ length: 6_000 }, (_, note) =>
      Array.from({ length: 30 }, (_, word) => words[(31 * note + 7 * word) % words.length]).join(' '),
    ),
  };
  const whole: Timed = {
    what: '256 KB, 20 reviewers, 6,000 notes',
    budget: 1_000,
    work: () => scanForLeaks({ body: longest }, panel),
  };
  return time([whole, ...hostile.flatMap(growth)]);
}

const hostile = [
  ['names', 'Okafor '],
  ['letters of a name', 'a '],
  ['initials', 'A. '],
  ['words broken at the line’s end', 'oka-\n'],
  ['empty lines', '\n'],
  ['beginnings of an address', 'amara.'],
  ['half tags', '<b '],
  ['marks', 'a\u0301\u0301'],
  ['sentences of a note', 'alpha beta gamma delta epsilon zeta eta. '],
] as const;

const sought = {
  people: [{ name: 'Aaaa Okafor', email: 'amara.amara.amara.okafor@example.org' }],
  confidentialNotes: Array.from({ length: 100 }, () =>
    'alpha beta gamma delta epsilon zeta eta. '.repeat(20),
  ),
};

const growth = ([what, part]: (typeof hostile)[number]): Timed[] =>
  [8, 64].map((size) => {
    const body = part.repeat((size * kibibyte) / part.length);
    return {
      what: `nothing but ${what}, ${size} KB`,
      budget: null,
      work: () => scanForLeaks({ body }, sought),
    };
  });
