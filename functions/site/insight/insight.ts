import { insightOperations } from '../../../shared/contract/insight/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { Figure, Figures, Slice } from '../../../shared/domain/insight/insight.ts';
import {
  answerInWords,
  conditionStateInWords,
  cutInWords,
  milestoneInWords,
  sliceInWords,
} from '../../../shared/domain/insight/insight-tables.ts';
import {
  answerNames,
  conditionStates,
  insightTableNames,
  milestones,
  withheld,
} from '../../../shared/domain/insight/names.ts';
import type { Quartiles } from '../../../shared/domain/insight/quartiles.ts';
import { insight } from '../../insight/use-cases.ts';
import { download } from '../exports/downloads.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { askingApart } from '../web/ask-apart.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { bar, box } from './pictures.ts';

type Ops = typeof insightOperations;
type Insight = Answered<Ops['getInsight']>;

const ask = askingApart(insightOperations, insight);

/** A slice as the page’s address names it: `year-2026`; the first hyphen parts the two. */
const nameOf = ({ by, value }: Pick<Slice, 'by' | 'value'>): string => (by === 'all' ? '' : `${by}-${value}`);

/** A slice in a list of slices of several cuts. */
function titleOf(slice: Pick<Slice, 'by' | 'value'>): string {
  const value = sliceInWords(slice);
  return { all: 'All rounds', year: `Year ${value}`, type: value, area: value, version: `Version ${value}` }[
    slice.by
  ];
}

const number = (value: number) => String(Math.round(value * 10) / 10);
const percent = (value: number) => `${Math.round(value * 100)}%`;
const plain = (value: number) => value.toFixed(2).replace('-', '−');

/** How often something happened, with its bar. What is withheld has none. */
const often = (label: string, figure: Figure, rounds: Figure) => ({
  label,
  bar: figure === withheld || rounds === withheld ? null : bar(figure, rounds),
  text: figure === withheld || rounds === withheld ? withheld : `${figure} of ${rounds}`,
});

/** Where the middle half of a number lies, with its picture on a scale that ends at `most`. */
const middle = (
  label: string,
  quartiles: Quartiles | null,
  scale: { readonly least: number; readonly most: number },
  words: (value: number) => string,
) => ({
  label,
  box: quartiles && box(quartiles, scale),
  median: quartiles ? words(quartiles.median) : '–',
  half: quartiles ? `${words(quartiles.lower)} to ${words(quartiles.upper)}` : '–',
});

/** A table that compares slices: a row for each of which something is shown. */
const compared = (
  slices: readonly Slice[],
  head: readonly string[],
  cells: (figures: Figures) => readonly string[],
) => ({
  head,
  rows: slices.flatMap((slice) =>
    slice.figures === null ? [] : [{ title: titleOf(slice), cells: cells(slice.figures) }],
  ),
});

const medianOf = (quartiles: Quartiles | null, words: (value: number) => string) =>
  quartiles === null ? '–' : words(quartiles.median);

/** The versions of a set that have a criterion, where not all do. */
const inVersions = (versions: readonly number[], all: readonly number[]): string | null =>
  versions.length === all.length
    ? null
    : `Only in version ${versions.join(', ').replace(/, (\d+)$/, ' and $1')}`;

/** What the page shows of the rounds that were chosen, beside all of them. */
function sectionsOf({ criteria, slices }: Insight, { rounds, figures }: Slice) {
  if (figures === null) return null;
  const versions = [...new Set(criteria.flatMap((one) => one.versions))];
  const failed = criteria.map(({ criterionId, number: numbered, text, versions: own }) => {
    const figure = figures.failed[criterionId] ?? withheld;
    return { figure, numbered, note: inVersions(own, versions), ...often(text, figure, rounds) };
  });
  const most = Math.max(1, ...milestones.map((milestone) => figures.days[milestone]?.upper ?? 0));
  const shares = { least: 0, most: 1 };
  return {
    failed: failed
      .filter(({ figure }) => figure !== withheld)
      .sort((a, b) => Number(b.figure) - Number(a.figure)),
    seldom: failed.filter(({ figure }) => figure === withheld),
    days: {
      rows: milestones.map((milestone) =>
        middle(milestoneInWords[milestone], figures.days[milestone], { least: 0, most }, number),
      ),
      most: number(most),
      compare: compared(
        slices,
        milestones.map((milestone) => milestoneInWords[milestone]),
        ({ days }) => milestones.map((milestone) => medianOf(days[milestone], number)),
      ),
    },
    answers: {
      accepted: middle('Share of those asked that accepted', figures.accepted, shares, percent),
      rows: answerNames.map((name) => often(answerInWords[name], figures.answers[name], rounds)),
      compare: compared(
        slices,
        ['Share that accepted, median', ...answerNames.map((name) => answerInWords[name])],
        ({ accepted, answers }) => [
          medianOf(accepted, percent),
          ...answerNames.map((name) => String(answers[name])),
        ],
      ),
    },
    agreement: {
      rows: [
        middle('Raw agreement', figures.rawAgreement, shares, percent),
        middle('Krippendorff’s alpha', figures.alpha, { least: -1, most: 1 }, plain),
      ],
      compare: compared(
        slices,
        ['Raw agreement, median', 'Krippendorff’s alpha, median'],
        ({ rawAgreement, alpha }) => [medianOf(rawAgreement, percent), medianOf(alpha, plain)],
      ),
    },
    conditions: {
      rows: conditionStates.map((state) =>
        often(conditionStateInWords[state], figures.conditions[state], rounds),
      ),
      compare: compared(
        slices,
        conditionStates.map((state) => conditionStateInWords[state]),
        ({ conditions }) => conditionStates.map((state) => String(conditions[state])),
      ),
    },
  };
}

/** `GET /insight`: what the rounds of a criteria set come to over the years, all of them or one slice. */
export async function showInsight(visit: Visit): Promise<Answer> {
  const criteriaSetId = visit.query.get('set') ?? '';
  const read = await ask(visit, 'getInsight', criteriaSetId === '' ? {} : { criteriaSetId });
  if (read === null) return notFoundPage(visit);
  const { sets } = read;
  // A cut that does not cut anything says nothing new.
  const parts = Map.groupBy(read.slices, ({ by }) => by);
  const slices = read.slices.filter(({ by }) => by === 'all' || (parts.get(by)?.length ?? 0) > 1);
  const set = sets.find((one) => one.criteriaSetId === read.criteriaSetId) ?? null;
  const asked = visit.query.get('rounds') ?? '';
  const shown = slices.filter(({ figures }) => figures !== null);
  // What is withheld, or not there, is shown as all rounds are.
  const chosen = shown.find((slice) => nameOf(slice) === asked) ?? slices[0];
  const all = slices[0]?.rounds ?? withheld;
  const cut = Map.groupBy(
    slices.filter(({ by }) => by !== 'all'),
    ({ by }) => by,
  );
  return page(visit, 'insight/insight.njk', {
    set,
    sets: sets.map(({ criteriaSetId: value, title, kind, sample }) => ({
      value,
      text: `${title}${kind === 'gateway' ? ' (gateway)' : ''}${sample ? ' (sample)' : ''}`,
      selected: value === set?.criteriaSetId,
    })),
    slices: shown.map((slice) => ({
      value: nameOf(slice),
      text: titleOf(slice),
      selected: slice === chosen,
    })),
    all,
    chosen: chosen && { title: titleOf(chosen), isAll: chosen.by === 'all', rounds: chosen.rounds },
    cuts: [...cut].map(([by, own]) => ({
      title: cutInWords[by],
      rows: own.map((slice) => ({
        ...often(sliceInWords(slice), slice.rounds, all),
        href: slice.figures && `/insight?${addressOf(set?.criteriaSetId ?? '', slice)}`,
      })),
    })),
    sections: chosen ? sectionsOf({ ...read, slices }, chosen) : null,
    imported: read.imported.map(({ kind, rounds, yes, days, years }) => ({
      kind: kind === 'gateway' ? 'Gateway rounds' : 'Endorsement rounds',
      verb: kind === 'gateway' ? 'Went ahead' : 'Endorsed',
      rows: [{ year: 'All years', rounds, yes }, ...years],
      days:
        days && `${number(days.median)} days (middle half: ${number(days.lower)} to ${number(days.upper)})`,
    })),
    files: `/insight/${set?.criteriaSetId}`,
    tables: insightTableNames,
  });
}

const addressOf = (set: string, slice: Slice) => new URLSearchParams({ set, rounds: nameOf(slice) });

/** `GET /insight/{criteriaSetId}/{file}`: the same as a file for a spreadsheet. */
export async function downloadInsight(visit: Visit): Promise<Answer> {
  const file = await ask(visit, 'getInsightFile', visit.parameters);
  if (file === null) return notFoundPage(visit);
  return download(visit, file.fileName, file.mediaType, Buffer.from(file.content, 'base64'));
}
