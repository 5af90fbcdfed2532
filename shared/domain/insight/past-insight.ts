import type { CriteriaSetKind } from '../criteria-sets/criteria-set.ts';
import { isYes } from '../decisions/decision.ts';
import type { Table } from '../exports/result-table.ts';
import { isPastGateway, type PastRound } from '../past-rounds/past-rounds.ts';
import type { Figure } from './insight.ts';
import { withheld } from './names.ts';
import { type Quartiles, quartilesOf } from './quartiles.ts';
import { fewest, hasSmall, withheldRows, withheldSlices } from './suppression.ts';

/** What the rounds of one kind come to that were taken in from the Centre’s records. They are counted with no others. */
export interface PastInsight {
  readonly kind: CriteriaSetKind;
  readonly rounds: Figure;
  /** How many ended with a yes, with conditions or without. */
  readonly yes: Figure;
  /** From the invitation to the decision, where the records say both. */
  readonly days: Quartiles | null;
  /** By the year of the decision; empty where that would say nothing, or too much. */
  readonly years: readonly { readonly year: string; readonly rounds: Figure; readonly yes: Figure }[];
}

const isAYes = ({ outcome }: PastRound) => outcome !== 'withdrawn' && isYes(outcome);

const daysOf = ({ invitedOn, decidedOn }: PastRound) =>
  invitedOn === null ? null : (Date.parse(decidedOn) - Date.parse(invitedOn)) / 86_400_000;

/**
 * Counts rounds that were taken in, by the same rules as those that ran here: one cut (the year), one variable with two
 * columns (yes, or not), and every number withheld that `suppression.ts` withholds. A kind without rounds is left out.
 */
export const pastInsight = (rounds: readonly PastRound[]): readonly PastInsight[] =>
  (['endorsement', 'gateway'] as const).flatMap((kind): readonly PastInsight[] => {
    const own = rounds.filter((round) => isPastGateway(round) === (kind === 'gateway'));
    if (own.length === 0) return [];
    if (own.length < fewest) return [{ kind, rounds: withheld, yes: withheld, days: null, years: [] }];
    const row = (some: readonly PastRound[]) => {
      const yes = some.filter(isAYes).length;
      return [yes, some.length - yes];
    };
    const total = row(own);
    const years = [...Map.groupBy(own, ({ decidedOn }) => decidedOn.slice(0, 4))].sort(([a], [b]) =>
      a.localeCompare(b),
    );
    const hidden = withheldSlices(years.map(([, some]) => some.length));
    const gone =
      hidden &&
      withheldRows(
        years.map(([, some]) => row(some)),
        hidden,
      );
    return [
      {
        kind,
        rounds: own.length,
        yes: hasSmall(total) ? withheld : (total[0] ?? withheld),
        days: quartilesOf(own.map(daysOf)),
        years: years.flatMap(([year, some], i) =>
          hidden === null || gone === null
            ? []
            : [
                {
                  year,
                  rounds: hidden.has(i) ? withheld : some.length,
                  yes: gone.has(i) ? withheld : (row(some)[0] ?? withheld),
                },
              ],
        ),
      },
    ];
  });

/** The same as a table, a row for all rounds of a kind and for each year. It says in every row that they are imported. */
export const pastInsightTable = (imported: readonly PastInsight[]): Table => ({
  headings: ['Kind of rounds', 'By', 'Value', 'Rounds', 'Endorsed, or went ahead', ...quartilesOfDays],
  rows: imported.flatMap(({ kind, rounds, yes, days, years }) => {
    const name = kind === 'gateway' ? 'Gateway, imported' : 'Endorsement, imported';
    return [
      [name, 'All rounds', '', rounds, yes, days?.lower ?? null, days?.median ?? null, days?.upper ?? null],
      ...years.map((one) => [name, 'Year of the decision', one.year, one.rounds, one.yes, null, null, null]),
    ];
  }),
});

const quartilesOfDays = ['lower quartile', 'median', 'upper quartile'].map(
  (which) => `Days from the invitation to the decision: ${which}`,
);
