import { expect, test } from 'vitest';
import { type LeakKind, leakKinds } from './leak-kinds.ts';
import { type Pass, stateOf, stepFor } from './passes.ts';

const said = (by: string, step: Pass['step'], ...passages: readonly string[]): Pass => ({
  by,
  step,
  passages,
});

const passage = (kind: LeakKind, id = 'p1') => ({ id, kind });
const asked = [said('ann', 'asked', 'p1')];
const step = (kind: LeakKind, passes: readonly Pass[], person: string, writers: readonly string[] = []) => {
  const result = stepFor(passage(kind), passes, person, writers);
  return result.ok ? result.value : result.error;
};

test('what refuses must come out, everything else waits for somebody to look at it', () => {
  expect(leakKinds.map((kind) => [kind, stateOf(passage(kind), [])])).toEqual([
    ['email', 'refused'],
    ['name', 'refused'],
    ['confidential-note', 'refused'],
    ['part-of-name', 'waiting'],
    ['initials', 'waiting'],
    ['part-of-email', 'waiting'],
    ['short-note', 'waiting'],
  ]);
});

test('what somebody has passed is passed, and only that', () => {
  const passes = [said('ann', 'passed', 'p1', 'p2')];
  expect(['p1', 'p2', 'p3'].map((id) => stateOf(passage('initials', id), passes))).toEqual([
    'passed',
    'passed',
    'waiting',
  ]);
  expect(stateOf(passage('name'), asked)).toBe('asked');
  expect(stateOf(passage('name', 'p2'), asked)).toBe('refused');
  expect(stateOf(passage('name'), [...asked, said('ben', 'passed', 'p1')])).toBe('passed');
});

test('one look is enough for what waits, whoever wrote the letter', () => {
  expect(step('part-of-name', [], 'ann', ['ann'])).toBe('passed');
  expect(step('part-of-name', [said('ann', 'passed', 'p1')], 'ben')).toBe('passed-already');
});

test('nobody passes an address or a note', () => {
  expect(step('email', [], 'ann')).toBe('must-come-out');
  expect(step('confidential-note', [], 'ann')).toBe('must-come-out');
});

test('a full name is asked for by anybody, and passed by somebody who neither asked nor wrote', () => {
  expect(step('name', [], 'ann', ['ann'])).toBe('asked');
  expect(step('name', [said('ben', 'asked', 'p2'), ...asked], 'ann')).toBe('asked-yourself');
  expect(step('name', asked, 'ben', ['ann', 'ben'])).toBe('wrote-the-letter');
  expect(step('name', asked, 'ben', ['ann'])).toBe('passed');
  // Who asked for another passage is somebody else here.
  expect(step('name', [...asked, said('ben', 'asked', 'p2'), said('ben', 'passed', 'p3')], 'ben')).toBe(
    'passed',
  );
  expect(step('name', [...asked, said('ben', 'passed', 'p1')], 'cat')).toBe('passed-already');
});
