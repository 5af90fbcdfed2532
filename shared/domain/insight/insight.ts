import { type CredentialType, credentialTypes } from '../basics/credential-types.ts';
import { compareDays } from '../basics/day.ts';
import {
  type answerNames,
  type Cut,
  conditionStates,
  cuts,
  type Milestone,
  milestones,
  withheld,
} from './names.ts';
import { type Quartiles, quartilesOf } from './quartiles.ts';
import { fewest, hasSmall, withheldRows, withheldSlices } from './suppression.ts';

/** What a round is counted with, once the letter about its decision has been released. Nothing of it is about a person. */
export interface CountedRound {
  /** The year of the letter. */
  readonly year: number;
  readonly type: CredentialType;
  readonly area: string;
  /** Of the criteria set. */
  readonly version: number;
  /** Whole days from the invitation; null where a round never came to it. */
  readonly days: Readonly<Record<Milestone, number | null>>;
  /** How many were asked to review, and what they answered at last. */
  readonly answers: Readonly<Record<'asked' | 'accepted' | (typeof answerNames)[number], number>>;
  readonly rawAgreement: number | null;
  readonly alpha: number | null;
  /** The criteria that the ratings found not met, partly met or disputed. */
  readonly failed: readonly string[];
  /** When each condition was due at last, and met. */
  readonly conditions: readonly { readonly due: string; readonly metOn: string | null }[];
  /** The day from which the decision, and with it its conditions, stood no more. */
  readonly overOn: string | null;
}

/** How many rounds; or that the number is withheld: it is below five, or would give another such number away. */
export type Figure = number | typeof withheld;

/** What the rounds of a slice come to. */
export interface Figures {
  /** In how many rounds each criterion failed: it was found not met, partly met or disputed. */
  readonly failed: Readonly<Record<string, Figure>>;
  readonly days: Readonly<Record<Milestone, Quartiles | null>>;
  /** In how many rounds somebody declined, somebody stepped down or was recused, somebody never answered. */
  readonly answers: Readonly<Record<(typeof answerNames)[number], Figure>>;
  /** The share of those asked that accepted. */
  readonly accepted: Quartiles | null;
  readonly rawAgreement: Quartiles | null;
  readonly alpha: Quartiles | null;
  /** In how many rounds no condition has fallen due, all that have were met in time, one was not. */
  readonly conditions: Readonly<Record<(typeof conditionStates)[number], Figure>>;
}

/** A part of the rounds. Where their number is withheld, all is. */
export interface Slice {
  readonly by: Cut | 'all';
  readonly value: string;
  readonly rounds: Figure;
  readonly figures: Figures | null;
}

/** How the conditions of a round stand on a day: those that are not due yet, and not met, are in nobody’s count. */
export function conditionState(
  { conditions, overOn }: Pick<CountedRound, 'conditions' | 'overOn'>,
  today: string,
): (typeof conditionStates)[number] {
  const until = overOn !== null && compareDays(overOn, today) < 0 ? overOn : today;
  const isLate = ({ due, metOn }: CountedRound['conditions'][number]) => compareDays(due, metOn ?? until) < 0;
  if (conditions.some(isLate)) return 'late';
  return conditions.some(({ metOn }) => metOn !== null) ? 'inTime' : 'noneDue';
}

/** A variable: how the rounds of a slice are divided among its columns. */
interface Variable {
  readonly columns: number;
  readonly row: (own: readonly CountedRound[]) => readonly number[];
}

/** A variable of which each round is in the column that `of` says. */
const columnsBy = (columns: number, of: (round: CountedRound) => number): Variable => ({
  columns,
  row: (own) => {
    const cells = Array.from({ length: columns }, () => 0);
    for (const round of own) {
      const column = of(round);
      cells[column] = (cells[column] ?? 0) + 1;
    }
    return cells;
  },
});

const isTrue = (test: (round: CountedRound) => boolean): Variable =>
  columnsBy(2, (round) => (test(round) ? 0 : 1));

/** A criterion of a set, with the versions that have it. */
export interface CountedCriterion {
  readonly criterionId: string;
  readonly versions: readonly number[];
}

/**
 * Whether each of these criteria failed, counted for all of them in one go through the rounds of a slice. Which versions
 * have a criterion is known: where some round's has not, that is a column of its own, so that what was never judged is
 * not counted as met, and nothing can be worked out from it.
 */
function failing(
  criteria: readonly CountedCriterion[],
  rounds: readonly CountedRound[],
): ReadonlyMap<string, Variable> {
  const counted = new Map<readonly CountedRound[], ReadonlyMap<string, number>>();
  const countsOf = (own: readonly CountedRound[]) => {
    const counts = new Map<string, number>();
    for (const { failed } of own) for (const id of failed) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  return new Map(
    criteria.map(({ criterionId, versions }): [string, Variable] => {
      const lacks = ({ version }: CountedRound) => !versions.includes(version);
      const isEverywhere = !rounds.some(lacks);
      return [
        criterionId,
        {
          columns: isEverywhere ? 2 : 3,
          row: (own) => {
            const counts = counted.get(own) ?? countsOf(own);
            counted.set(own, counts);
            const failed = counts.get(criterionId) ?? 0;
            if (isEverywhere) return [failed, own.length - failed];
            const absent = own.filter(lacks).length;
            return [failed, own.length - absent - failed, absent];
          },
        },
      ];
    }),
  );
}

/**
 * What the rounds of one criteria set come to, all of them and by each cut, with every number withheld that must be.
 * `criteria` are the set’s criteria, `today` decides which conditions have fallen due.
 */
export function insightOf(
  rounds: readonly CountedRound[],
  criteria: readonly CountedCriterion[],
  today: string,
): readonly Slice[] {
  if (rounds.length < fewest) return [{ by: 'all', value: '', rounds: withheld, figures: null }];
  const variables = {
    failed: failing(criteria, rounds),
    declined: isTrue(({ answers }) => answers.declined > 0),
    steppedDown: isTrue(({ answers }) => answers.steppedDown > 0),
    unanswered: isTrue(({ answers }) => answers.unanswered > 0),
    conditions: columnsBy(conditionStates.length, (round) =>
      conditionStates.indexOf(conditionState(round, today)),
    ),
  };

  /** The figures of some rounds, of which `shown` says what of a variable may be shown. */
  function figuresOf(
    own: readonly CountedRound[],
    shown: (variable: Variable) => readonly Figure[],
  ): Figures {
    const quartiles = (of: (round: CountedRound) => number | null) => quartilesOf(own.map(of));
    const [noneDue, inTime, late] = shown(variables.conditions);
    const some = (variable: Variable): Figure => shown(variable)[0] ?? withheld;
    const answers = {
      declined: some(variables.declined),
      steppedDown: some(variables.steppedDown),
      unanswered: some(variables.unanswered),
    };
    // Shares of those who accepted say how many rounds somebody did not accept in.
    const areAnswersShown = !Object.values(answers).includes(withheld);
    return {
      failed: Object.fromEntries([...variables.failed].map(([id, variable]) => [id, some(variable)])),
      days: Object.fromEntries(
        milestones.map((milestone) => [milestone, quartiles(({ days }) => days[milestone])]),
      ) as Figures['days'],
      answers,
      accepted: areAnswersShown
        ? quartiles(({ answers: { asked, accepted } }) => (asked === 0 ? null : accepted / asked))
        : null,
      rawAgreement: quartiles(({ rawAgreement }) => rawAgreement),
      alpha: quartiles(({ alpha }) => alpha),
      conditions: {
        noneDue: noneDue ?? withheld,
        inTime: inTime ?? withheld,
        late: late ?? withheld,
      },
    };
  }

  const none = ({ columns }: Variable): readonly Figure[] => Array.from({ length: columns }, () => withheld);
  const totals = (variable: Variable) => {
    const cells = variable.row(rounds);
    return hasSmall(cells) ? none(variable) : cells;
  };

  const slicesBy = (cut: Cut): readonly Slice[] => {
    const slices = [...Map.groupBy(rounds, (round) => String(round[cut]))].sort(([a], [b]) =>
      inOrder[cut](a, b),
    );
    const hidden = withheldSlices(slices.map(([, own]) => own.length));
    if (hidden === null) return [];
    const goes = new Map<Variable, ReadonlySet<number>>();
    const shown = (slice: number, own: readonly CountedRound[]) => (variable: Variable) => {
      const rows =
        goes.get(variable) ??
        withheldRows(
          slices.map(([, members]) => variable.row(members)),
          hidden,
        );
      goes.set(variable, rows);
      return rows.has(slice) ? none(variable) : variable.row(own);
    };
    return slices.map(([value, own], slice) =>
      hidden.has(slice)
        ? { by: cut, value, rounds: withheld, figures: null }
        : { by: cut, value, rounds: own.length, figures: figuresOf(own, shown(slice, own)) },
    );
  };
  return [
    { by: 'all', value: '', rounds: rounds.length, figures: figuresOf(rounds, totals) },
    ...cuts.flatMap(slicesBy),
  ];
}

const byNumber = (a: string, b: string) => Number(a) - Number(b);
const types: readonly string[] = credentialTypes;

/** How the slices of a cut stand: an order that says nothing of their numbers. */
const inOrder: Readonly<Record<Cut, (a: string, b: string) => number>> = {
  year: byNumber,
  type: (a, b) => types.indexOf(a) - types.indexOf(b),
  area: (a, b) => a.localeCompare(b, 'en-GB'),
  version: byNumber,
};
