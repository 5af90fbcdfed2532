import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { pipelineOperations } from '../../../shared/contract/pipeline/operations.ts';
import { credentialTypeInWords } from '../../../shared/domain/basics/credential-types.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { pastOutcomeInWords } from '../../../shared/domain/past-rounds/past-rounds.ts';
import { pipelineStageInWords } from '../../../shared/domain/specifications/pipeline.ts';
import { pipelineStages } from '../../../shared/domain/specifications/pipeline-stages.ts';
import { proposedTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { cellOfText } from '../../../shared/domain/tables/cell-text.ts';
import { mediaTypes } from '../../files/media-types.ts';
import { writeCsv } from '../../files/write-table.ts';
import { pipeline } from '../../pipeline/use-cases.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukDay } from '../../words/uk-time.ts';
import { download } from '../exports/downloads.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { askingApart } from '../web/ask-apart.ts';
import type { Route } from '../web/route.ts';
import { searchOf } from '../web/search.ts';
import type { Answer, Visit } from '../web/visit.ts';

type Entry = Answered<typeof pipelineOperations.getPipeline>['entries'][number];

const ask = askingApart(pipelineOperations, pipeline);

/** What was asked for; what a filter leaves empty is asked for by no words at all. */
const readPipeline = (visit: Visit) =>
  ask(visit, 'getPipeline', Object.fromEntries([...visit.query].filter(([, value]) => value !== '')));

const daysSince = (since: string, today: string): number =>
  Math.max(0, Math.round((Date.parse(today) - Date.parse(since)) / 86_400_000));

/** "less than a day", "12 days", "5 weeks", "14 months". */
const ageInWords = (days: number): string =>
  days === 0
    ? 'less than a day'
    : days < 28
      ? count(days, 'day')
      : days < 120
        ? count(Math.floor(days / 7), 'week')
        : count(Math.floor(days / 30.4), 'month');

/** What a row says of an entry, in the table and in the file. */
const inWords = ({ credentialType, professions, stage }: Entry) => ({
  credentialType:
    credentialType === null && stage !== 'proposed' ? 'Not known yet' : proposedTypeInWords(credentialType),
  professions: professions.join(', '),
  stage: pipelineStageInWords[stage],
});

/** `GET /pipeline`: where everything is, and how long it has been there. */
async function showPipeline(visit: Visit): Promise<Answer> {
  const read = await readPipeline(visit);
  if (read === null) return notFoundPage(visit);
  const { entries, isMore } = read;
  const today = ukIsoDay(visit.site.now());
  return page(visit, 'pipeline/pipeline.njk', {
    stages: pipelineStages.map((stage) => {
      const own = entries.filter((one) => one.stage === stage);
      const [oldest] = own;
      return {
        title: pipelineStageInWords[stage],
        number: own.length,
        oldest: oldest === undefined ? null : ageInWords(daysSince(oldest.since, today)),
      };
    }),
    entries: entries.map((entry) => ({
      href: `/specifications/${entry.specificationId}`,
      title: entry.title,
      areaOfPractice: entry.areaOfPractice,
      ...inWords(entry),
      imported:
        entry.imported &&
        `Imported: ${pastOutcomeInWords[entry.imported.outcome].toLowerCase()}, ${ukDay(entry.imported.decidedOn)}`,
      since: ukDay(entry.since),
      age: ageInWords(daysSince(entry.since, today)),
    })),
    isMore,
    search: searchOf(
      visit,
      { area: 'Area of practice', profession: 'Profession', type: 'Credential type' },
      { type: Object.entries(credentialTypeInWords).map(([value, text]) => ({ value, text })) },
    ),
    csv: `/pipeline/table.csv?${visit.query}`,
  });
}

/** `GET /pipeline/table.csv`: the same as a file. */
async function downloadPipeline(visit: Visit): Promise<Answer> {
  const read = await readPipeline(visit);
  if (read === null) return notFoundPage(visit);
  const today = ukIsoDay(visit.site.now());
  const rows = read.entries.map((entry) => {
    const { credentialType, professions, stage } = inWords(entry);
    return [
      stage,
      cellOfText(entry.title),
      cellOfText(entry.areaOfPractice),
      credentialType,
      cellOfText(professions),
      entry.since,
      String(daysSince(entry.since, today)),
      entry.imported === null
        ? ''
        : `${pastOutcomeInWords[entry.imported.outcome]}, ${entry.imported.decidedOn}`,
    ];
  });
  const head = [
    'Where it is',
    'Title',
    'Area of practice',
    'Credential type',
    'Professions',
    'Since',
    'Days',
    'Before this system (imported)',
  ];
  return download(visit, `pipeline-${today}.csv`, mediaTypes.csv, await writeCsv([head, ...rows]));
}

const access = pipelineOperations.getPipeline.roles;

/** The pipeline over all areas. */
export const pipelineRoutes: readonly Route[] = [
  { method: 'GET', path: '/pipeline', access, handle: showPipeline },
  { method: 'GET', path: '/pipeline/table.csv', access, handle: downloadPipeline },
];
