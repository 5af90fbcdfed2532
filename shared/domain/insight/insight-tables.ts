import { credentialTypeInWords } from '../basics/credential-types.ts';
import type { Table } from '../exports/result-table.ts';
import { cellOfText } from '../tables/cell-text.ts';
import type { Slice } from './insight.ts';
import {
  answerNames,
  conditionStates,
  type InsightTableName,
  type Milestone,
  milestones,
  withheld,
} from './names.ts';
import type { Quartiles } from './quartiles.ts';

/** A criterion, as insight names it. */
export interface NamedCriterion {
  readonly criterionId: string;
  readonly number: string;
  readonly text: string;
}

/** By what rounds are cut. */
export const cutInWords: Readonly<Record<Slice['by'], string>> = {
  all: 'All rounds',
  year: 'Year of the letter',
  type: 'Credential type',
  area: 'Area of practice',
  version: 'Version of the criteria set',
};

/** What a round comes to. */
export const milestoneInWords: Readonly<Record<Milestone, string>> = {
  acceptance: 'Acceptance',
  review: 'Review submitted',
  recommendation: 'Recommendation',
  decision: 'Decision',
  letter: 'Letter released',
};

/** How the conditions of a round stand. */
export const conditionStateInWords: Readonly<Record<(typeof conditionStates)[number], string>> = {
  noneDue: 'No condition has fallen due',
  inTime: 'All that fell due were met in time',
  late: 'One or more were not met in time',
};

/** What reviewers may have answered. */
export const answerInWords: Readonly<Record<(typeof answerNames)[number], string>> = {
  declined: 'Somebody declined',
  steppedDown: 'Somebody stepped down or was recused',
  unanswered: 'Somebody never answered',
};

/** The value of a slice, as people read it. */
export const sliceInWords = ({ by, value }: Pick<Slice, 'by' | 'value'>): string =>
  by === 'type' ? credentialTypeInWords[value as keyof typeof credentialTypeInWords] : value;

const three = (name: string) => [`${name}: lower quartile`, `${name}: median`, `${name}: upper quartile`];

const threeOf = (quartiles: Quartiles | null | undefined) =>
  quartiles ? [quartiles.lower, quartiles.median, quartiles.upper] : [null, null, null];

/** A table of insight, a row for each slice, or for each of its criteria or milestones. What is withheld reads “<5”. */
export function insightTable(
  name: InsightTableName,
  slices: readonly Slice[],
  criteria: readonly NamedCriterion[],
): Table {
  const { headings, rowsOf } = tables[name];
  return {
    headings: ['By', 'Value', 'Rounds', ...headings],
    rows: slices.flatMap((slice) =>
      rowsOf(slice, criteria).map((row) => [
        cutInWords[slice.by],
        cellOfText(sliceInWords(slice)),
        slice.rounds,
        ...row,
      ]),
    ),
  };
}

const tables: Readonly<
  Record<
    InsightTableName,
    {
      readonly headings: readonly string[];
      readonly rowsOf: (slice: Slice, criteria: readonly NamedCriterion[]) => Table['rows'];
    }
  >
> = {
  rounds: { headings: [], rowsOf: () => [[]] },
  criteria: {
    headings: ['Number', 'Criterion', 'Rounds in which it was not met, partly met or disputed'],
    rowsOf: ({ figures }, criteria) =>
      criteria.map(({ criterionId, number, text }) => [
        cellOfText(number),
        cellOfText(text),
        figures?.failed[criterionId] ?? withheld,
      ]),
  },
  days: {
    headings: ['From the invitation to', ...three('Days')],
    rowsOf: ({ figures }) =>
      milestones.map((milestone) => [milestoneInWords[milestone], ...threeOf(figures?.days[milestone])]),
  },
  answers: {
    headings: [...answerNames.map((name) => answerInWords[name]), ...three('Share that accepted')],
    rowsOf: ({ figures }) => [
      [...answerNames.map((name) => figures?.answers[name] ?? withheld), ...threeOf(figures?.accepted)],
    ],
  },
  agreement: {
    headings: [...three('Raw agreement'), ...three('Krippendorff’s alpha')],
    rowsOf: ({ figures }) => [[...threeOf(figures?.rawAgreement), ...threeOf(figures?.alpha)]],
  },
  conditions: {
    headings: conditionStates.map((state) => conditionStateInWords[state]),
    rowsOf: ({ figures }) => [conditionStates.map((state) => figures?.conditions[state] ?? withheld)],
  },
};
