import { describe, expect, test } from 'vitest';
import { passes } from './filter.ts';

const record = { eventName: 'MODIFY', dynamodb: { NewImage: { sk: { S: 'ASSIGNMENT#p1' } }, OldImage: {} } };

describe('a filter lets a record pass when every field it names meets one of its conditions', () => {
  test.each([
    [{ eventName: ['INSERT', 'MODIFY'] }, true],
    [{ eventName: ['REMOVE'] }, false],
    [{ eventName: ['MODIFY'], dynamodb: { NewImage: { sk: { S: [{ prefix: 'ASSIGNMENT#' }] } } } }, true],
    [{ dynamodb: { NewImage: { sk: { S: [{ prefix: 'REVIEW#' }] } } } }, false],
    [{ dynamodb: { NewImage: { kind: { S: [{ exists: false }] } } } }, true],
    [{ dynamodb: { NewImage: { kind: { S: [{ exists: true }] } } } }, false],
    [{ dynamodb: { Missing: { kind: { S: ['x'] } } } }, false],
  ])('%j: %s', (filter, expected) => {
    expect(passes([filter], record)).toBe(expected);
  });
});

test('one of several filters is enough, and none lets everything pass', () => {
  expect(passes([{ eventName: ['REMOVE'] }, { eventName: ['MODIFY'] }], record)).toBe(true);
  expect(passes([], record)).toBe(true);
});
