import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import type { Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import {
  type Centre,
  given,
  sampleReviewContent,
  startCentre,
  usualDates,
} from '../../test/support/centre.ts';
import { getDecision } from '../decisions/storage.ts';
import { project } from '../results/project.ts';
import type { Problem } from '../use-case/problem.ts';

const note = 'I would not say so in front of them, but the lead author has copied most of section four.';
const criterionId = criteriaOf(sampleCriteriaSet()).find(({ mandatory }) => mandatory)?.id ?? '';

let centre: Centre;
let roundId: string;
beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound(usualDates);
  for (const n of [1, 2, 3] as const)
    await centre.submit(roundId, `reviewer-${n}`, (hash) => {
      const review = sampleReviewContent(n, hash);
      const own = review.ratings[criterionId];
      if (own === undefined) throw new Error('The sample rates it.');
      const overallComment =
        n === 1 ? 'A sound piece of work on the whole.\nXanthe Pemberley will agree with me.' : '';
      return {
        ...review,
        ratings: { ...review.ratings, [criterionId]: { ...own, rating: n === 2 ? 1 : 4 } },
        overallComment,
        overallNote: n === 2 ? note : '',
      };
    });
  await centre.close(roundId);
});
afterAll(() => centre.stop());

type Draft = Body<(typeof staffOperations)['decide']>;

const condition = { text: 'Do it', criteria: [], owner: 'Developer', due: '2027-01-01' };
const draft: Draft = {
  outcome: 'endorse-with-conditions',
  reason: 'R2 convinced the Centre.',
  message: 'Well done.',
  conditions: [condition],
  reviewBy: '2029-08-01',
  intervention: null,
  endorsement: null,
};

const does = () => centre.does;
const call = async () => ({
  ...(await centre.by('staff-1')),
  of: { roundId },
});
const errorsOf = (answer: Result<unknown, Problem>) => (answer.ok ? [] : (answer.error.errors ?? []));

describe('a name or a confidential note', () => {
  test('is shown with the preview of the letter, with the words around it, whoever wrote it', async () => {
    const body = { ...draft, message: `We saw that ${note.toLowerCase()}` };
    const { passages, ...letter } = given(
      await does().previewLetter({ ...(await call()), what: body }),
    ).answer;
    expect(passages).toMatchObject([
      {
        kind: 'confidential-note',
        where: 'body',
        before: 'We saw that ',
        hit: note.toLowerCase().slice(0, -1),
      },
      { kind: 'name', where: 'body', hit: 'Xanthe Pemberley', after: ' will agree with me.' },
    ]);
    for (const { line, hit, state } of passages) {
      expect(letter.body.split('\n')[line - 1]).toContain(hit);
      expect(state).toBe('refused');
    }
  });

  test.each([
    ['/reason', { reason: 'As Calliope Thornbury says.' }],
    ['/message', { message: `You should know.\n${note}` }],
    ['/conditions/1/text', { conditions: [condition, { ...condition, text: 'Ask Thornbury, Calliope' }] }],
    ['/conditions/0/owner', { conditions: [{ ...condition, owner: 'Xanthe Pemberley' }] }],
    ['/message', { message: 'Write to reviewer-3@example.org.' }],
  ])('at %s keeps a decision from being recorded', async (pointer, change) => {
    const refused = await does().decide({ ...(await call()), what: { ...draft, ...change } });
    expect(errorsOf(refused)).toMatchObject([{ pointer, code: 'leak' }]);
    expect(await getDecision(centre.db, roundId)).toBeNull();
  });

  test('is quoted where it is refused, without a word of whom it gives away', async () => {
    const body = { ...draft, reason: 'The panel met.\nCalliope Thornbury convinced it.' };
    const [defect] = errorsOf(await does().decide({ ...(await call()), what: body }));
    expect(defect?.detail).toBe(
      'Line 2 of the reason has a reviewer’s full name: “Calliope Thornbury”. Take the name out; say “a reviewer”. If it is somebody else of that name, say it without the name.',
    );
  });

  test('keeps a finding from being recorded, which the panel and the Oversight Group read', async () => {
    await centre.callPanel(roundId);
    const record = async (reason: string) =>
      does().recordFindings({
        ...(await call()),
        of: { roundId },
        what: { attended: ['staff-1'], findings: { [criterionId]: { status: 'met', reason } } },
      });
    for (const reason of ['Zebedee Ravensworth had overlooked annex A.', `R2 said: ${note}`])
      expect(errorsOf(await record(reason))).toMatchObject([
        { pointer: `/findings/${criterionId}/reason`, code: 'leak' },
      ]);
    expect((await record('R1 had overlooked annex A.')).ok).toBe(true);
  });

  test('is no single word that staff write: a decision takes it, and it is looked at where it reaches the letter', async () => {
    await project(centre.services, roundId);
    const body = { ...draft, message: 'Dr Thornbury may say so, and so may C.T.' };
    const { passages } = given(await does().previewLetter({ ...(await call()), what: body })).answer;
    expect(passages.filter(({ state }) => state === 'waiting')).toMatchObject([
      { kind: 'part-of-name', hit: 'Thornbury' },
      { kind: 'initials', hit: 'C.T' },
    ]);
    expect((await does().decide({ ...(await call()), what: body })).ok).toBe(true);
  });
});
