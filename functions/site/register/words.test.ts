import { expect, test } from 'vitest';
import { historyInWords } from './words.ts';

const happening = (on: string, what: Parameters<typeof historyInWords>[0][number]['what'], number = 1) => ({
  on,
  what,
  version: 1,
  number: what.startsWith('condition') ? number : null,
  until: what.startsWith('susp') ? '2027-03-01' : null,
});

test('conditions of an endorsement that was renewed are told from those before it', () => {
  const history = [
    happening('2026-01-01', 'endorsed'),
    happening('2026-02-01', 'condition-met'),
    happening('2026-03-01', 'renewed'),
    happening('2026-04-01', 'condition-met'),
  ].reverse();
  expect(historyInWords(history).map(({ what }) => what)).toEqual([
    'Condition 1 of the endorsement of version 1 of 1 March 2026 met',
    'Endorsement of version 1 renewed',
    'Condition 1 of the endorsement of version 1 met',
    'Version 1 endorsed',
  ]);
});

test('a suspension that is changed is no second one', () => {
  const said = historyInWords([
    happening('2026-02-01', 'suspension-changed'),
    happening('2026-01-01', 'suspended'),
  ]);
  expect(said.map(({ what }) => what)).toEqual([
    'Suspension of the endorsement of version 1 goes on: it is considered again by 1 March 2027',
    'Endorsement of version 1 suspended: it is considered again by 1 March 2027',
  ]);
});
