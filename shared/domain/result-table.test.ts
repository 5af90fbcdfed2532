import { expect, test } from 'vitest';
import { aggregate } from './aggregate.ts';
import { recommend } from './recommendation.ts';
import { commentTable, resultTable } from './result-table.ts';
import { groundsOf, panelOf, setHash, setOf } from './testing.ts';

const set = setOf([{ text: '=HYPERLINK("http://example.org")' }, { mandatory: false }]);
const rows = [
  [3, 0],
  [2, 2],
];
const submissions = panelOf(set, rows);
const result = aggregate(set, setHash, submissions);

test('it has a row for each criterion with its counts and statuses', () => {
  const { headings, rows: table } = resultTable(set, result, null);
  expect(headings.slice(4, 8)).toEqual(['Level 0', 'Level 1', 'Level 2', 'Level 3']);
  expect(table.map((row) => row.length)).toEqual([headings.length, headings.length]);
  expect(table[1]).toEqual([
    '4.2',
    '4 Section 4',
    'Criterion 2',
    'no',
    0,
    0,
    2,
    0,
    0,
    'Level 2',
    1,
    'Met',
    'Met',
    'no',
  ]);
});

test('a finding counts as status and is marked', () => {
  const findings = [{ criterionId: 'c1', status: 'met' as const }];
  const recommendation = recommend(groundsOf(set, rows, { findings }));
  expect(resultTable(set, result, recommendation).rows[0]?.slice(-3)).toEqual(['Disputed', 'Met', 'yes']);
});

test('nothing that somebody typed runs as a formula', () => {
  expect(resultTable(set, result, null).rows[0]?.[2]).toBe('\'=HYPERLINK("http://example.org")');
  const [first] = submissions;
  if (first === undefined) throw new Error('There are two submissions.');
  const content = {
    ...first.content,
    ratings: {
      ...first.content.ratings,
      c1: { rating: 3, reason: '', evidence: '+1', comment: '@SUM(A1)', note: 'Only for the Centre' },
    },
    overallComment: '-2',
  };
  const { rows: comments, headings } = commentTable(set, [{ place: 1, content }]);
  expect(comments[0]?.slice(2)).toEqual(['R1', 'Level 3', null, "'+1", "'@SUM(A1)"]);
  expect(comments.at(-1)?.at(-1)).toBe("'-2");
  expect(comments.every((row) => row.length === headings.length)).toBe(true);
  expect(JSON.stringify(comments)).not.toContain('Only for the Centre');
});
