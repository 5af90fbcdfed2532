import { expect, test } from 'vitest';
import { type Answering, laneOf, missingIn } from './answers.ts';

const answer = (lane: Answering['lane'], ...kinds: Answering['companions'][number]['kind'][]): Answering => ({
  lane,
  companions: kinds.map((kind) => ({ kind })),
});

test('what is no credential is another intervention', () => {
  expect([laneOf(null), laneOf('medical')]).toEqual(['another-intervention', 'medical']);
});

test('every lane without an answer is missing, and no links are where there is nothing to link', () => {
  expect(missingIn([answer('medical')])).toEqual([
    'No credential is shared by medicine and other professions',
    'Nothing is for other professions than medicine only',
    'Nothing is for dentistry',
    'No other intervention is proposed',
  ]);
});

test('two credentials can be linked, and linked ones can share content', () => {
  const all = (['multi-professional-including-medicine', 'multi-professional', 'dental'] as const).map(
    (lane) => answer(lane),
  );
  const others = [...all, answer('another-intervention')];
  expect(missingIn([...others, answer('medical')])).toEqual(['No two credentials are linked as companions']);
  expect(missingIn([...others, answer('medical', 'concurrent')])).toEqual(['No companions share content']);
  expect(missingIn([...others, answer('medical', 'shared')])).toEqual([]);
});
