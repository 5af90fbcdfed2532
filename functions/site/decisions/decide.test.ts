import { expect, test } from 'vitest';
import type { Visit } from '../web/visit.ts';
import { type DecisionAbout, decisionBody } from './decide.ts';

const body = (read: Readonly<Record<string, unknown>>) =>
  decisionBody(read, {} as DecisionAbout, { form: new URLSearchParams() } as Visit) as {
    readonly conditions: readonly object[];
  };

test('one date holds for every condition that has none of its own, and for nothing else', () => {
  const [first, second] = [
    { text: 'Say who teaches', owner: 'The developer' },
    { text: 'Say who assesses', owner: 'The developer', due: '2027-02-01' },
  ];
  const empty = { text: '', owner: 'The developer' };
  const read = {
    outcome: 'endorse-with-conditions',
    dueOfAll: '2027-01-04',
    conditions: [first, second, empty],
  };
  expect(body(read).conditions).toEqual([{ ...first, due: '2027-01-04' }, second]);
  expect(body({ ...read, dueOfAll: undefined }).conditions).toEqual([first, second]);
  expect(body({ ...read, outcome: 'endorse' })).toMatchObject({ conditions: [] });
  expect(body(read)).not.toHaveProperty('dueOfAll');
});
