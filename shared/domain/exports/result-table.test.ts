import { expect, test } from 'vitest';
import { recommend } from '../recommendations/recommendation.ts';
import { aggregate } from '../results/aggregate.ts';
import { groundsOf, panelOf, setHash, setOf } from '../testing.ts';
import { commentTable, resultTable } from './result-table.ts';

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
    0,
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

test('both tables say what stands in their columns', () => {
  expect(resultTable(set, result, null).headings).toEqual([
    'Number',
    'Section',
    'Criterion',
    'Mandatory',
    'Level 0',
    'Level 1',
    'Level 2',
    'Level 3',
    'Unable to judge',
    'Lower median',
    'Share at or above the threshold',
    'Strong dissents',
    'Status by ratings',
    'Status',
    'Found by the panel',
  ]);
  expect(commentTable(set, []).headings).toEqual([
    'Number',
    'Criterion',
    'Reviewer',
    'Rating',
    'Why unable to judge',
    'Evidence',
    'Comment to the developer',
  ]);
});

test('a criterion that nobody rated has neither median nor share, one that the result lacks has no row', () => {
  const nobody = aggregate(set, setHash, []);
  expect(resultTable(set, nobody, null).rows[0]?.slice(8, 13)).toEqual([0, null, null, 0, 'Too few ratings']);
  const lacking = { ...result, criteria: result.criteria.slice(1) };
  expect(resultTable(set, lacking, null).rows.map(([number]) => number)).toEqual(['4.2']);
});

test('a rating on another version’s scale is shown by its value', () => {
  const [first] = panelOf(set, [[9], [2]]);
  const reviews = first === undefined ? [] : [first];
  expect(commentTable(set, reviews).rows.map((row) => row[3])).toEqual(['9', 'Level 2']);
});

test('comments come by criterion and reviewer, what was not said being empty', () => {
  const unrated = { rating: null, reason: '', evidence: '', comment: '', note: '' };
  const content = (overallComment: string) => ({
    criteriaSetHash: setHash,
    ratings: {
      c1: { ...unrated, rating: 'unable-to-judge' as const, reason: 'Not my field' },
      c2: { ...unrated, rating: 1, evidence: 'Page 4', comment: 'Good' },
    },
    overallComment,
    overallNote: '',
  });
  const reviews = [
    { place: 1, content: content('') },
    { place: 2, content: content('Well done') },
  ];
  expect(commentTable(setOf([{}, {}, {}]), reviews).rows).toEqual([
    ['4.1', 'Criterion 1', 'R1', 'Unable to judge', 'Not my field', null, null],
    ['4.1', 'Criterion 1', 'R2', 'Unable to judge', 'Not my field', null, null],
    ['4.2', 'Criterion 2', 'R1', 'Level 1', null, 'Page 4', 'Good'],
    ['4.2', 'Criterion 2', 'R2', 'Level 1', null, 'Page 4', 'Good'],
    ['4.3', 'Criterion 3', 'R1', null, null, null, null],
    ['4.3', 'Criterion 3', 'R2', null, null, null, null],
    [null, 'On the whole', 'R2', null, null, null, 'Well done'],
  ]);
});
