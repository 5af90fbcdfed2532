import { expect, test } from 'vitest';
import { rowDefectInWords } from '../../shared/domain/tables/row-defect.ts';
import { main, sheet, usual, workbook } from '../../test/support/workbooks.ts';
import { readPastRoundsFile } from './past-rounds-file.ts';

const csv = (...lines: readonly string[]) => readPastRoundsFile(new TextEncoder().encode(lines.join('\n')));

const complaints = async (...lines: readonly string[]) => {
  const read = await csv(...lines);
  return read.ok ? [] : read.error.map(rowDefectInWords);
};

const round = {
  title: 'Enhanced frailty care',
  areaOfPractice: '',
  organisation: '',
  version: '',
  outcome: 'endorse',
  invitedOn: null,
  decidedOn: '2022-05-03',
  endorsedUntil: null,
};

test('a table is found below its titles, whatever its headings are called and its order is', async () => {
  const read = await csv(
    'Centre for Advancing Practice,,,,,',
    'Credentials reviewed 2020 to 2024,,,,,',
    ',,,,,',
    'Date of decision,Version no.,Name of credential,Panel outcome,Endorsement expires,Notes',
    '3 May 22,1.1,Enhanced  frailty care,ENDORSED,3/5/2027,filed',
    '12/12/2021,1.0,,Returned for revision,n/a,',
    'Date of decision,Version no.,Name of credential,Panel outcome,Endorsement expires,Notes',
    '"Tuesday 2nd July, 2024",2021 edition,Stroke care,Endorsed subject to conditions,,',
    ',,,,,',
  );
  expect(read).toMatchObject({ ok: true, value: { headingRow: 4, rows: [5, 6, 8] } });
  if (!read.ok) return;
  expect(read.value.rounds).toEqual([
    { ...round, version: '1.1', endorsedUntil: '2027-05-03' },
    { ...round, version: '1.0', outcome: 'return-for-revision', decidedOn: '2021-12-12' },
    {
      ...round,
      title: 'Stroke care',
      version: '2021 edition',
      outcome: 'endorse-with-conditions',
      decidedOn: '2024-07-02',
    },
  ]);
});

test.each([
  ['Endorsed', 'endorse'],
  ['endorsed with conditions', 'endorse-with-conditions'],
  ['Conditional endorsement', 'endorse-with-conditions'],
  ['Not endorsed', 'do-not-endorse'],
  ['Returned', 'return-for-revision'],
  ['Withdrawn', 'withdrawn'],
  ['Go ahead', 'go-ahead'],
  ['Go-ahead with conditions', 'go-ahead-with-conditions'],
  ['Think again', 'think-again'],
  ['Another intervention', 'another-intervention'],
])('“%s” is understood', async (said, outcome) => {
  const read = await csv('Specification,Outcome,Decision date', `Frailty,${said},2022-05-03`);
  expect(read).toMatchObject({ ok: true, value: { rounds: [{ outcome }] } });
});

test('every problem is said at its row', async () => {
  expect(
    await complaints(
      'Earlier rounds,,,',
      'Specification,Outcome,Decided on,Endorsed until',
      'Frailty,Maybe,2022-05-03,',
      'Stroke,Endorsed,soon,31/2/2027',
      'Pain,Endorsed,,',
    ),
  ).toEqual([
    expect.stringContaining(
      'Row 3, column “Outcome”: “Maybe” is no outcome that is known here. Say “Endorsed”',
    ),
    'Row 4, column “Decided on”: “soon” is no day. Write it like 6 August 2023 or 06/08/2023.',
    'Row 4, column “Endorsed until”: “31/2/2027” is no day. Write it like 6 August 2023 or 06/08/2023.',
    'Row 5, column “Decided on”: Fill this in.',
  ]);
  expect(await complaints('Specification,Outcome', 'Frailty,Endorsed')).toEqual([
    expect.stringMatching(/^Row 1, column “Decided on”: This column is missing\./),
  ]);
  expect(await complaints('Some,other', 'table,1')).toEqual([
    expect.stringMatching(/^No row names the columns of such a table\./),
  ]);
});

test('days that a workbook keeps as dates are read as days, counted from 1900 or from 1904', async () => {
  const text = (at: string, said: string) => `<c r="${at}" t="inlineStr"><is><t>${said}</t></is></c>`;
  const headings = ['Specification', 'Outcome', 'Decided on'].map((said, i) => text(`${'ABC'[i]}1`, said));
  const rows = `<row r="1">${headings.join('')}</row><row r="2">${text('A2', 'Enhanced frailty care')}${text('B2', 'Endorsed')}<c r="C2" s="1"><v>44684.5</v></c></row>`;
  const styles = `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
  const parts = { ...sheet(rows), 'xl/styles.xml': styles };
  expect(await readPastRoundsFile(workbook(parts))).toMatchObject({
    ok: true,
    value: { sheet: 'One', rounds: [round] },
  });
  const from1904 = (usual['xl/workbook.xml'] ?? '').replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
  expect(await readPastRoundsFile(workbook({ ...parts, 'xl/workbook.xml': from1904 }))).toMatchObject({
    ok: true,
    value: { rounds: [{ decidedOn: '2026-05-04' }] },
  });
});
