import type { Day } from '../basics/day.ts';
import { type Defect, pointer } from '../basics/result.ts';
import { list } from '../basics/words.ts';
import {
  type CriteriaSet,
  type CriteriaSetKind,
  type Criterion,
  criteriaOf,
  thresholdOf,
} from '../criteria-sets/criteria-set.ts';
import { type Outcome, outcomeInWords } from '../recommendations/outcomes.ts';
import type { Recommendation } from '../recommendations/recommendation.ts';
import { statusWords } from '../recommendations/status-words.ts';
import { type DecisionOutcome, decisionOutcomesOf } from './decision-outcomes.ts';
import { dueDayDefect } from './due-day.ts';
import { checkFate, type Endorsed, type Fate } from './fate.ts';

/** Decisions as the Centre says them. */
export const decisionInWords: Record<DecisionOutcome, string> = {
  endorse: 'Endorse',
  'endorse-with-conditions': 'Endorse with conditions',
  'return-for-revision': 'Return for revision',
  'do-not-endorse': 'Do not endorse',
  'go-ahead': 'Go ahead',
  'go-ahead-with-conditions': 'Go ahead with conditions',
  'think-again': 'Think again',
  'another-intervention': 'Another intervention is the answer',
};

/** What the Centre sees as the answer where a credential is not. The developer is told both. */
export interface Intervention {
  /** Such as "a short course in each trust". */
  readonly which: string;
  readonly why: string;
}

/** Something that must be done after an endorsement or a go-ahead. */
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
  /**
   * Why, for the Centre's record; never in the letter. Needed where the decision departs, unless that another
   * intervention is the answer says why by itself.
   */
  readonly reason: string;
  /** What the developer is told besides; may be empty. */
  readonly message: string;
  readonly conditions: readonly Condition[];
  /** The day by which the endorsement is reviewed; null where nothing is endorsed. */
  readonly reviewBy: Day | null;
  /** Null unless another intervention is the answer. */
  readonly intervention: Intervention | null;
  /** What becomes of the endorsement that the register has; null where it has none. */
  readonly endorsement: Fate | null;
}

/** What a decision is checked against. */
export interface DecisionGrounds {
  readonly recommended: Outcome;
  readonly kind: CriteriaSetKind;
  readonly set: CriteriaSet;
  /** The endorsement of the specification that the register has, of any version; null for a round of the gateway. */
  readonly endorsed: Endorsed | null;
  /** The present day in UK time. */
  readonly today: Day;
}

/** Whether a decision endorses the specification version: it then enters the register and is reviewed. */
export const isEndorsement = (outcome: DecisionOutcome): outcome is 'endorse' | 'endorse-with-conditions' =>
  outcome === 'endorse' || outcome === 'endorse-with-conditions';

/** Whether a decision is one on a gateway round. */
export const isOfGateway = (outcome: DecisionOutcome): boolean =>
  decisionOutcomesOf.gateway.some((one) => one === outcome);

/** Whether a decision lets development of the credential start. */
const isGoAhead = (outcome: DecisionOutcome): boolean =>
  outcome === 'go-ahead' || outcome === 'go-ahead-with-conditions';

/** Whether a decision is a yes, with conditions or without: one that stands until it is withdrawn. */
export const isYes = (outcome: DecisionOutcome): boolean => isEndorsement(outcome) || isGoAhead(outcome);

/** Whether a decision has conditions. */
export const hasConditions = (outcome: DecisionOutcome): boolean =>
  outcome === 'endorse-with-conditions' || outcome === 'go-ahead-with-conditions';

/**
 * Whether a decision is another one than was recommended. After `refer-to-panel` and `hold`, which recommend
 * none of the decisions, every decision is.
 */
export const departs = (outcome: DecisionOutcome, recommended: Outcome): boolean => outcome !== recommended;

/** Everything that keeps a well-formed decision from being recorded. */
export function checkDecision(draft: DecisionDraft, grounds: DecisionGrounds): readonly Defect[] {
  const defect = (at: readonly (string | number)[], code: string, detail: string): Defect => ({
    pointer: pointer(...at),
    code,
    detail,
  });
  const { outcome, conditions, intervention } = draft;
  const usual: readonly DecisionOutcome[] = decisionOutcomesOf[grounds.kind];
  const [yes = outcome, conditional = outcome] = usual;
  const quoted = (one: DecisionOutcome) => `“${decisionInWords[one]}”`;
  const found: Defect[] = [];
  if (!usual.includes(outcome))
    return [
      defect(
        ['outcome'],
        'outcome-of-another-kind',
        `That is no decision on this kind of round. Choose ${list(usual.map(quoted), 'or')}.`,
      ),
    ];
  if (outcome === 'another-intervention' && intervention === null)
    found.push(
      defect(['intervention'], 'intervention-missing', 'Say which intervention is the answer, and why.'),
    );
  if (outcome !== 'another-intervention' && intervention !== null)
    found.push(
      defect(
        ['intervention'],
        'intervention-not-allowed',
        `${quoted(outcome)} names no other intervention. Leave it out.`,
      ),
    );
  if (
    departs(outcome, grounds.recommended) &&
    outcome !== 'another-intervention' &&
    draft.reason.trim() === ''
  )
    found.push(
      defect(
        ['reason'],
        'reason-missing',
        `Say why you decide otherwise than recommended (“${outcomeInWords[grounds.recommended]}”).`,
      ),
    );
  if (hasConditions(outcome) && conditions.length === 0)
    found.push(
      defect(['conditions'], 'conditions-missing', `Add at least one condition, or choose ${quoted(yes)}.`),
    );
  if (!hasConditions(outcome) && conditions.length > 0)
    found.push(
      defect(
        ['conditions'],
        'conditions-not-allowed',
        `${quoted(outcome)} has no conditions. Clear them, or choose ${quoted(conditional)}.`,
      ),
    );
  const known = new Set(criteriaOf(grounds.set).map(({ id }) => id));
  conditions.forEach((condition, i) => {
    const late = dueDayDefect(`The date of condition ${i + 1}`, condition.due, grounds.today);
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
  const registers = isEndorsement(outcome);
  found.push(...checkFate(draft.endorsement, { ...grounds, endorses: registers }));
  const ends = draft.endorsement?.becomes === 'suspended' || draft.endorsement?.becomes === 'withdrawn';
  if (ends && draft.reason.trim() === '' && !found.some(({ code }) => code === 'reason-missing'))
    found.push(defect(['reason'], 'reason-missing', 'Say why the endorsement does not stand.'));
  if (registers && draft.reviewBy === null)
    found.push(defect(['reviewBy'], 'missing', 'Enter the date by which the endorsement is reviewed.'));
  if (!registers && draft.reviewBy !== null)
    found.push(
      defect(
        ['reviewBy'],
        'date-not-usable',
        grounds.kind === 'gateway'
          ? 'Clear the review-by date: a decision of the gateway has none.'
          : 'Clear the review-by date: only an endorsement of a specification has one.',
      ),
    );
  if (registers && draft.reviewBy !== null) {
    const late = dueDayDefect('The date when the endorsement is reviewed', draft.reviewBy, grounds.today);
    if (late !== null) found.push(defect(['reviewBy'], 'date-not-usable', late));
  }
  return found;
}

/** A condition as it is proposed for each criterion that the recommendation has one for. */
export const proposedConditions = (
  set: CriteriaSet,
  recommendation: Pick<Recommendation, 'conditions'>,
): readonly Pick<Condition, 'text' | 'criteria'>[] =>
  criteriaOf(set)
    .filter(({ id }) => recommendation.conditions.includes(id))
    .map((criterion) => ({ text: proposedText(set, criterion), criteria: [criterion.id] }));

const proposedText = (set: CriteriaSet, criterion: Criterion) =>
  `Show that criterion ${criterion.number} is ${statusWords(set, thresholdOf(set, criterion)).within.met}: ${criterion.text}`;
