import type { resultOperations } from '../../shared/contract/results/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { decisionInWords } from '../../shared/domain/decisions/decision.ts';
import {
  type Cell,
  commentTable,
  resultTable,
  type Table,
} from '../../shared/domain/exports/result-table.ts';
import { explain } from '../../shared/domain/recommendations/explain.ts';
import { outcomeInWords } from '../../shared/domain/recommendations/trace-in-words.ts';
import { cellOfText } from '../../shared/domain/tables/cell-text.ts';
import { getDecision } from '../decisions/storage.ts';
import { mediaTypes } from '../files/media-types.ts';
import { writeCsv, writeWorkbook } from '../files/write-table.ts';
import { currentRecommendation, shownRound } from '../results/judged-round.ts';
import { getResult } from '../results/storage.ts';
import { isUnderReview } from '../results/who-may-read.ts';
import { problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';

/** A round's result as a file for a spreadsheet. Reviewers are panel places; confidential notes are not in it. */
export const getResultFile =
  (services: Services): UseCase<(typeof resultOperations)['getResultFile']> =>
  async ({ by: person, of: { roundId, format } }) => {
    const { db } = services;
    const [read, result, decision] = await Promise.all([
      shownRound(services, roundId, person),
      getResult(db, roundId),
      getDecision(db, roundId),
    ]);
    if (!read.ok) return read;
    const { round, set, submissions } = read.value;
    if (isUnderReview(round))
      return fail(
        problem('not-now', `The round is ${round.status}. Its result can be taken away once it has closed.`),
      );
    if (result === null)
      return fail(problem('not-now', 'There is no result yet. It comes with the first submission.'));
    const recommended = await currentRecommendation(services, round);
    const recommendation = recommended.ok ? recommended.value.recommendation : null;
    const criteria = resultTable(set.content, result.result, recommendation);
    const isGateway = round.criteriaSetKind === 'gateway';
    const fileName = `${isGateway ? 'gateway-' : ''}result-${round.specificationId}-version-${round.specificationVersion}.${format}`;
    if (format === 'csv')
      return ok({
        answer: { fileName, mediaType: mediaTypes.csv, content: base64(await csvOfTable(criteria)) },
      });

    const title = `${round.title}, version ${round.specificationVersion}${isGateway ? ' (gateway)' : ''}`;
    const about: Table = {
      headings: ['What', 'Value'],
      rows: [
        ['Specification', cellOfText(round.title)],
        ['Version', round.specificationVersion],
        ['Criteria set', cellOfText(`${set.content.title}, version ${set.version}`)],
        ['Content of the criteria set (SHA-256)', set.hash],
        ...(round.sample ? [['Note', 'Sample criteria: not the Centre’s own']] : []),
        ['Status of the round', round.status],
        ['Reviews counted', submissions.length],
        ['Recommendation', recommendation === null ? 'None yet' : outcomeInWords[recommendation.outcome]],
        ...(recommendation === null ? [] : explain(recommendation, set.content).reasons).map((reason) => [
          'Reason',
          reason,
        ]),
        ['Decision', decision === null ? 'None yet' : decisionInWords[decision.outcome]],
        ['Result counted (UTC)', result.projectedAt],
        ['Round', roundId],
      ],
    };
    const levels = set.content.scale.length;
    const file = await writeWorkbook([
      { name: 'Summary', title: `Result: ${title}`, widths: [36, 80], ...about },
      {
        name: 'Criteria',
        title: `Criteria: ${title}`,
        widths: [10, 28, 60, 12, ...Array.from({ length: levels }, () => 10), 10, 14, 14, 14, 14, 12],
        shares: [4 + levels + 2],
        ...criteria,
      },
      {
        name: 'Comments',
        title: `Comments: ${title}`,
        widths: [10, 48, 10, 16, 32, 32, 72],
        ...commentTable(
          set.content,
          submissions.map(({ place, content }) => ({ place, content })),
        ),
      },
    ]);
    return ok({ answer: { fileName, mediaType: mediaTypes.xlsx, content: base64(file) } });
  };

const csvOfTable = ({ headings, rows }: Table): Promise<Uint8Array> =>
  writeCsv([[...headings], ...rows.map((row) => row.map(csvCell))]);

/** Shares to four places: more would be noise. */
const csvCell = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'number' ? String(Number(cell.toFixed(4))) : cell;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
