import type { letterOperations } from '../../shared/contract/letters/operations.ts';
import { maxPassages } from '../../shared/contract/letters/schemas.ts';
import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { type Defect, fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { passageInWords } from '../../shared/domain/letters/passage-in-words.ts';
import type { Passage } from '../../shared/domain/letters/passages.ts';
import { type NoPass, type Pass, stateOf, stepFor } from '../../shared/domain/letters/passes.ts';
import { getPeople } from '../people/storage.ts';
import type { CountedRound } from '../results/judged-round.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { emailAround } from './email-around.ts';
import { passagesIn } from './leaks.ts';
import type { LetterPassItem } from './stored-letter-pass.ts';

type Letter = Answer<(typeof letterOperations)['getLetter']>;
type LetterText = Pick<Letter, 'subject' | 'body'>;

/**
 * Where a letter gives a reviewer away, or might, whoever has looked at it: in its own text, and then in the email that
 * brings it, as that is finally rendered. `more` are other texts to look through.
 */
export async function passagesInLetter(
  services: Services,
  counted: CountedRound,
  data: NoticeData<'letter'>,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly Passage[]> {
  const { subject, body } = data;
  const email = await emailAround(services, data);
  const found = await passagesIn(services, counted, {
    subject,
    body,
    ...(email !== null && { email }),
    ...more,
  });
  const called = ({ kind, words }: Passage) => `${kind} ${words}`;
  const own = new Set(found.filter(({ text }) => text === 'subject' || text === 'body').map(called));
  return found.filter((passage) => passage.text !== 'email' || !own.has(called(passage)));
}

/** What keeps a letter from being released, after what staff have said of its passages. */
export function keptBackBy(
  passages: readonly Passage[],
  passes: readonly Pass[],
  { body }: LetterText,
): Pick<Letter, 'passages' | 'morePassages'> {
  const lines = body.split('\n').length;
  const passed = new Set(passes.flatMap((one) => (one.step === 'passed' ? one.passages : [])));
  const open = passages.filter(({ id }) => !passed.has(id));
  return {
    passages: open.slice(0, maxPassages).map((passage) => {
      const where = passage.text === 'subject' || passage.text === 'email' ? passage.text : 'body';
      const text = {
        subject: { name: 'subject', lines: 1 },
        email: { name: 'email around the letter, which administrators keep in Settings,', lines: 1 },
        body: { name: 'letter', lines },
      }[where];
      const said = passageInWords(passage, text);
      return {
        ...shown(passage),
        state: stateOf(passage, passes),
        where,
        line: passage.line,
        sentence: passage.kind === 'name' ? `${said} ${namesake}` : said,
      };
    }),
    morePassages: Math.max(0, open.length - maxPassages),
  };
}

const namesake = 'If it is somebody else of that name, two members of staff can let it stand.';

const shown = ({ id, kind, before, hit, after }: Passage): LetterPassItem['passages'][number] => ({
  passageId: id,
  kind,
  before,
  hit,
  after,
});

/** A pass as the domain judges by it. */
export const judged = ({ step, by, passages }: LetterPassItem): Pass => ({
  step,
  by,
  passages: passages.map(({ passageId }) => passageId),
});

/** What staff have said of passages that still stand in the letter, with their names. */
export async function standingPasses(
  { db }: Services,
  passes: readonly LetterPassItem[],
  stands: (passage: LetterPassItem['passages'][number]) => boolean,
): Promise<Letter['passes']> {
  const people = await getPeople(
    db,
    passes.map(({ by }) => by),
  );
  return passes.flatMap(({ step, at, by, reason, passages }) => {
    const standing = passages.filter(stands);
    if (standing.length === 0) return [];
    return [{ step, at, by, byName: people.get(by)?.name ?? null, reason, passages: standing }];
  });
}

/** Whether a letter says a passage, as far as it was quoted. */
export const stillIn = (
  { subject, body }: LetterText,
  { before, hit, after }: LetterPassItem['passages'][number],
): boolean => `${subject}\n${body}`.includes(`${before.replace(/^…/, '')}${hit}${after.replace(/…$/, '')}`);

/** What somebody is about to say, and of what. */
type Said = Pick<LetterPassItem, 'step' | 'passages'>;

/** What it is when somebody says that passages mean no reviewer, the first of them and others looked at with it. */
export function saidOf(
  passages: readonly Passage[],
  passes: readonly Pass[],
  [first, ...together]: readonly string[],
  person: string,
  writers: readonly string[],
): Result<Said, Problem<'not-found' | 'not-now' | 'another-person-needed' | 'invalid-body'>> {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const main = byId.get(first ?? '');
  if (main === undefined) return fail(notFound);
  const step = stepFor(main, passes, person, writers);
  if (!step.ok) return fail(refused[step.error]);
  const others = together.map((id) => byId.get(id));
  const defects = others.flatMap((other, i): Defect[] => {
    const at = pointer('together', i);
    if (other === undefined)
      return [{ pointer: at, code: 'unknown', detail: 'The letter has no such passage.' }];
    const its = stepFor(other, passes, person, writers);
    if (other.kind === main.kind && its.ok && its.value === step.value) return [];
    return [{ pointer: at, code: 'differs', detail: 'Pass this passage by itself: it is of another kind.' }];
  });
  if (defects.length > 0) return fail(invalidBody(defects));
  const all = new Set([main, ...others.filter((other) => other !== undefined)]);
  return ok({ step: step.value, passages: [...all].map(shown) });
}

const refused: Readonly<Record<NoPass, Problem<'not-now' | 'another-person-needed'>>> = {
  'must-come-out': problem(
    'not-now',
    'Nobody can pass an address or words of a confidential note. Take them out of the letter.',
  ),
  'passed-already': problem('not-now', 'Somebody has looked at this passage, and passed it.'),
  'asked-yourself': problem(
    'another-person-needed',
    'You asked for this name to stand. A second member of staff must look at it.',
  ),
  'wrote-the-letter': problem(
    'another-person-needed',
    'You wrote this letter, or changed it last. A member of staff who did neither must look at this name.',
  ),
};
