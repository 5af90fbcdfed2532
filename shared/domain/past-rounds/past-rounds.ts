import { compareDays, type Day } from '../basics/day.ts';
import { nameKey } from '../basics/fold.ts';
import { type Defect, pointer } from '../basics/result.ts';
import { decisionOutcomes, decisionOutcomesOf } from '../decisions/decision-outcomes.ts';

/** What a round before this system can have come to: what the Centre decides here, or that an endorsement was withdrawn. */
export const pastOutcomes = [...decisionOutcomes, 'withdrawn'] as const;

/** What a round before this system came to. */
export type PastOutcome = (typeof pastOutcomes)[number];

/** What a round came to, as it is told of what is over. */
export const pastOutcomeInWords: Readonly<Record<PastOutcome, string>> = {
  endorse: 'Endorsed',
  'endorse-with-conditions': 'Endorsed with conditions',
  'return-for-revision': 'Returned',
  'do-not-endorse': 'Not endorsed',
  'go-ahead': 'Go ahead (gateway)',
  'go-ahead-with-conditions': 'Go ahead with conditions (gateway)',
  'think-again': 'Think again (gateway)',
  'another-intervention': 'Another intervention is the answer (gateway)',
  withdrawn: 'Endorsement withdrawn',
};

/**
 * A round that was over before this system, as the Centre’s own records have it. It never ran here: there are no
 * reviews, scores or traces of it, and nothing about a person.
 */
export interface PastRound {
  /** Of the specification, as it was called. */
  readonly title: string;
  /** Empty where the records do not say it, like `organisation` and `version`. */
  readonly areaOfPractice: string;
  readonly organisation: string;
  /** As the records name it: “2”, “1.1”, “2021 edition”. */
  readonly version: string;
  readonly outcome: PastOutcome;
  /** Null where the records do not say it. */
  readonly invitedOn: Day | null;
  readonly decidedOn: Day;
  /** The day by which the endorsement was to be reviewed; null where nothing was endorsed, or where nobody knows. */
  readonly endorsedUntil: Day | null;
}

/** Whether two rows tell of the same round: what besides may be written otherwise. */
export const pastRoundKey = ({ title, version, outcome, decidedOn }: PastRound): string =>
  [nameKey(title), nameKey(version), outcome, decidedOn].join('\t');

/** Whether a round endorsed what was reviewed. */
export const endorsed = ({ outcome }: Pick<PastRound, 'outcome'>): boolean =>
  outcome === 'endorse' || outcome === 'endorse-with-conditions';

/** Whether a round was of the gateway. */
export const isPastGateway = ({ outcome }: Pick<PastRound, 'outcome'>): boolean =>
  decisionOutcomesOf.gateway.some((one) => one === outcome);

/** Everything that keeps rounds from being taken in, at their places. */
export function pastRoundDefects(rounds: readonly PastRound[], today: Day): readonly Defect[] {
  const first = new Map<string, number>();
  return rounds.flatMap((round, i) => {
    const found: Defect[] = [];
    const wrong = (field: keyof PastRound, code: string, detail: string) =>
      found.push({ pointer: pointer('rounds', i, field), code, detail });
    const { invitedOn, decidedOn, endorsedUntil } = round;
    if (compareDays(decidedOn, today) > 0)
      wrong(
        'decidedOn',
        'in-the-future',
        'This day is still to come. Only rounds that are over are taken in.',
      );
    if (invitedOn !== null && compareDays(invitedOn, decidedOn) > 0)
      wrong('invitedOn', 'out-of-order', 'This day is after the decision. Correct one of the two.');
    if (endorsedUntil !== null && !endorsed(round))
      wrong('endorsedUntil', 'not-endorsed', 'Only an endorsement has an end. Empty this cell.');
    if (endorsedUntil !== null && compareDays(endorsedUntil, decidedOn) <= 0)
      wrong(
        'endorsedUntil',
        'out-of-order',
        'The endorsement ends on or before its decision. Correct one of the two.',
      );
    const key = pastRoundKey(round);
    if (first.has(key))
      wrong('title', 'duplicate', 'This round is there twice. Take one of the two rows out.');
    first.set(key, i);
    return found;
  });
}

/** Rounds from the latest decision to the first. */
export const latestFirst = <R extends PastRound>(rounds: readonly R[]): readonly R[] =>
  rounds.toSorted((a, b) => compareDays(b.decidedOn, a.decidedOn));

/**
 * Those rounds of one specification that everybody may know of: its endorsements, and that one of them was withdrawn.
 * What was returned or refused is the Centre’s and the developer’s business.
 */
export const publicPastRounds = <R extends PastRound>(rounds: readonly R[]): readonly R[] =>
  rounds.filter(
    (round) =>
      endorsed(round) ||
      (round.outcome === 'withdrawn' &&
        rounds.some((one) => endorsed(one) && compareDays(one.decidedOn, round.decidedOn) <= 0)),
  );
