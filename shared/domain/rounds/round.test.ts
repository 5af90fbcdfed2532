import { describe, expect, it } from 'vitest';
import {
  type AssignmentAction,
  type AssignmentStatus,
  isAwaited,
  isOnPanel,
  maxPanel,
  moveAssignment,
  moveRound,
  placeName,
  type RoundAction,
  type RoundStatus,
} from './round.ts';

describe('a round', () => {
  const statuses: readonly RoundStatus[] = ['draft', 'open', 'closed', 'decided', 'cancelled'];
  /** The status after each action from draft, open, closed, decided and cancelled; null where refused. */
  const table: Record<RoundAction, readonly (RoundStatus | null)[]> = {
    open: ['open', null, null, null, null],
    close: [null, 'closed', null, null, null],
    reopen: [null, null, 'open', null, null],
    decide: [null, null, 'decided', null, null],
    cancel: ['cancelled', 'cancelled', 'cancelled', null, null],
  };
  const actions = Object.keys(table) as RoundAction[];

  it.each(actions.flatMap((action) => statuses.map((from, i) => ({ action, from, to: table[action][i] }))))(
    'that is $from: $action leads to $to',
    ({ action, from, to }) => {
      const allowedFrom = statuses.filter((_, i) => table[action][i] !== null);
      expect(moveRound(from, action)).toEqual(
        to === null ? { ok: false, error: { from, allowedFrom } } : { ok: true, value: to },
      );
    },
  );
});

describe('an assignment', () => {
  const statuses: readonly AssignmentStatus[] = [
    'invited',
    'accepted',
    'declined',
    'recused',
    'submitted',
    'reopened',
  ];
  /** As above, in the order of the statuses. */
  const table: Record<AssignmentAction, readonly (AssignmentStatus | null)[]> = {
    accept: ['accepted', null, null, null, null, null],
    decline: ['declined', null, null, null, null, null],
    recuse: ['recused', 'recused', null, null, 'recused', 'recused'],
    submit: [null, 'submitted', null, null, null, 'submitted'],
    reopen: [null, null, null, null, 'reopened', null],
  };
  const actions = Object.keys(table) as AssignmentAction[];

  it.each(actions.flatMap((action) => statuses.map((from, i) => ({ action, from, to: table[action][i] }))))(
    'that is $from: $action leads to $to',
    ({ action, from, to }) => {
      const allowedFrom = statuses.filter((_, i) => table[action][i] !== null);
      expect(moveAssignment(from, action)).toEqual(
        to === null ? { ok: false, error: { from, allowedFrom } } : { ok: true, value: to },
      );
    },
  );

  it('counts on the panel until it is declined or recused', () => {
    expect(statuses.filter(isOnPanel)).toEqual(['invited', 'accepted', 'submitted', 'reopened']);
  });

  it('is awaited until it is submitted, and again once it is reopened', () => {
    expect(statuses.filter(isAwaited)).toEqual(['invited', 'accepted', 'reopened']);
  });
});

it('knows reviewers by their place on a panel of at most 20', () => {
  expect([1, 12].map(placeName)).toEqual(['R1', 'R12']);
  expect(maxPanel).toBe(20);
});
