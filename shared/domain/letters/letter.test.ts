import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decisionOutcomes, decisionOutcomesOf } from '../decisions/decision-outcomes.ts';
import { emptyCriterionReview, emptyReview, type ReviewContent } from '../reviews/review.ts';
import { setOf } from '../testing.ts';
import { composeFactCheck, composeLetter, type LetterGrounds } from './letter.ts';
import type { CriterionOutcome } from './outcome-in-words.ts';

const set = setOf([{}, {}, {}]);

const reviewSaying = (comments: Record<string, string>, overall: Partial<ReviewContent> = {}) => ({
  ...emptyReview('a'.repeat(64)),
  ratings: Object.fromEntries(
    Object.entries(comments).map(([id, comment]) => [
      id,
      { ...emptyCriterionReview, rating: 1, comment, note: 'Only for the Centre', evidence: 'Page 4' },
    ]),
  ),
  ...overall,
});

const outcome = (
  criterionId: string,
  status: CriterionOutcome['status'],
  ratedStatus = status,
): CriterionOutcome => ({ criterionId, status, ratedStatus, byFinding: status !== ratedStatus });

const grounds = (besides: Partial<LetterGrounds['decision']> = {}): LetterGrounds => ({
  decision: {
    outcome: 'endorse',
    message: '',
    conditions: [],
    reviewBy: '2029-11-22',
    intervention: null,
    endorsement: null,
    ...besides,
  },
  specification: { title: 'Frailty', version: 2, organisation: 'Sample University' },
  set,
  reviews: [
    reviewSaying({ c1: 'Well put.', c3: '' }, { overallComment: 'Thank you.', overallNote: 'Secret' }),
    reviewSaying({ c1: 'Add an example.', c3: '  ' }),
  ],
  outcomes: [outcome('c1', 'met'), outcome('c2', 'partly-met'), outcome('c3', 'not-met')],
  evidenceTo: 'evidence@example.org',
});

test('it says what was decided, with the comments criterion by criterion', () => {
  const letter = composeLetter(grounds());
  expect(letter.subject).toBe('Frailty, version 2: endorsed');
  expect(letter.opening.join(' ')).toContain('2 reviewers read it independently');
  expect(letter.opening.join(' ')).toContain('The Centre has decided to endorse the specification.');
  expect(letter.comments).toEqual([
    { number: '4.1', text: 'Criterion 1', conclusion: null, comments: ['Add an example.', 'Well put.'] },
  ]);
  expect(letter.overallComments).toEqual(['Thank you.']);
  expect(letter.closing.join(' ')).toContain('by 22 November 2029');
});

test('conditions come numbered, with the criteria’s numbers and the dates in words', () => {
  const letter = composeLetter(
    grounds({
      outcome: 'endorse-with-conditions',
      message: 'First.\n\nSecond.\n',
      conditions: [{ text: 'Do it', criteria: ['c2', 'c3'], owner: 'Sample University', due: '2027-03-31' }],
    }),
  );
  expect(letter.conditions).toEqual([
    { number: 1, text: 'Do it', criteria: ['4.2', '4.3'], owner: 'Sample University', due: '31 March 2027' },
  ]);
  expect(letter.message).toEqual(['First.', 'Second.']);
});

test('nothing but comments to the developer leaves a review', () => {
  const text = JSON.stringify(composeLetter(grounds()));
  for (const hidden of ['Only for the Centre', 'Secret', 'Page 4', 'R1', 'R2'])
    expect(text).not.toContain(hidden);
});

test('a draft for a fact check has the comments as the letter will have them, whatever came out', () => {
  const { comments, overallComments, ...rest } = composeFactCheck(grounds());
  const letter = composeLetter(grounds());
  expect(overallComments).toEqual(letter.overallComments);
  expect(comments).toEqual(letter.comments.map((one) => ({ ...one, conclusion: null })));
  expect(rest).toMatchObject({ outcomes: [], conditions: [], closing: [], evidence: null });
  expect(JSON.stringify(rest)).not.toMatch(/\bmet\b|endorse|recommend|panel/);
  // A criterion without comments stands in it, too.
  expect(rest.message.join()).toContain('2 ');
});

test('it is the same in whatever order the reviews come: nobody can be followed through it', () => {
  const review = fc.record({ c1: fc.string(), c2: fc.string() }).map((comments) => reviewSaying(comments));
  fc.assert(
    fc.property(fc.array(review, { minLength: 1, maxLength: 5 }), (reviews) => {
      const one = composeLetter({ ...grounds(), reviews });
      expect(composeLetter({ ...grounds(), reviews: [...reviews].reverse() })).toEqual(one);
    }),
  );
});

test('each decision has its sentence, and only an endorsement of a specification speaks of the register', () => {
  const letters = decisionOutcomes.map((outcome) => composeLetter(grounds({ outcome })));
  expect(new Set(letters.map(({ opening }) => opening.join(' '))).size).toBe(decisionOutcomes.length);
  expect(decisionOutcomes.filter((_, i) => letters[i]?.closing.join(' ').includes('register'))).toEqual([
    'endorse',
    'endorse-with-conditions',
  ]);
});

const condition = { text: 'Do it', criteria: ['c2'], owner: 'Sample University', due: '2027-03-31' };

test('it thanks, says who read it and what was decided, and closes with the register and the comments', () => {
  const { opening, closing, message, conditions } = composeLetter(grounds());
  expect(opening).toEqual([
    'Thank you for submitting Frailty, version 2, for independent review against “Made up”.',
    '2 reviewers read it independently of each other. The Centre has decided to endorse the specification.',
    'The reviewers’ comments are at the end, in their own words. They are given in no particular order.',
  ]);
  expect(closing).toEqual([
    'The specification is in the Centre’s public register of endorsed specifications.',
    'The Centre will review the endorsement by 22 November 2029.',
  ]);
  expect([message, conditions]).toEqual([[], []]);
});

test('it announces one condition and several, and says where evidence goes and by when', () => {
  const announced = (
    conditions: LetterGrounds['decision']['conditions'],
    evidenceTo: string | null = 'evidence@example.org',
  ) => {
    const given = grounds({ outcome: 'endorse-with-conditions', conditions });
    const { opening, evidence } = composeLetter({ ...given, reviews: [], evidenceTo });
    return [...opening.slice(2), evidence];
  };
  expect(announced([])).toEqual([null]);
  expect(announced([condition])).toEqual([
    'The condition is below, with the date by which the Centre needs evidence that it is fulfilled.',
    'Send the evidence that the condition is fulfilled on your page at the Centre, which the link in its email opens, or to evidence@example.org, by 31 March 2027. Give the reference of this letter.',
  ]);
  expect(announced([condition, condition, { ...condition, due: '2027-01-31' }], null)).toEqual([
    'The 3 conditions are below, each with the date by which the Centre needs evidence that it is fulfilled.',
    'Send the evidence that each condition is fulfilled on your page at the Centre, which the link in its email opens, or in an answer to the email that brought this letter, by its date, the first by 31 January 2027 and the last by 31 March 2027. Give the reference of this letter.',
  ]);
});

test('it asks for nothing that was fulfilled before it went', () => {
  const said = (fulfilled: readonly boolean[]) => {
    const conditions = fulfilled.map((isFulfilled) => ({ ...condition, isFulfilled }));
    const given = grounds({ outcome: 'endorse-with-conditions', conditions });
    const letter = composeLetter({ ...given, reviews: [] });
    return [...letter.opening.slice(2), letter.evidence];
  };
  expect(said([true])).toEqual(['The condition is below. It is fulfilled already.', null]);
  expect(said([true, true])).toEqual(['The 2 conditions are below. They are fulfilled already.', null]);
  expect(said([true, false])).toEqual([
    'The 2 conditions are below. 1 of them is not fulfilled yet; the date by which the Centre needs evidence stands with it.',
    'Send the evidence that condition 2 is fulfilled on your page at the Centre, which the link in its email opens, or to evidence@example.org, by 31 March 2027. Give the reference of this letter.',
  ]);
  expect(said([false, true, false])[0]).toContain('2 of them are not fulfilled yet');
});

test('it says how each criterion came out, and what the panel found where reviewers disagreed', () => {
  const outcomes = [
    outcome('c1', 'met', 'disputed'),
    outcome('c2', 'disputed'),
    outcome('c3', 'insufficient'),
  ];
  const reviews = [reviewSaying({ c1: 'Not met.', c2: 'Unclear.', c3: 'Fine.' })];
  const letter = composeLetter({ ...grounds(), outcomes, reviews });
  expect(letter.outcomes.map((one) => `${one.number} ${one.outcome}`)).toEqual([
    '4.1 met, as the panel found where the reviewers had not agreed',
    '4.2 the reviewers did not agree on it',
    '4.3 too few reviewers could judge it',
  ]);
  expect(letter.comments.map(({ conclusion }) => conclusion)).toEqual([
    'The reviewers did not agree on this criterion. The panel discussed it and found it met. That counts, whatever single comments say.',
    'The reviewers did not agree on this criterion, and no panel has found for one side or the other. No single comment is the Centre’s view.',
    null,
  ]);
});

test('a condition on a criterion that the set lacks is sent without its number', () => {
  const conditions = [{ ...condition, criteria: ['gone', 'c2'] }];
  const letter = composeLetter(grounds({ outcome: 'endorse-with-conditions', conditions }));
  expect(letter.conditions[0]?.criteria).toEqual(['4.2']);
});

test('it says nothing of a review date that there is not', () => {
  expect(
    composeLetter({ ...grounds({ reviewBy: null, intervention: null, endorsement: null }), reviews: [] })
      .closing,
  ).toEqual(['The specification is in the Centre’s public register of endorsed specifications.']);
});

test('it speaks of comments only where there are any, on criteria or on the whole', () => {
  const said = (reviews: readonly ReviewContent[]) =>
    composeLetter({ ...grounds({ outcome: 'do-not-endorse', reviewBy: null }), reviews }).opening.slice(2);
  const sentence =
    'The reviewers’ comments are at the end, in their own words. They are given in no particular order.';
  expect(said([reviewSaying({ c1: ' ' }, { overallComment: '\n' })])).toEqual([]);
  expect(said([reviewSaying({ c1: 'Well put.' })])).toEqual([sentence]);
  expect(said([reviewSaying({}, { overallComment: 'Thank you.' })])).toEqual([sentence]);
});

test('a specification that is returned comes back as a new version', () => {
  const returned = composeLetter({ ...grounds({ outcome: 'return-for-revision' }), reviews: [] });
  expect(returned.closing).toEqual([
    'Use the comments to revise it, and send the Centre a new version for another review.',
  ]);
});

test('the gateway has words of its own', () => {
  const said = (outcome: LetterGrounds['decision']['outcome']) =>
    composeLetter(grounds({ outcome })).opening[1];
  expect(said('go-ahead')).toMatch(
    /The Centre has decided that development of the credential can go ahead\.$/,
  );
  expect(said('think-again')).toMatch(/The Centre asks you to think the proposal through again\.$/);
  for (const outcome of decisionOutcomesOf.gateway)
    expect(JSON.stringify(composeLetter(grounds({ outcome })))).not.toMatch(/endors/i);
});

test('where another intervention is the answer, the letter says which and why', () => {
  const intervention = { which: 'A short course', why: 'It can be learnt in a week.\n\nIt is needed now.' };
  const { subject, opening } = composeLetter(grounds({ outcome: 'another-intervention', intervention }));
  expect(subject).toBe('Frailty, version 2: another intervention is the answer');
  expect(opening.slice(2, 5)).toEqual([
    'What the Centre sees as the answer: A short course',
    'It can be learnt in a week.',
    'It is needed now.',
  ]);
});

test('the message is told in paragraphs, without the space around them', () => {
  const { message } = composeLetter(grounds({ message: ' \n\n First,\nstill first. \n  \n Second.\n\n' }));
  expect(message).toEqual(['First,\nstill first.', 'Second.']);
});
