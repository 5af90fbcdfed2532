import { levelsOf, type PanelSubmission, ratingsOf } from './aggregate.ts';
import { type CriteriaSet, type Criterion, criteriaOf, thresholdOf } from './criteria-set.ts';
import {
  type CriterionStatus,
  criterionStatus,
  type StatusGrounds,
  statusGrounds,
} from './criterion-status.ts';
import { type Rating, unableToJudge } from './review.ts';
import { criterionSentence, outcomeReasons, ruleSentence, sensitivitySentence } from './trace-in-words.ts';

export { type CriterionStatus, criterionStatus } from './criterion-status.ts';

/** What the rules recommend to the Centre. */
export type Outcome =
  | 'endorse'
  | 'endorse-with-conditions'
  | 'return-for-revision'
  | 'refer-to-panel'
  | 'hold';

/** What a panel discussion concluded on a disputed criterion. It overrides the status; the ratings stay. */
export interface Finding {
  readonly criterionId: string;
  readonly status: 'met' | 'partly-met' | 'not-met';
}

/** Everything a recommendation is derived from. */
export interface RecommendationGrounds {
  readonly set: CriteriaSet;
  readonly criteriaSetHash: string;
  /** Each reviewer's current submission; their order does not matter. */
  readonly submissions: readonly PanelSubmission[];
  /** The latest finding per criterion. */
  readonly findings: readonly Finding[];
  /** Panel places of reviewers whose declared interest has not been resolved. */
  readonly unresolvedInterests: readonly number[];
}

/** How one criterion came to its status. */
export interface CriterionTrace extends StatusGrounds {
  readonly criterionId: string;
  readonly number: string;
  readonly mandatory: boolean;
  readonly threshold: number;
  readonly minReviews: number;
  /** Each panel place's rating, in the order of `Recommendation.places`. */
  readonly panel: readonly Rating[];
  readonly unableToJudge: number;
  /** What the ratings alone say. */
  readonly ratedStatus: CriterionStatus;
  /** True where a panel finding overrides `ratedStatus`. */
  readonly byFinding: boolean;
  /** What the recommendation goes by. */
  readonly status: CriterionStatus;
  readonly sentence: string;
}

/** The rules of a recommendation, in the order in which they are tried; the first that fires decides. */
export const ruleOrder = [
  'too-few-reviews',
  'interest-unresolved',
  'criteria-versions-mixed',
  'mandatory-not-met',
  'mandatory-disputed-or-insufficient',
  'mandatory-partly-met',
  'share-not-reached',
  'share-reached',
] as const;

/** A rule's stable name. */
export type RuleName = (typeof ruleOrder)[number];

const outcomeOfRule: Record<RuleName, Outcome> = {
  'too-few-reviews': 'hold',
  'interest-unresolved': 'hold',
  'criteria-versions-mixed': 'hold',
  'mandatory-not-met': 'return-for-revision',
  'mandatory-disputed-or-insufficient': 'refer-to-panel',
  'mandatory-partly-met': 'endorse-with-conditions',
  'share-not-reached': 'endorse-with-conditions',
  'share-reached': 'endorse',
};

/** One rule that was tried. Rules after the one that fired are not in the trace. */
export interface RuleTrace {
  readonly rule: RuleName;
  readonly fired: boolean;
  /** Ids of the criteria that made it fire. */
  readonly criteria: readonly string[];
  readonly sentence: string;
}

/** What would be recommended without one reviewer. */
export interface Sensitivity {
  readonly place: number;
  readonly outcome: Outcome;
}

/** What the rules recommend, with every step that led there. */
export interface Recommendation {
  readonly criteriaSetHash: string;
  readonly outcome: Outcome;
  /** Ids of the criteria that need a condition. */
  readonly conditions: readonly string[];
  /** Ids of the criteria still disputed. */
  readonly disputed: readonly string[];
  /** The panel places that were counted, ascending. */
  readonly places: readonly number[];
  readonly criteria: readonly CriterionTrace[];
  readonly rules: readonly RuleTrace[];
  /** Leave-one-out outcomes; empty for panels of fewer than three. */
  readonly sensitivity: readonly Sensitivity[];
  readonly sensitivitySentence: string;
  /** The reasons in at most three sentences, for the email and the top of the page. */
  readonly reasons: readonly string[];
}

type JudgedCriterion = Omit<CriterionTrace, 'sentence'>;

function judge(grounds: RecommendationGrounds, criterion: Criterion, minReviews: number): JudgedCriterion {
  const panel = ratingsOf(grounds.submissions, criterion);
  const levels = levelsOf(panel);
  const threshold = thresholdOf(grounds.set, criterion);
  const ratedStatus = criterionStatus(levels, { threshold, minReviews });
  const finding = grounds.findings.find((f) => f.criterionId === criterion.id);
  const byFinding = ratedStatus === 'disputed' && finding !== undefined;
  return {
    criterionId: criterion.id,
    number: criterion.number,
    mandatory: criterion.mandatory,
    threshold,
    minReviews,
    panel,
    unableToJudge: panel.filter((rating) => rating === unableToJudge).length,
    ...statusGrounds(levels, threshold),
    ratedStatus,
    byFinding,
    status: byFinding ? finding.status : ratedStatus,
  };
}

/** The criteria that make a rule fire, or null where it does not fire. */
function tryRule(
  rule: RuleName,
  grounds: RecommendationGrounds,
  criteria: readonly JudgedCriterion[],
  minReviews: number,
): readonly JudgedCriterion[] | null {
  const mandatory = (...statuses: CriterionStatus[]) => {
    const found = criteria.filter((c) => c.mandatory && statuses.includes(c.status));
    return found.length > 0 ? found : null;
  };
  switch (rule) {
    case 'too-few-reviews':
      return grounds.submissions.length < minReviews ? [] : null;
    case 'interest-unresolved':
      return grounds.unresolvedInterests.length > 0 ? [] : null;
    case 'criteria-versions-mixed':
      return grounds.submissions.some((s) => s.content.criteriaSetHash !== grounds.criteriaSetHash)
        ? []
        : null;
    case 'mandatory-not-met':
      return mandatory('not-met');
    case 'mandatory-disputed-or-insufficient':
      return mandatory('disputed', 'insufficient');
    case 'mandatory-partly-met':
      return mandatory('partly-met');
    case 'share-not-reached':
      return shareReached(grounds.set, criteria) ? null : shortOfShare(criteria);
    case 'share-reached':
      return [];
  }
}

function shareReached(set: CriteriaSet, criteria: readonly JudgedCriterion[]): boolean {
  const others = criteria.filter((c) => !c.mandatory);
  const met = others.filter((c) => c.status === 'met').length;
  return others.length === 0 || met / others.length >= set.rules.nonMandatoryShare;
}

const shortOfShare = (criteria: readonly JudgedCriterion[]) =>
  criteria.filter((c) => !c.mandatory && c.status !== 'met');

interface Derivation {
  readonly criteria: readonly JudgedCriterion[];
  readonly tried: readonly {
    readonly rule: RuleName;
    readonly culprits: readonly JudgedCriterion[] | null;
  }[];
  readonly fired: RuleName;
}

function derive(grounds: RecommendationGrounds, minReviews: number): Derivation {
  const criteria = criteriaOf(grounds.set).map((criterion) => judge(grounds, criterion, minReviews));
  const tried: { rule: RuleName; culprits: readonly JudgedCriterion[] | null }[] = [];
  for (const rule of ruleOrder) {
    const culprits = tryRule(rule, grounds, criteria, minReviews);
    tried.push({ rule, culprits });
    if (culprits !== null) return { criteria, tried, fired: rule };
  }
  throw new Error('The last rule always fires');
}

const ids = (criteria: readonly JudgedCriterion[]) => criteria.map((c) => c.criterionId);

function conditionsOf(set: CriteriaSet, { criteria, fired }: Derivation): readonly string[] {
  if (outcomeOfRule[fired] !== 'endorse-with-conditions') return [];
  const partlyMet = criteria.filter((c) => c.mandatory && c.status === 'partly-met');
  return ids(shareReached(set, criteria) ? partlyMet : [...partlyMet, ...shortOfShare(criteria)]);
}

function leaveOneOut(grounds: RecommendationGrounds): readonly Sensitivity[] {
  const { submissions, set } = grounds;
  if (submissions.length < 3) return [];
  const minReviews = Math.max(2, set.rules.minReviews - 1);
  return submissions.map(({ place }) => {
    const without = { ...grounds, submissions: submissions.filter((s) => s.place !== place) };
    return { place, outcome: outcomeOfRule[derive(without, minReviews).fired] };
  });
}

/**
 * What the set's rules recommend for a round. Only counts and medians of the ratings decide; the
 * status of a mandatory criterion is never outweighed by others.
 */
export function recommend(given: RecommendationGrounds): Recommendation {
  const submissions = [...given.submissions].sort((a, b) => a.place - b.place);
  const grounds = { ...given, submissions };
  const { set } = grounds;
  const derivation = derive(grounds, set.rules.minReviews);
  const outcome = outcomeOfRule[derivation.fired];
  const sensitivity = leaveOneOut(grounds);
  const rules = derivation.tried.map(({ rule, culprits }) => ({
    rule,
    fired: culprits !== null,
    criteria: ids(culprits ?? []),
    sentence: ruleSentence(rule, grounds, derivation.criteria, culprits),
  }));
  return {
    criteriaSetHash: grounds.criteriaSetHash,
    outcome,
    conditions: conditionsOf(set, derivation),
    disputed: ids(derivation.criteria.filter((c) => c.status === 'disputed')),
    places: submissions.map((s) => s.place),
    criteria: derivation.criteria.map((c) => ({ ...c, sentence: criterionSentence(set, c) })),
    rules,
    sensitivity,
    sensitivitySentence: sensitivitySentence(outcome, sensitivity),
    reasons: outcomeReasons(outcome, rules, derivation.criteria),
  };
}
