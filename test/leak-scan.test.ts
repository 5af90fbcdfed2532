import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { type DecisionOutcome, decisionOutcomes } from '../shared/domain/decisions/decision.ts';
import type { ProtectedNote } from '../shared/domain/letters/leak-scan/notes.ts';
import { usualAbbreviations } from '../shared/domain/letters/leak-scan/ordinary-words.ts';
import type { ProtectedPerson } from '../shared/domain/letters/leak-scan/people.ts';
import {
  type Leak,
  type ProtectedMatter,
  type PublicMatter,
  scanForLeaks,
} from '../shared/domain/letters/leak-scan.ts';
import { composeLetter, type Letter } from '../shared/domain/letters/letter.ts';
import { emptyCriterionReview, emptyReview, type ReviewContent } from '../shared/domain/reviews/review.ts';

const fixture = (path: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', path), 'utf8'));

const set = sampleCriteriaSet();
const made: { people: { name: string; email: string }[]; notes: string[]; prose: string[] } =
  fixture('leak-scan.json');
const samplePeople: { name: string; email: string; roles: string[] }[] = fixture('sample-people.json');
const specifications: {
  registration: { title: string; developer: { organisation: string; contactName: string } };
}[] = fixture('sample-specifications.json');

const byNumber = new Map(criteriaOf(set).map(({ number, id }) => [number, id]));
const reviews: readonly ReviewContent[] = [1, 2, 3].map((n) => {
  const { ratings, ...overall } = fixture(`reviews/reviewer-${n}.json`);
  return {
    ...emptyReview('a'.repeat(64)),
    ...overall,
    ratings: Object.fromEntries(
      Object.entries<object>(ratings).map(([number, one]) => [
        byNumber.get(number),
        { ...emptyCriterionReview, ...one },
      ]),
    ),
  };
});

const notes: readonly ProtectedNote[] = [
  ...reviews.flatMap((review, i) => [
    ...Object.entries(review.ratings).map(([criterionId, { note }]) => ({
      place: i + 1,
      criterionId,
      text: note,
    })),
    { place: i + 1, text: review.overallNote },
  ]),
  ...made.notes.map((text, i) => ({ place: (i % 3) + 1, text })),
].filter(({ text }) => text !== '');

/** A generator of whole numbers below a limit, the same at every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Dice = ReturnType<typeof dice>;
const pick = <T>(items: readonly T[], roll: Dice): T => items[roll(items.length)] as T;

/** The letter as the developer reads it. */
const asTexts = (letter: Letter) => ({
  subject: letter.subject,
  body: [
    `To ${letter.organisation}`,
    ...letter.opening,
    ...letter.conditions.map(
      ({ number, text, criteria, owner, due }) =>
        `Condition ${number}: ${text}\nCriteria: ${criteria.join(', ')}\nOwner: ${owner}\nDue: ${due}`,
    ),
    ...letter.message,
    ...letter.comments.map(
      ({ number, text, comments }) =>
        `${number} ${text}\n${comments.map((comment) => `- ${comment}`).join('\n')}`,
    ),
    ...letter.overallComments,
    ...letter.closing,
  ].join('\n\n'),
});

/** A letter that holds nothing that it must not: some sample comments, some made-up prose, any decision. */
function cleanLetter(roll: Dice): { subject: string; body: string } {
  const outcome: DecisionOutcome = pick(decisionOutcomes, roll);
  const { registration } = pick(specifications, roll);
  const prose = () => Array.from({ length: 1 + roll(4) }, () => pick(made.prose, roll)).join(' ');
  const written = reviews.map((review) => ({
    ...review,
    ratings: Object.fromEntries(
      Object.entries(review.ratings).map(([id, one]) => [
        id,
        { ...one, comment: roll(3) === 0 ? prose() : roll(2) === 0 ? '' : one.comment },
      ]),
    ),
  }));
  return asTexts(
    composeLetter({
      decision: {
        outcome,
        message: Array.from({ length: roll(4) }, prose).join('\n\n'),
        conditions:
          outcome === 'endorse-with-conditions'
            ? Array.from({ length: 1 + roll(4) }, () => ({
                text: pick(made.prose, roll),
                criteria: [pick(criteriaOf(set), roll).id],
                owner: registration.developer.organisation,
                due: '2027-05-31',
              }))
            : [],
        reviewBy: outcome.startsWith('endorse') ? '2029-11-22' : null,
      },
      specification: {
        title: registration.title,
        version: 1 + roll(3),
        organisation: registration.developer.organisation,
      },
      set,
      reviews: written,
    }),
  );
}

const known: PublicMatter = {
  texts: [
    ...specifications.flatMap(({ registration }) => [
      registration.title,
      registration.developer.organisation,
    ]),
    ...criteriaOf(set).flatMap(({ text, guidance }) => [text, guidance]),
  ],
  people: specifications.map(({ registration }) => registration.developer.contactName),
};

const samples = samplePeople.filter(({ roles }) => roles.includes('reviewer'));

/** Everybody of the fixtures, in panels of up to 20, places as drawn. */
const everybody: readonly ProtectedPerson[] = [...samples, ...made.people].map(({ name, email }, i) => ({
  place: i + 1,
  name,
  email,
}));

const matter: ProtectedMatter = { people: everybody, confidentialNotes: notes };

const refused = (letter: Record<string, string>, by: ProtectedMatter = matter) =>
  scanForLeaks(letter, by, known);

/** Ways to write a name, by what is written. */
const unaccented = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '');
const words = (name: string) =>
  name
    .replace(/^(?:Dr|Prof\.?) |, PhD$|\(\w+\) /g, '')
    .split(/, | /)
    .filter((word) => word !== '');
const particle = /^(?:van|der|de|Ó|Ní|bin|ap|St)$/;
const surnameOf = (name: string) =>
  name.includes(', Lucía') ? 'García Márquez' : (words(name).at(-1) ?? '');
const firstOf = (name: string) => (name.includes(', Lucía') ? 'Lucía' : (words(name)[0] ?? ''));
const initialsOf = (name: string) => {
  const [first, last] = [firstOf(name), surnameOf(name)];
  return [first[0] ?? '', last[0] ?? ''].map((letter) => unaccented(letter).toUpperCase());
};
const isLatin = (name: string) => /^\p{Script=Latin}/u.test(name);

const ordinary =
  /^(?:Case|Grant|Price|Hope|Young|Hill|Mark|May|Will|Grace|Rose|Faith|Brown|Green|Marsh|Park|Stone|Joy|Lance|Dawn|Violet|Brig|Bright)$/;

/** Sentences that somebody could be named in. */
const frames = [
  (who: string) => `During the discussion ${who} said that the portfolio needs more work.`,
  (who: string) => `We asked ${who} about the marking guide, and the answer was helpful.`,
  (who: string) => `As ${who} wrote, the supervision section is not ready.`,
  (who: string) => `${who} thought the evidence base was thin.`,
  (who: string) => `${who}’s comment on page 4 should be read first.`,
  (who: string) => `The second reviewer (${who}) disagreed.`,
  (who: string) => `Two people, one of them ${who}, found the title too long.`,
];

interface Attempt {
  readonly technique: string;
  readonly planted: string;
  readonly sentence: string;
}

const techniques: Record<string, (person: ProtectedPerson, roll: Dice) => Attempt | null> = {
  'full name': ({ name }, roll) => framed('full name', words(name).join(' '), pick(frames, roll)),
  'full name, turned round': ({ name }, roll) =>
    !isLatin(name) || words(name).length < 2 || name.startsWith('Sample')
      ? null
      : framed('full name, turned round', `${surnameOf(name)}, ${firstOf(name)}`, pick(frames, roll)),
  'full name in capitals': ({ name }, roll) =>
    framed('full name in capitals', words(name).join(' ').toUpperCase(), pick(frames, roll)),
  'full name in small letters': ({ name }, roll) =>
    /Mark Grant|Will Price|May Hope|Rose Young/.test(name)
      ? null
      : framed('full name in small letters', words(name).join(' ').toLowerCase(), pick(frames, roll)),
  'surname only': ({ name }, roll) =>
    name.startsWith('Sample') || !isLatin(name)
      ? null
      : framed(
          'surname only',
          surnameOf(name),
          pick(ordinary.test(surnameOf(name)) ? frames.slice(0, 1) : frames, roll),
        ),
  'surname in small letters': ({ name }, roll) =>
    name.startsWith('Sample') ||
    !isLatin(name) ||
    ordinary.test(surnameOf(name)) ||
    surnameOf(name).length < 3
      ? null
      : framed('surname in small letters', surnameOf(name).toLowerCase(), pick(frames, roll)),
  'surname without accents': ({ name }, roll) =>
    name.startsWith('Sample') || !isLatin(name) || ordinary.test(surnameOf(name))
      ? null
      : framed('surname without accents', unaccented(surnameOf(name)), pick(frames, roll)),
  'first name only': ({ name }, roll) =>
    name.startsWith('Sample') || !isLatin(name) || particle.test(firstOf(name))
      ? null
      : framed('first name only', firstOf(name), pick(frames.slice(0, 1), roll)),
  titled: ({ name }, roll) =>
    name.startsWith('Sample') || !isLatin(name)
      ? null
      : framed(
          'titled',
          `${pick(['Dr', 'Dr.', 'Prof', 'Professor', 'Mr', 'Ms', 'Mx', 'Sir'], roll)} ${surnameOf(name)}`,
          pick(frames, roll),
        ),
  'initial and surname': ({ name }, roll) =>
    name.startsWith('Sample') || !isLatin(name) || words(name).length < 2
      ? null
      : framed('initial and surname', `${firstOf(name)[0]}. ${surnameOf(name)}`, pick(frames, roll)),
  'dotted initials': ({ name }, roll) =>
    !isLatin(name) || words(name).length < 2 || name.startsWith('Sample')
      ? null
      : framed('dotted initials', initialsOf(name).join(pick(['.', '. '], roll)), pick(frames, roll)),
  initials: ({ name }, roll) =>
    !isLatin(name) || words(name).length < 2 || name.startsWith('Sample')
      ? null
      : framed(
          'initials',
          initialsOf(name).join(''),
          pick(
            usualAbbreviations.has(initialsOf(name).join('').toLowerCase()) ? frames.slice(0, 1) : frames,
            roll,
          ),
        ),
  email: ({ email }, roll) =>
    framed(
      'email',
      pick([email, email.toUpperCase(), `mailto:${email}`, `<${email}>`], roll),
      pick(frames, roll),
    ),
  'email written out': ({ email }, roll) =>
    framed(
      'email written out',
      pick(
        [
          email.replace('@', ' at ').replaceAll('.', ' dot '),
          email.replace('@', ' [at] ').replaceAll('.', ' [dot] '),
          email.replace('@', '(at)'),
          email.replace('@', '&#64;'),
          email.replace('@', '%40'),
        ],
        roll,
      ),
      pick(frames, roll),
    ),
  'invisible characters': ({ name }, roll) =>
    framed(
      'invisible characters',
      words(name)
        .map((word) => [...word].join(pick(['\u200b', '\u00ad', '\u2060'], roll)))
        .join(' '),
      pick(frames, roll),
    ),
  'full-width letters': ({ name }, roll) =>
    framed(
      'full-width letters',
      words(name)
        .join(' ')
        .replace(/[A-Za-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
      pick(frames, roll),
    ),
  'Cyrillic look-alikes': ({ name }, roll) =>
    framed(
      'Cyrillic look-alikes',
      words(name)
        .join(' ')
        .replace(/[aeopcxAEOPCXM]/g, (letter) => 'аеорсхАЕОРСХМ'['aeopcxAEOPCXM'.indexOf(letter)] ?? ''),
      pick(frames, roll),
    ),
  Markdown: ({ name }, roll) =>
    framed(
      'Markdown',
      words(name)
        .map((word) => pick([`**${word}**`, `_${word}_`, `<b>${word}</b>`], roll))
        .join(' '),
      pick(frames, roll),
    ),
  'over a line’s end': ({ name }, roll) =>
    framed('over a line’s end', words(name).join('\n'), pick(frames, roll)),
  'sentence of a note': (_, roll) => fromNote('sentence of a note', roll, (sentence) => sentence),
  'sentence of a note in capitals': (_, roll) =>
    fromNote('sentence of a note in capitals', roll, (sentence) => sentence.toUpperCase()),
  'sentence of a note, wrapped and requoted': (_, roll) =>
    fromNote('sentence of a note, wrapped and requoted', roll, (sentence) =>
      sentence
        .replace(/[“”]/g, '"')
        .replaceAll('’', "'")
        .replace(/ (\S+) (\S+)$/, '\n$1  $2'),
    ),
  'sentence of a note, a word replaced': (_, roll) =>
    fromNote('sentence of a note, a word replaced', roll, (sentence) => {
      const parts = sentence.split(' ');
      if (parts.length < 10) return sentence;
      parts[4 + roll(parts.length - 8)] = 'something';
      return parts.join(' ');
    }),
};

const framed = (technique: string, planted: string, frame: (who: string) => string): Attempt => ({
  technique,
  planted,
  sentence: frame(planted),
});

const noteSentences = notes.flatMap(({ text }) => text.split(/(?<=\.) /));

function fromNote(technique: string, roll: Dice, written: (sentence: string) => string): Attempt {
  const planted = written(pick(noteSentences, roll));
  return { technique, planted, sentence: planted };
}

/** Plants a sentence as a paragraph's part somewhere in the body. */
function planted(letter: { subject: string; body: string }, { planted, sentence }: Attempt, roll: Dice) {
  const paragraphs = letter.body.split('\n\n');
  const at = 1 + roll(paragraphs.length - 1);
  const before = `${paragraphs.slice(0, at).join('\n\n')}\n\n`;
  const body = `${before}${sentence}\n\n${paragraphs.slice(at).join('\n\n')}`;
  const start = before.length + sentence.indexOf(planted);
  return { letter: { ...letter, body }, start, end: start + planted.length };
}

const pointsAt = (leaks: readonly Leak[], start: number, end: number) =>
  leaks.length > 0 && leaks.every((leak) => leak.text === 'body' && leak.start >= start && leak.end <= end);

test('500 leak attempts are all refused, each pointing at what was planted', () => {
  const roll = dice(20_261_124);
  const missed: string[] = [];
  const counts = new Map<string, number>();
  let attempts = 0;
  for (let i = 0; attempts < 500; i++) {
    const [, technique] = Object.entries(techniques)[i % Object.keys(techniques).length] ?? [];
    const person = pick(everybody, roll);
    const attempt = technique?.(person, roll) ?? null;
    if (attempt === null) continue;
    attempts++;
    const { letter, start, end } = planted(cleanLetter(roll), attempt, roll);
    const leaks = refused(letter);
    counts.set(attempt.technique, (counts.get(attempt.technique) ?? 0) + 1);
    if (!pointsAt(leaks, start, end))
      missed.push(
        `${attempt.technique}: ${attempt.sentence} → ${JSON.stringify(leaks.map(({ kind, excerpt }) => [kind, excerpt]))}`,
      );
  }
  console.log(`${attempts} leak attempts, ${attempts - missed.length} refused at the right place`, counts);
  expect(missed).toEqual([]);
});

test('500 clean letters are all released', () => {
  const roll = dice(6);
  const letters = Array.from({ length: 500 }, () => cleanLetter(roll));
  const held = letters.flatMap((letter) =>
    refused(letter).map(
      ({ sentence, start }) => `${sentence} [${letter.body.slice(start - 40, start + 40)}]`,
    ),
  );
  console.log(
    `${letters.length} clean letters, ${new Set(letters.map(({ body }) => body)).size} different ones, ${held.length} leaks seen in them`,
  );
  expect([...new Set(held)]).toEqual([]);
});

test('in a letter of 256 KB the last of 6,001 notes of a panel of 20 is found', () => {
  const roll = dice(20);
  const vocabulary = made.prose.flatMap((sentence) => sentence.match(/\b[a-z]+\b/g) ?? []);
  const said = () => Array.from({ length: 30 }, () => pick(vocabulary, roll)).join(' ');
  const body = Array.from({ length: 4_000 }, () => pick(made.prose, roll))
    .join('\n')
    .slice(0, 256 * 1024);
  expect(body).toHaveLength(256 * 1024);
  const panel: ProtectedMatter = {
    people: everybody.slice(4, 24),
    confidentialNotes: Array.from({ length: 6_000 }, (_, i) => ({ place: 1 + (i % 20), text: said() })),
  };
  const last = {
    ...panel.confidentialNotes[5_999],
    text: 'Nobody but the author of this very note can have said so.',
  } as ProtectedNote;
  const leaks = scanForLeaks(
    { body: `${body}\n${last.text}` },
    { ...panel, confidentialNotes: [...panel.confidentialNotes, last] },
    known,
  );
  expect(leaks).toMatchObject([{ kind: 'confidential-note', start: body.length + 1 }]);
});
