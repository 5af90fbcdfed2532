import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KeptCriteria, readKeptCriteria } from '../../shared/domain/tables/kept-criteria.ts';
import { written } from '../../test/support/workbooks.ts';
import { questionInWords } from '../site/criteria-sets/kept-in-words.ts';
import { readKeptSheets } from './kept-criteria-file.ts';

/** A cell of a workbook or of CSV. */
type Cell = string | number | null | { readonly formula: string; readonly result: string } | Date;

const inWorkbook = (rows: readonly (readonly Cell[])[], merges: readonly string[] = [], name = 'Sheet1') =>
  written((book) => {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
    for (const area of merges) sheet.mergeCells(area);
  });

const inCsv = (rows: readonly (readonly Cell[])[], delimiter = ',') =>
  new TextEncoder().encode(
    stringify(
      rows.map((row) => [...row]),
      { delimiter },
    ),
  );

async function read(bytes: Uint8Array): Promise<KeptCriteria> {
  const sheets = await readKeptSheets(bytes);
  if (!sheets.ok) throw new Error(sheets.error.map(({ detail }) => detail).join(' '));
  const kept = readKeptCriteria(sheets.value);
  if (kept === null) throw new Error('Nothing was found.');
  return kept;
}

/** What was read, as a test says it: a line a criterion, without guidance where there is none. */
const said = ({ sections }: Pick<KeptCriteria, 'sections'>) =>
  sections.map(({ number, title, criteria }) => [
    `${number} ${title}`,
    ...criteria.map(
      (one) =>
        `${one.number} ${one.text}${one.mandatory ? ' [M]' : ''}${one.threshold === '' ? '' : ` (${one.threshold})`}${one.guidance === '' ? '' : ` | ${one.guidance}`}`,
    ),
  ]);

describe('Tables of criteria as people have them', () => {
  test('a framework with titles above, merged sections, and E or D', async () => {
    const bytes = await inWorkbook(
      [
        ['Centre for Advancing Practice', null, null, null, null],
        ['Endorsement criteria – DRAFT v3 (June 2026)', null, null, null, null],
        [],
        ['Domain', 'No.', 'Criterion', 'E/D', 'Notes / evidence'],
        ['Curriculum', '4.1', 'The curriculum’s outcomes are stated.', 'E', 'See the “outcomes” annex.'],
        [null, '4.2', 'Outcomes align to the framework.', 'E', null],
        [null, '4.3', 'There is a bibliography.', 'D', null],
        ['Assessment', '5.1', 'Assessment is described.', 'E', null],
        [null, '5.2', 'Assessment is fair.', 'D', 'Look for moderation.'],
        [],
        ['E = essential, D = desirable', null, null, null, null],
      ],
      ['A1:E1', 'A5:A7', 'A8:A9'],
    );
    const kept = await read(bytes);
    expect(said(kept)).toEqual([
      [
        '4 Curriculum',
        '4.1 The curriculum’s outcomes are stated. [M] | See the “outcomes” annex.',
        '4.2 Outcomes align to the framework. [M]',
        '4.3 There is a bibliography.',
      ],
      ['5 Assessment', '5.1 Assessment is described. [M]', '5.2 Assessment is fair. | Look for moderation.'],
    ]);
    expect(kept).toMatchObject({ title: 'Centre for Advancing Practice', headingRow: 4, questions: [] });
    expect(kept.leftOut.map(({ row, because }) => `${row} ${because}`)).toEqual(['2 above', '11 no-number']);
  });

  test('section rows between criteria, and numbers that lost a zero', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => [
      Number(`4.${i + 1}`),
      `Statement number ${i + 1} of the section`,
      i % 2 === 0 ? 'Must' : 'Should',
    ]);
    const kept = await read(
      await inWorkbook([
        ['#', 'Statement', 'Must/Should'],
        ['Section 4: Capabilities', null, null],
        ...rows,
        ['5. Supervision', null, null],
        [5.1, 'Supervision is planned', 'Must'],
        [5.2, 'Supervisors are named', 'Must'],
      ]),
    );
    expect(kept.sections.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '4 Capabilities',
      '5 Supervision',
    ]);
    expect(kept.sections[0]?.criteria.map(({ number }) => number)).toEqual(rows.map((_, i) => `4.${i + 1}`));
    expect(kept.questions).toEqual([
      {
        row: 12,
        because: 'lost-zero',
        written: '4.1',
        before: '4.9',
        after: '4.11',
        choices: ['4.10', '4.1'],
      },
    ]);
  });

  test('numbers in the wording’s own cell, with prefixes and non-breaking spaces, in a semicolon file', async () => {
    const kept = await read(
      inCsv(
        [
          ['Requirements for credentials, 2026', '', ''],
          ['Requirement', 'Mandatory?', 'Guidance for reviewers'],
          ['C4.1\u00a0The\u00a0curriculum states outcomes', 'Yes', 'Look for verbs, and levels'],
          ['C4.2. Outcomes can be assessed', 'No', ''],
          ['C5.1 – Entry is described', 'Yes', ''],
        ],
        ';',
      ),
    );
    expect(said(kept)).toEqual([
      [
        '4 Section 4',
        '4.1 The curriculum states outcomes [M] | Look for verbs, and levels',
        '4.2 Outcomes can be assessed',
      ],
      ['5 Section 5', '5.1 Entry is described [M]'],
    ]);
  });

  test('two rows of headings, two columns of ticks, and more columns than a set has a place for', async () => {
    const kept = await read(
      await inWorkbook(
        [
          ['Criterion', null, 'Type', null, 'Owner'],
          ['Ref', 'Description', 'Essential', 'Desirable', null],
          ['1', 'The need is shown', '✓', null, 'AB'],
          ['2', 'The need is lasting', null, '✓', 'CD'],
          ['3', 'Nothing else answers it', '✓', null, 'AB'],
        ],
        ['A1:B1', 'C1:D1'],
      ),
    );
    expect(said(kept)).toEqual([
      ['4 Section 4', '1 The need is shown [M]', '2 The need is lasting', '3 Nothing else answers it [M]'],
    ]);
    expect(kept.columns.map(({ heading, use }) => `${heading}: ${use}`)).toEqual([
      'Ref: number',
      'Description: text',
      'Essential: mandatory',
      'Desirable: desirable',
      'Owner: null',
    ]);
  });

  test('a table on the third sheet, below notes, with lists that run over rows', async () => {
    const kept = await read(
      await written((book) => {
        book.addWorksheet('Read me').addRows([['How to use this workbook'], ['Fill in the table.']]);
        book.addWorksheet('Versions').addRows([
          ['No.', 'Date'],
          ['1', 'May'],
          ['2', 'June'],
        ]);
        const sheet = book.addWorksheet('Criteria');
        sheet.addRows([
          ['Number', 'Standard', 'Minimum level', 'Evidence'],
          ['4.1', 'The credential covers:', 'Met', 'Curriculum'],
          [null, '• assessment', null, null],
          [null, '• supervision', null, null],
          ['4.2', 'The credential is current', '3', 'Annex'],
        ]);
      }),
    );
    expect(kept.sheet).toBe('Criteria');
    expect(said(kept)).toEqual([
      [
        '4 Section 4',
        '4.1 The credential covers:\n• assessment\n• supervision [M] (Met) | Curriculum',
        '4.2 The credential is current [M] (3) | Annex',
      ],
    ]);
  });

  test('formulas, dates for numbers, numbers that stand twice', async () => {
    const kept = await read(
      await inWorkbook([
        ['Ref no', 'Criteria', 'Comments'],
        ['4.1', 'First', null],
        [new Date('2026-02-04'), 'Second', null],
        ['4.3', { formula: 'B2', result: 'First' }, 'from above'],
        ['4.3', 'Fourth', null],
      ]),
    );
    expect(said(kept)).toEqual([
      ['4 Section 4', '4.1 First [M]', '4.2 Second [M]', '4.3  [M] | from above', '4.4 Fourth [M]'],
    ]);
    expect(kept.questions.map(({ row, because, choices }) => [row, because, choices])).toEqual([
      [5, 'twice', ['4.4', '4.3']],
    ]);
    expect(kept.unreadable.map(({ detail }) => detail)).toEqual([
      'A3 holds a date. Format the cell as text and type it again.',
      'B4 holds a formula. Replace it by the text it should show.',
    ]);
  });

  test('Excel’s plain CSV, in its own encoding, with quotation marks as they come', async () => {
    const bytes = Buffer.from(
      'No,Standard,M/O\r\n1.1,The patient\x92s voice is heard \x96 throughout,M\r\n1.2,A 5" tube is known,O\r\n',
      'latin1',
    );
    expect(said(await read(bytes))).toEqual([
      ['1 Section 1', '1.1 The patient’s voice is heard – throughout [M]', '1.2 A 5" tube is known'],
    ]);
  });

  test('cells copied from a table without headings', async () => {
    const bytes = new TextEncoder().encode(
      '4.1\tOutcomes are stated\n4.2\tOutcomes are assessed\n4.3\tOutcomes last\n',
    );
    expect(said(await read(bytes))).toEqual([
      [
        '4 Section 4',
        '4.1 Outcomes are stated [M]',
        '4.2 Outcomes are assessed [M]',
        '4.3 Outcomes last [M]',
      ],
    ]);
  });

  test('letters for sections, essential and desirable parts, and headings on every page', async () => {
    const kept = await read(
      await inWorkbook([
        ['Ref', 'Criterion'],
        ['Essential criteria', null],
        ['A1', 'Safe practice'],
        ['A2', 'Sound judgement'],
        ['Ref', 'Criterion'],
        ['Desirable criteria', null],
        ['B1', 'Research'],
      ]),
    );
    expect(said(kept)).toEqual([
      ['1 Essential criteria', 'A1 Safe practice [M]', 'A2 Sound judgement [M]'],
      ['2 Desirable criteria', 'B1 Research'],
    ]);
    expect(kept.leftOut.map(({ row, because }) => `${row} ${because}`)).toEqual(['5 headings-again']);
  });

  test('codes of a framework’s own table, which keep their letters', async () => {
    const codes = ['CP1', 'CP 2', 'CP-10', 'LM1', 'LM2.1', 'E1', 'R1'];
    const kept = await read(
      inCsv([['Code', 'Capability'], ...codes.map((code, i) => [code, `Statement ${i + 1} is made`])]),
    );
    expect(
      kept.sections.map(({ number, title, criteria }) => [
        number,
        title,
        ...criteria.map((one) => one.number),
      ]),
    ).toEqual([
      ['1', 'Section CP', 'CP1', 'CP2', 'CP10'],
      ['2', 'Section LM', 'LM1', 'LM2.1'],
      ['3', 'Section E', 'E1'],
      ['4', 'Section R', 'R1'],
    ]);
    expect(kept.questions).toEqual([]);
    const ofOnePillar = await read(
      inCsv([
        ['Code', 'Capability'],
        ...['CP1', 'CP2', 'CP2'].map((code, i) => [code, `Statement ${i + 1} is made`]),
      ]),
    );
    expect(ofOnePillar.sections[0]?.criteria.map(({ number }) => number)).toEqual(['CP1', 'CP2', 'CP3']);
    expect(ofOnePillar.questions).toMatchObject([
      { because: 'twice', written: 'CP2', choices: ['CP3', 'CP2'] },
    ]);
  });

  test('a list of statements without any numbers', async () => {
    const kept = await read(
      inCsv([
        ['Theme', 'Statement', 'Essential / Desirable'],
        ['Need', 'The need is shown', 'Essential'],
        ['Need', 'The need is lasting', 'Desirable'],
        ['Fit', 'The credential fits', 'Essential'],
      ]),
    );
    expect(said(kept)).toEqual([
      ['1 Need', '1.1 The need is shown [M]', '1.2 The need is lasting'],
      ['2 Fit', '2.1 The credential fits [M]'],
    ]);
    expect(kept.remarks).toContainEqual({ row: null, code: 'numbers-made' });
  });

  test('notes beside yes and no leave them what they say, and what is unclear or forgotten is remarked', async () => {
    const flags = ['Yes', 'Yes (safety)', 'No', 'No (agreed 12 May)', 'N/A', ''];
    const kept = await read(
      inCsv([
        ['No', 'Criterion', 'Mandatory'],
        ...flags.map((flag, i) => [`4.${i + 1}`, `Statement ${i + 1} is made`, flag]),
      ]),
    );
    const [section] = kept.sections;
    expect(section?.criteria.map(({ mandatory }) => mandatory)).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(kept.remarks).toEqual([
      { row: null, code: 'sections-made' },
      { row: 6, code: 'mandatory-unclear' },
      { row: 7, code: 'mandatory-empty' },
    ]);
    const five = inCsv([
      ['No', 'Criterion', 'Mandatory'],
      ...['Yes', 'Yes', 'Yes', 'Yes', ''].map((flag, i) => [
        `4.${i + 1}`,
        `Statement ${i + 1} is made`,
        flag,
      ]),
    ]);
    expect((await read(five)).remarks).toContainEqual({ row: 6, code: 'mandatory-empty' });
  });

  test('ticks in both columns, or in neither, are remarked', async () => {
    const ticks = [
      ['x', ''],
      ['', 'x'],
      ['x', 'x'],
      ['', ''],
    ];
    const kept = await read(
      inCsv([
        ['No', 'Criterion', 'Essential', 'Desirable'],
        ...ticks.map((two, i) => [`4.${i + 1}`, `Statement ${i + 1} is made`, ...two]),
      ]),
    );
    expect(kept.remarks.map(({ row, code }) => `${row} ${code}`)).toEqual([
      'null sections-made',
      '4 mandatory-unclear',
      '5 mandatory-empty',
    ]);
  });

  test('weights, scores and pages are no numbers where the wordings have theirs', async () => {
    const kept = await read(
      inCsv([
        ['Criterion', 'Weighting (%)', 'Must pass'],
        ['1. The first is stated', '10', 'Yes'],
        ['2. The second is stated', '20', 'No'],
        ['3. The third is stated', '70', 'Yes'],
      ]),
    );
    expect(kept.sections.flatMap(({ criteria }) => criteria.map(({ number }) => number))).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  test('a tab for each section: what the others hold is not lost without a word', async () => {
    const bytes = await written((book) => {
      for (const section of [4, 5]) {
        const sheet = book.addWorksheet(`Section ${section}`);
        sheet.addRow(['No', 'Criterion']);
        for (const n of [1, 2]) sheet.addRow([`${section}.${n}`, `Statement ${section}.${n} is made`]);
      }
    });
    expect((await read(bytes)).remarks).toContainEqual({ row: null, code: 'other-sheets' });
  });

  test('rows of commas that a spreadsheet saved below the table are not counted', async () => {
    const table = inCsv([
      ['No', 'Criterion'],
      ['4.1', 'The first is stated'],
      ['4.2', 'The second is stated'],
    ]);
    const padded = new Uint8Array([...table, ...new TextEncoder().encode(',\n'.repeat(1_100))]);
    expect(said(await read(padded))).toEqual(said(await read(table)));
  });

  test('columns that are hidden in the file are left out, and that is said', async () => {
    const bytes = await written((book) => {
      const sheet = book.addWorksheet('Tool');
      const old = 'The curriculum should have this, which is stated somewhere in the document';
      sheet.addRow([
        'System id',
        'Ref',
        'Old criterion wording',
        'What we are looking for',
        'E / D',
        'Where',
      ]);
      sheet.addRow(['CAP-1', '4.1', `${old} (1)`, 'Purpose is clear', 'E', 'Section 1']);
      sheet.addRow(['CAP-2', '4.2', `${old} (2)`, 'Outcomes are clear', 'D', '']);
      for (const at of [1, 3]) sheet.getColumn(at).hidden = true;
    });
    const kept = await read(bytes);
    expect(said(kept)).toEqual([
      ['4 Section 4', '4.1 Purpose is clear [M] | Section 1', '4.2 Outcomes are clear'],
    ]);
    expect(kept.remarks.map(({ code }) => code)).toEqual(['sections-made', 'hidden-columns']);
  });

  test('numbers that start again in each section stand below its own', async () => {
    const kept = await read(
      await inWorkbook(
        [
          ['Criterion', null, 'Rating', null],
          ['No', 'Statement', 'Essential', 'Desirable'],
          ['RATIONALE'],
          ['1', 'Workforce need is shown', 'X', null],
          ['2', 'It is at scale', null, 'X'],
          ['CONTENT'],
          ['1', 'Content is current', 'X', null],
          ['2', 'Content is referenced', 'X', null],
        ],
        ['A1:B1', 'C1:D1', 'A3:D3', 'A6:D6'],
      ),
    );
    expect(said(kept)).toEqual([
      ['1 RATIONALE', '1.1 Workforce need is shown [M]', '1.2 It is at scale'],
      ['2 CONTENT', '2.1 Content is current [M]', '2.2 Content is referenced [M]'],
    ]);
    expect(kept.questions).toEqual([]);
    expect(kept.remarks).toEqual([{ row: null, code: 'numbers-restart' }]);
  });

  test('a table of versions below the criteria is left out', async () => {
    const kept = await read(
      await inWorkbook([
        ['Section', 'Number', 'Criterion', 'Mandatory?'],
        ['4 Curriculum', 4.1, 'The curriculum is stated', 'Yes'],
        [null, 4.2, 'The curriculum is shared', 'No'],
        [],
        ['Version control'],
        ['1.0', 'First draft', 'JS'],
        ['1.1', 'After consultation', 'JS'],
      ]),
    );
    expect(said(kept)).toEqual([
      ['4 Curriculum', '4.1 The curriculum is stated [M]', '4.2 The curriculum is shared'],
    ]);
    expect(kept.leftOut.map(({ row, because }) => `${row} ${because}`)).toEqual([
      '5 no-number',
      '6 no-number',
      '7 no-number',
    ]);
  });

  test('items that the headings call otherwise, with levels that few of them have', async () => {
    const kept = await read(
      await inWorkbook([
        ['Item', 'The programme must …', 'Compulsory (Y/N)', 'Level needed', 'Prompts for the assessor'],
        ['A. Rationale'],
        ['A1', 'say whom it is for', 'Y', 3, 'who?'],
        ['A2', 'say why it is needed', 'Y', null, null],
        ['B. Delivery'],
        ['B1', 'name its supervisors', 'N', null, 'ratios'],
      ]),
    );
    expect(said(kept)).toEqual([
      ['1 Rationale', 'A1 say whom it is for [M] (3) | who?', 'A2 say why it is needed [M]'],
      ['2 Delivery', 'B1 name its supervisors | ratios'],
    ]);
  });

  test('standards that repeat are sections, and what each criterion says is its description', async () => {
    const kept = await read(
      await inWorkbook([
        ['Standard', 'Criterion number', 'Criterion description', 'Guidance for applicants', 'M/O'],
        ['Standard 1: Purpose', 'Criterion 1.1', 'Purpose is stated', 'Say it', 'M'],
        ['Standard 1: Purpose', 'Criterion 1.2', 'Purpose is shared', '', 'O'],
        ['Standard 2: People', 'Criterion 2.1', 'People are named', '', 'M'],
      ]),
    );
    expect(said(kept)).toEqual([
      ['1 Purpose', '1.1 Purpose is stated [M] | Say it', '1.2 Purpose is shared'],
      ['2 People', '2.1 People are named [M]'],
    ]);
  });

  test('one heading over numbers and wordings, and indicators that go on in a row of their own', async () => {
    const kept = await read(
      await inWorkbook(
        [
          ['Domain', 'Criterion', null, 'Indicators', 'Essential or desirable'],
          ['Design', 4.1, 'The design is sound', 'There is a plan', 'Essential'],
          [null, null, null, 'The plan is costed', null],
          [null, 4.2, 'The design is shared', 'There are minutes', 'Desirable'],
          ['Delivery', 5.1, 'Delivery is staffed', 'There is a list', 'Essential'],
        ],
        ['B1:C1', 'A2:A4', 'B2:B3', 'C2:C3', 'E2:E3'],
      ),
    );
    expect(said(kept)).toEqual([
      [
        '4 Design',
        '4.1 The design is sound [M] | There is a plan\nThe plan is costed',
        '4.2 The design is shared | There are minutes',
      ],
      ['5 Delivery', '5.1 Delivery is staffed [M] | There is a list'],
    ]);
  });

  test('what is no table of criteria is not taken for one', async () => {
    for (const rows of [
      [
        ['Name', 'Email'],
        ['A', 'a@example.org'],
      ],
      [['Dear colleague'], ['Please find our criteria in the attached document.'], ['Best wishes']],
    ]) {
      const sheets = await readKeptSheets(inCsv(rows));
      expect(sheets.ok && readKeptCriteria(sheets.value)).toBeNull();
    }
  });
});

/** Words as criteria have them: no number at the start, no list, no word that says what a column is. */
const words = fc
  .array(
    fc.constantFrom(
      'Learning',
      'is',
      'safe',
      'patients’',
      'care,',
      'over',
      'time;',
      '“whole”',
      'caf\u00e9',
      'and',
      '12',
      'sites',
    ),
    { minLength: 3, maxLength: 12 },
  )
  .map((some) => `The ${some.join(' ')} programme.`);

const anyCriteria = fc
  .array(
    fc.record({
      title: fc.constantFrom(
        'Curriculum',
        'Assessment',
        'Supervision',
        'Patient safety',
        'Entry and progression',
      ),
      criteria: fc.array(
        fc.record({ text: words, guidance: fc.oneof(fc.constant(''), words), mandatory: fc.boolean() }),
        { minLength: 1, maxLength: 14 },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((sections) =>
    sections.map(({ title, criteria }, s) => ({
      number: String(s + 4),
      // Two sections of one name would be one.
      title: `${title} ${'ABCD'[s]}`,
      criteria: criteria.map((criterion, c) => ({ ...criterion, number: `${s + 4}.${c + 1}` })),
    })),
  );

type Written = typeof anyCriteria extends fc.Arbitrary<infer T> ? T : never;

const anyLayout = fc.record({
  title: fc.constantFrom(
    [],
    [['Criteria for endorsement']],
    [['Criteria for endorsement'], [], ['Version 2']],
  ),
  sections: fc.constantFrom('rows', 'merged', 'repeated'),
  numbers: fc.constantFrom('plain', 'dotted', 'prefixed', 'in the wording', 'as numbers'),
  headings: fc.constantFrom(
    { number: 'No.', text: 'Criterion', section: 'Section', guidance: 'Guidance', mandatory: 'Mandatory' },
    {
      number: 'Ref',
      text: 'Statement',
      section: 'Domain',
      guidance: 'Notes',
      mandatory: 'Essential/Desirable',
    },
    { number: '#', text: 'Requirement', section: 'Area', guidance: 'Evidence', mandatory: 'Type' },
    {
      number: 'Number',
      text: 'Standard',
      section: 'Theme',
      guidance: 'Description',
      mandatory: 'Must/Should',
    },
    {
      number: 'Ref. no.',
      text: 'DESCRIPTION',
      section: 'Part',
      guidance: 'Guidance notes',
      mandatory: 'M/O',
    },
  ),
  flags: fc.constantFrom(
    ['Yes', 'No'],
    ['Essential', 'Desirable'],
    ['E', 'D'],
    ['M', 'O'],
    ['Must', 'Should'],
  ),
  columns: fc.shuffledSubarray(['mandatory', 'guidance', 'other'] as const, { minLength: 3, maxLength: 3 }),
  spaces: fc.constantFrom(' ', '\u00a0'),
  format: fc.constantFrom('xlsx', 'csv', 'semicolons', 'tabs'),
});

type Layout = typeof anyLayout extends fc.Arbitrary<infer T> ? T : never;

function laidOut(set: Written, layout: Layout): readonly (readonly Cell[])[] {
  const { headings, sections: how, numbers, flags, columns, spaces } = layout;
  const inWording = numbers === 'in the wording';
  const hasColumn = how !== 'rows';
  const headingOf = { mandatory: headings.mandatory, guidance: headings.guidance, other: 'Owner' };
  const rows: Cell[][] = [
    [
      ...(hasColumn ? [headings.section] : []),
      ...(inWording ? [] : [headings.number]),
      headings.text,
      ...columns.map((column) => headingOf[column]),
    ],
  ];
  for (const { number, title, criteria } of set) {
    if (!hasColumn) rows.push([`${number}. ${title}`]);
    criteria.forEach((one, c) => {
      const text = one.text.replaceAll(' ', spaces);
      const cells = {
        mandatory: (one.mandatory ? flags[0] : flags[1]) ?? '',
        guidance: one.guidance,
        other: 'AB',
      };
      const own = { plain: one.number, dotted: `${one.number}.`, prefixed: `C${one.number}` };
      rows.push([
        ...(hasColumn ? [how === 'repeated' || c === 0 ? title : ''] : []),
        ...(inWording ? [] : [numbers === 'as numbers' ? Number(one.number) : own[numbers as 'plain']]),
        inWording ? `${one.number} ${text}` : text,
        ...columns.map((column) => cells[column]),
      ]);
    });
  }
  return [...layout.title, ...rows];
}

const bytesOf = (
  rows: readonly (readonly Cell[])[],
  format: Layout['format'],
): Promise<Uint8Array> | Uint8Array => {
  const delimiters = { csv: ',', semicolons: ';', tabs: '\t' };
  return format === 'xlsx' ? inWorkbook(rows) : inCsv(rows, delimiters[format as 'csv']);
};

test('a set that is written out in any of the layouts comes back as the same criteria', async () => {
  await fc.assert(
    fc.asyncProperty(anyCriteria, anyLayout, async (set, layout) => {
      const { sections } = await read(await bytesOf(laidOut(set, layout), layout.format));
      expect(
        sections.map(({ criteria, ...section }) => ({
          ...section,
          criteria: criteria.map(({ row: _, threshold: __, ...criterion }) => criterion),
        })),
      ).toEqual(set);
    }),
    { numRuns: 150 },
  );
});

test('letters and roman numbers become the numbers of their places, and that is said', async () => {
  const kept = await read(
    inCsv([
      ['No', 'Criterion', 'Mandatory'],
      ['1', 'First thing is written', 'Yes'],
      ['2', 'Second thing is written', 'Yes'],
      ['2.1', 'Second sub thing is written', 'Yes'],
      ['2a', 'Second letter thing is written', 'No'],
      ['3(i)', 'Roman thing is written', 'Yes'],
      ['3(ii)', 'Roman thing two is written', 'Yes'],
      ['3(iv)', 'Roman thing four is written', 'Yes'],
    ]),
  );
  expect(said(kept).flat().join('\n')).toMatch(
    /3\.1 Roman thing is.*\n3\.2 Roman thing two.*\n3\.4 Roman thing four/,
  );
  expect(kept.leftOut).toEqual([]);
  expect(kept.remarks.filter(({ code }) => code === 'number-respelt').map(({ row }) => row)).toEqual([
    5, 6, 7, 8,
  ]);
  expect(kept.questions.map(questionInWords)).toEqual([
    'Row 5 has the number 2a, read as 2.1, which another criterion has. Which is it?',
  ]);
});

test('the one letter before every number is left out, and that is said', async () => {
  const kept = await read(
    inCsv([
      ['Criterion ID', 'Criterion'],
      ['C1', 'The first is done'],
      ['C2', 'The second is done'],
    ]),
  );
  expect(said(kept).flat()).toEqual(
    expect.arrayContaining(['1 The first is done [M]', '2 The second is done [M]']),
  );
  expect(kept.remarks).toContainEqual({ row: null, code: 'letter-left-out' });
});

test('what earlier reviewers said of it is not read as guidance, and notes for reviewers are', async () => {
  const kept = await read(
    inCsv([
      ['Ref', 'Criterion', 'Notes for reviewers', 'Reviewer comments', 'Panel’s response', 'Score'],
      ['1', 'Aims are owned', 'Look at the plan', 'good', 'agreed', '3'],
      ['2', 'Aims are shared', 'Ask who wrote it', 'poor', 'not agreed', '1'],
    ]),
  );
  const all = said(kept).flat().join('\n');
  expect(all).toContain('Look at the plan');
  expect(all).not.toMatch(/good|poor|agreed/);
});
