import { compareDays, type Day, dayInWords, laterByYears } from '../basics/day.ts';
import { type Defect, pointer } from '../basics/result.ts';
import {
  type CriteriaSet,
  type CriteriaSetKind,
  type Criterion,
  criteriaOf,
} from '../criteria-sets/criteria-set.ts';
import type { Outcome, Recommendation } from '../recommendations/recommendation.ts';
import { outcomeInWords } from '../recommendations/trace-in-words.ts';

/** What the Centre can decide on a round. */
export const decisionOutcomes = [
  'endorse',
  'endorse-with-conditions',
  'return-for-revision',
  'do-not-endorse',
] as const;

/** What the Centre decided. */
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** Decisions as the Centre says them. */
export const decisionInWords: Record<DecisionOutcome, string> = {
  endorse: 'Endorse',
  'endorse-with-conditions': 'Endorse with conditions',
  'return-for-revision': 'Return for revision',
  'do-not-endorse': 'Do not endorse',
};

/** Something that must be done after an endorsement. */
export interface Condition {
  /** What must be done. */
  readonly text: string;
  /** Ids of the criteria that it is about; may be empty. */
  readonly criteria: readonly string[];
  /** Who sees to it: an organisation or a role. */
  readonly owner: string;
  /** The last day for it, in UK time. */
  readonly due: Day;
}

/** A decision before it is recorded. */
export interface DecisionDraft {
  readonly outcome: DecisionOutcome;
  /** Why, for the Centre's record; never in the letter. Needed where the decision departs. */
  readonly reason: string;
  /** What the developer is told besides; may be empty. */
  readonly message: string;
  readonly conditions: readonly Condition[];
  /** The day by which the endorsement is reviewed; null where nothing is endorsed. */
  readonly reviewBy: Day | null;
}

/** What a decision is checked against. */
export interface DecisionGrounds {
  readonly recommended: Outcome;
  readonly kind: CriteriaSetKind;
  readonly set: CriteriaSet;
  /** The present day in UK time. */
  readonly today: Day;
}

/** Whether a decision endorses the specification version. */
export const isEndorsement = (outcome: DecisionOutcome): boolean =>
  outcome === 'endorse' || outcome === 'endorse-with-conditions';

/**
 * Whether a decision is another one than was recommended. After `refer-to-panel` and `hold`, which recommend
 * none of the decisions, every decision is.
 */
export const departs = (outcome: DecisionOutcome, recommended: Outcome): boolean => outcome !== recommended;

/** Whether an endorsement of this kind of round enters the register and is reviewed: the gateway is not one. */
export const entersRegister = (outcome: DecisionOutcome, kind: CriteriaSetKind): boolean =>
  kind === 'endorsement' && isEndorsement(outcome);

/** Most conditions of one decision. */
export const maxConditions = 20;

/** Furthest day that a condition or an endorsement may be due, in years: beyond it is a slip of the hand. */
export const furthestYears = 10;

/** Everything that keeps a well-formed decision from being recorded. */
export function checkDecision(draft: DecisionDraft, grounds: DecisionGrounds): readonly Defect[] {
  const defect = (at: readonly (string | number)[], code: string, detail: string): Defect => ({
    pointer: pointer(...at),
    code,
    detail,
  });
  const { outcome, conditions } = draft;
  const found: Defect[] = [];
  if (departs(outcome, grounds.recommended) && draft.reason.trim() === '')
    found.push(
      defect(
        ['reason'],
        'reason-missing',
        `Say why you decide otherwise than recommended (“${outcomeInWords[grounds.recommended]}”).`,
      ),
    );
  if (outcome === 'endorse-with-conditions' && conditions.length === 0)
    found.push(
      defect(['conditions'], 'conditions-missing', 'Add at least one condition, or choose “Endorse”.'),
    );
  if (outcome !== 'endorse-with-conditions' && conditions.length > 0)
    found.push(
      defect(
        ['conditions'],
        'conditions-not-allowed',
        `“${decisionInWords[outcome]}” has no conditions. Clear them, or choose “Endorse with conditions”.`,
      ),
    );
  const known = new Set(criteriaOf(grounds.set).map(({ id }) => id));
  conditions.forEach((condition, i) => {
    const late = checkDay(`The date of condition ${i + 1}`, condition.due, grounds.today);
    if (late !== null) found.push(defect(['conditions', i, 'due'], 'date-not-usable', late));
    condition.criteria.forEach((id, j) => {
      if (!known.has(id))
        found.push(
          defect(
            ['conditions', i, 'criteria', j],
            'unknown-criterion',
            `The criteria set has no criterion “${id}”.`,
          ),
        );
    });
  });
  const registers = entersRegister(outcome, grounds.kind);
  if (registers && draft.reviewBy === null)
    found.push(defect(['reviewBy'], 'missing', 'Enter the date by which the endorsement is reviewed.'));
  if (!registers && draft.reviewBy !== null)
    found.push(
      defect(
        ['reviewBy'],
        'date-not-usable',
        'Clear the review-by date: only an endorsement of a specification has one.',
      ),
    );
  if (registers && draft.reviewBy !== null) {
    const late = checkDay('The date when the endorsement is reviewed', draft.reviewBy, grounds.today);
    if (late !== null) found.push(defect(['reviewBy'], 'date-not-usable', late));
  }
  return found;
}

function checkDay(what: string, day: Day, today: Day): string | null {
  if (compareDays(day, today) <= 0) return `${what} must be in the future.`;
  const furthest = laterByYears(today, furthestYears);
  return compareDays(day, furthest) > 0 ? `${what} must be no later than ${dayInWords(furthest)}.` : null;
}

/** A condition as it is proposed for each criterion that the recommendation has one for. */
export const proposedConditions = (
  set: CriteriaSet,
  recommendation: Pick<Recommendation, 'conditions'>,
): readonly Pick<Condition, 'text' | 'criteria'>[] =>
  criteriaOf(set)
    .filter(({ id }) => recommendation.conditions.includes(id))
    .map((criterion) => ({ text: proposedText(criterion), criteria: [criterion.id] }));

const proposedText = ({ number, text }: Criterion) => `Show that criterion ${number} is met: ${text}`;
