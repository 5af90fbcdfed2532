import type { insightOperations } from '../../shared/contract/insight/operations.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { insightTable } from '../../shared/domain/insight/insight-tables.ts';
import {
  type InsightTableName,
  type insightFiles,
  insightTableNames,
} from '../../shared/domain/insight/names.ts';
import { type PastInsight, pastInsightTable } from '../../shared/domain/insight/past-insight.ts';
import { cellOfText } from '../../shared/domain/tables/cell-text.ts';
import { mediaTypes } from '../files/media-types.ts';
import { writeCsv, writeWorkbook } from '../files/write-table.ts';
import type { SetInsight } from './use-cases.ts';

type InsightFile = Answer<(typeof insightOperations)['getInsightFile']>;

/** What the tabs of the workbook are called, and how wide their columns are. */
const sheets: Readonly<
  Record<
    InsightTableName,
    { readonly name: string; readonly widths: readonly number[]; readonly shares?: readonly number[] }
  >
> = {
  rounds: { name: 'Rounds', widths: [] },
  criteria: { name: 'Criteria', widths: [10, 80, 24] },
  days: { name: 'Days', widths: [24, 14, 14, 14] },
  answers: { name: 'Answers', widths: [20, 24, 20, 16, 16, 16], shares: [6, 7, 8] },
  agreement: { name: 'Agreement', widths: [16, 16, 16, 16, 16, 16], shares: [3, 4, 5] },
  conditions: { name: 'Conditions', widths: [20, 24, 24] },
};

/** Insight as a file for a spreadsheet: one of its tables as CSV, or all of them as a workbook. What was imported stands apart. */
export async function insightFile(
  { set, criteria, slices }: SetInsight,
  imported: readonly PastInsight[],
  file: (typeof insightFiles)[number],
): Promise<InsightFile> {
  const fileName =
    file === 'imported.csv' ? `insight-${file}` : `${set.sample ? 'sample-' : ''}insight-${set.id}-${file}`;
  if (file !== 'everything.xlsx') {
    const { headings, rows } =
      file === 'imported.csv'
        ? pastInsightTable(imported)
        : insightTable(file.slice(0, -4) as InsightTableName, slices, criteria);
    const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
    return {
      fileName,
      mediaType: mediaTypes.csv,
      content: base64(await writeCsv([[...headings], ...cells])),
    };
  }
  const workbook = await writeWorkbook([
    {
      name: 'About',
      title: `Insight: ${set.title}`,
      widths: [28, 100],
      headings: ['What', 'Value'],
      rows: [
        ['Criteria set', cellOfText(set.title)],
        ['Kind of rounds', set.kind === 'gateway' ? 'Gateway' : 'Endorsement'],
        ...(set.sample ? [['Note', 'Sample criteria: not the Centre’s own']] : []),
        ['What is counted', 'Rounds whose letter has been released, by one cut at a time'],
        [
          '<5',
          'Withheld: a number below five, or one from which such a number could be worked out. An empty cell: fewer than five rounds have it.',
        ],
        [
          'Quartiles and medians',
          'Over rounds, interpolated between two values as QUARTILE.INC does. Days are whole days from the invitation; to acceptance and review they are each round’s middle reviewer’s.',
        ],
      ],
    },
    ...insightTableNames.map((name) => ({
      ...sheets[name],
      title: `${sheets[name].name}: ${set.title}`,
      widths: [26, 36, 10, ...sheets[name].widths],
      ...insightTable(name, slices, criteria),
    })),
    ...(imported.length === 0
      ? []
      : [
          {
            name: 'Imported',
            title: 'Rounds before this system, imported, of every criteria set',
            widths: [26, 24, 10, 10, 24, 16, 16, 16],
            ...pastInsightTable(imported),
          },
        ]),
  ]);
  return { fileName, mediaType: mediaTypes.xlsx, content: base64(workbook) };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
