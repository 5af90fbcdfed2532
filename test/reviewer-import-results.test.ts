import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAddon } from '../addon/build.ts';
import { type HeadlessSheets, runHeadlessSheets } from '../addon/headless/index.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { criteriaOf } from '../shared/domain/criteria-sets/criteria-set.ts';
import { review, startWorld, type World } from './support/world.ts';

let world: World;
let code: string;
let closed: string;
let open: string;
const opened: HeadlessSheets[] = [];

beforeAll(async () => {
  [world, { code }] = await Promise.all([startWorld(), buildAddon()]);
  open = await world.openRound();
  closed = await world.openRound();
  for (const number of [1, 2, 3] as const) await review(world, closed, number);
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId: closed },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId: closed } }),
    body: {},
  });
  await world.service.idle();
});
afterAll(async () => {
  await Promise.all(opened.map((sheets) => sheets.close()));
  await world?.stop();
});

/** Somebody at an empty spreadsheet who imports a round. */
async function importAs(email: string, round: string): Promise<HeadlessSheets> {
  const identityToken = await world.service.token(email);
  const properties = { API_URL: world.service.url };
  const sheets = await runHeadlessSheets({ code, identityToken, email, properties });
  opened.push(sheets);
  await sheets.answer({ button: 'OK', text: round });
  await sheets.call('importResults');
  return sheets;
}

const tabs = ['Summary', 'Criteria', 'Comments', 'Agreement'];

const rowsOf = async (sheets: HeadlessSheets, tab: string) => {
  const name = (await sheets.spreadsheet.sheetNames()).find((each) => each.startsWith(tab)) ?? '';
  return sheets.spreadsheet.shown(name);
};

test('staff get a closed round’s results in four tabs, from the address of its page', async () => {
  const sheets = await importAs('staff@example.org', `${world.service.url}/rounds/${closed}/result`);
  const names = await sheets.spreadsheet.sheetNames();
  for (const tab of tabs) expect(names.filter((name) => name.startsWith(`${tab} – `))).toHaveLength(1);
  expect((await sheets.spreadsheet.selected()).sheet).toMatch(/^Summary/);

  const summary = new Map((await rowsOf(sheets, 'Summary')).map(([name, text]) => [name, text]));
  expect(summary.get('Recommendation')).toBe('Endorse with conditions');
  expect(summary.get('Reviews counted')).toBe('3');
  expect(summary.get('Met')).toMatch(/^█+░* \d+ of \d+$/);

  const set = sampleCriteriaSet();
  const criteria = await rowsOf(sheets, 'Criteria');
  expect(criteria.slice(-criteriaOf(set).length).map(([number]) => number)).toEqual(
    criteriaOf(set).map(({ number }) => number),
  );
  for (const row of criteria.slice(-criteriaOf(set).length)) {
    const counts = row.slice(4, 5 + set.scale.length).map((bar) => Number(/ (\d+)$/.exec(bar)?.[1]));
    expect(counts.reduce((a, b) => a + b)).toBe(3);
  }

  const comments = (await rowsOf(sheets, 'Comments')).map((row) => row.join('|'));
  expect(comments.some((row) => row.includes('|R1|'))).toBe(true);
  expect(comments.join('\n')).not.toMatch(/Sample reviewer|reviewer-\d|@example\.org/);
  expect(comments[2]).toContain('must not leave the Centre');

  const agreement = new Map((await rowsOf(sheets, 'Agreement')).map(([name, figure]) => [name, figure]));
  expect(agreement.get('Krippendorff’s alpha (ordinal)')).toMatch(/^−?\d\.\d\d$/);
  expect(agreement.get('Same rating given')).toMatch(/^█+░* \d+%$/);
});

test('results are refreshed in place', async () => {
  const sheets = await importAs('staff@example.org', closed);
  const names = await sheets.spreadsheet.sheetNames();
  const summary = names.find((name) => name.startsWith('Summary')) ?? '';
  await sheets.spreadsheet.paste(summary, 'A8', [['scribbled over']]);
  await sheets.spreadsheet.renameSheet(summary, 'My summary');
  await sheets.call('refreshResults');
  expect((await sheets.spreadsheet.sheetNames()).length).toBe(names.length);
  expect((await sheets.spreadsheet.shown('My summary')).map(([name]) => name)).not.toContain(
    'scribbled over',
  );
});

test('the Oversight Group gets them without confidential notes', async () => {
  const sheets = await importAs('oversight@example.org', closed);
  const [, , note, ...rows] = await rowsOf(sheets, 'Comments');
  expect(note?.[0]).toBe('By panel place, without confidential notes.');
  expect(
    rows
      .slice(1)
      .map((row) => row[7])
      .join(''),
  ).toBe('');
});

test.each([
  ['an open round', 'staff@example.org', () => open, 'There are no results yet'],
  ['no such round', 'staff@example.org', () => 'no-such-round', 'There is no such round'],
  ['what is no address', 'staff@example.org', () => 'the stroke one', 'This names no round'],
  ['a reviewer’s account', 'reviewer-1@example.org', () => closed, 'Results are for the Centre'],
])('%s is explained, and nothing is written', async (_, email, round, title) => {
  const sheets = await importAs(email, round());
  expect((await sheets.alerts()).at(-1)).toMatchObject({ title });
  expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1']);
});

test.each([
  ['staff@example.org', true],
  ['oversight@example.org', true],
  ['reviewer-1@example.org', false],
])('what is for the Centre stands behind Help: %s sees it: %s', async (email, staff) => {
  const sheets = await importAs(email, 'the stroke one');
  expect(await sheets.call('help')).toEqual({ view: 'help', staff });
});

test('refreshing where nothing was imported says what to do', async () => {
  const sheets = await importAs('staff@example.org', 'no-such-round');
  await sheets.call('refreshResults');
  expect((await sheets.alerts()).at(-1)).toMatchObject({ title: 'There are no results here' });
});
