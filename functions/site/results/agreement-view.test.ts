import { expect, test } from 'vitest';
import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { aggregate } from '../../../shared/domain/results/aggregate.ts';
import { panelOf, setHash, setOf } from '../../../shared/domain/testing.ts';
import { agreementView } from './agreement-view.ts';

/** What the page says of a panel's ratings on four levels from 0. */
function viewOf(rows: readonly (readonly number[])[]) {
  const set = setOf(rows.map(() => ({})));
  const { agreement, criteria } = aggregate(set, setHash, panelOf(set, rows));
  const numbers = criteriaOf(set).map(({ number }) => number);
  return agreementView(
    agreement,
    criteria.map(({ counts }, index) => ({ number: numbers[index] ?? '', counts })),
  );
}

test('a dissent that lies far apart is named although nearly all ratings are the same', () => {
  expect(viewOf([[3, 0], ...Array.from({ length: 39 }, () => [3, 3])])).toEqual({
    plain: 'Agreement was high: reviewers gave the same rating in 97% of comparisons.',
    statistics: [
      expect.stringContaining('Krippendorff’s alpha is 0.00'),
      expect.stringContaining('between −0.03 and 0.00'),
      'Gwet’s AC1 is 0.97: agreement beyond chance was high.',
      expect.stringMatching(/look at criterion 4\.1, where ratings lie 2 levels or more apart\.$/),
    ],
  });
});

test('where alpha has no value, there is a reason and no interval', () => {
  expect(viewOf([[3, 3, 2]]).statistics).toEqual([
    expect.stringContaining('cannot be worked out'),
    expect.stringContaining('Gwet’s AC1 is'),
    expect.stringContaining('only criterion 4.1 has been rated by 2 reviewers or more'),
  ]);
});
