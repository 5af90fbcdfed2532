import type { Answer } from '../../../shared/contract/operation.ts';
import type { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { criteriaOf, type Section, thresholdOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { comparedSentence } from '../../../shared/domain/recommendations/comparison-in-words.ts';
import { explain } from '../../../shared/domain/recommendations/explain.ts';
import { type StatusWords, statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { count, list, outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import type { StatusCounts } from '../../../shared/domain/results/aggregate.ts';
import {
  type CriterionStatus,
  criterionStatuses,
  groundsOfCounts,
  type StatusGrounds,
} from '../../../shared/domain/results/criterion-status.ts';
import { placeName } from '../../../shared/domain/rounds/round.ts';
import type { ShownResult } from '../../results/shown-result.ts';
import { closingTime, ukDay, ukTime } from '../../words/uk-time.ts';
import { secondsToWait } from '../web/answer.ts';
import { criterionTag, roundTag } from '../web/tags.ts';
import { agreementView } from './agreement-view.ts';
import { barKey, ratingBar } from './rating-bar.ts';
import { resultFilter } from './result-filter.ts';
import { type Comments, overallView } from './reviews-view.ts';

/** Everything that the page of a round's result is made of. */
export interface RoundResultParts extends ShownResult {
  /** The comparison with the round that was decided last; null while the round is not closed. */
  readonly comparison: Answer<(typeof staffOperations)['compareRounds']> | null;
  readonly comments: Comments;
  /** Which criteria are asked for (`?show=…`). */
  readonly show: string | null;
  readonly isStaff: boolean;
  readonly now: Date;
}

/** What `pages/round-result.njk` shows: words and numbers, reviewers by their panel place only. */
export function roundResultView(parts: RoundResultParts) {
  const { round, set, result, recommendation, decision, isStaff } = parts;
  return {
    title: `${round.title}, version\u00a0${round.specificationVersion}`,
    sample: round.sample,
    isGateway: round.criteriaSetKind === 'gateway',
    status: roundTag(round.status),
    reviewsDue: ukTime(round.reviewsDue),
    closesAt: closingTime(round, parts.now),
    isOpen: round.status === 'open',
    isAhead: round.status === 'draft' || round.status === 'open',
    awaited: awaited(parts),
    isBehind: result !== null && result.revision < round.revision,
    recommendation: recommendation && recommendationView(parts, recommendation),
    decision: decision && {
      outcome: decisionInWords[decision.outcome],
      decidedAt: ukTime(decision.decidedAt),
      withdrawn: decision.withdrawn !== null,
    },
    canPut: isStaff && recommendation !== null && (round.status === 'closed' || round.status === 'decided'),
    canDecide: isStaff && round.status === 'closed' && awaited(parts) === null,
    comparison: comparisonView(parts),
    overall: overallView(parts.comments.reviews),
    result: result && resultView(parts, result),
    set: { title: set.content.title, version: set.version, hash: set.hash },
    roundId: round.id,
    isStaff,
    isExportable: round.status !== 'draft',
    refreshIn: isOver(round) && awaited(parts) !== null ? secondsToWait : undefined,
  };
}

const isOver = ({ status }: RoundResultParts['round']): boolean =>
  status === 'closed' || status === 'decided';

/** Why there is no recommendation that stands; null where there is one. */
function awaited({ round, recommendation }: RoundResultParts): string | null {
  switch (round.status) {
    case 'draft':
      return 'The round has not been opened yet. The recommendation is derived when it closes.';
    case 'open':
      return `The recommendation is derived when the round closes, on ${ukTime(round.closesAt)}.`;
    case 'cancelled':
      return round.recommendations === 0
        ? 'The round was cancelled, so no recommendation is derived.'
        : 'The round was cancelled. The recommendation that was derived before no longer stands.';
    case 'closed':
    case 'decided':
      return recommendation !== null && recommendation.number >= round.recommendations
        ? null
        : 'The recommendation is being derived. It is shown here by itself in a few seconds.';
  }
}

function recommendationView(parts: RoundResultParts, item: NonNullable<ShownResult['recommendation']>) {
  const { round, set } = parts;
  const { number, derivedAt, recommendation } = item;
  const criteria = new Map(criteriaOf(set.content).map((criterion) => [criterion.id, criterion]));
  const statements = (ids: readonly string[]) =>
    ids.map((id) => ({ id, number: criteria.get(id)?.number ?? id, text: criteria.get(id)?.text ?? '' }));
  const said = explain(recommendation, set.content);
  const sentences = new Map(said.criteria.map(({ criterionId, sentence }) => [criterionId, sentence]));
  const isEarlier = awaited(parts) !== null;
  const disputed = recommendation.criteria.filter((trace) => trace.ratedStatus === 'disputed');
  return {
    number,
    derivedAt: ukTime(derivedAt),
    isEarlier,
    outcome: outcomeInWords[recommendation.outcome],
    reasons: said.reasons,
    conditions: statements(recommendation.conditions),
    disputed: statements(recommendation.disputed),
    /** Also where findings have settled all of them: the paper keeps what was found. */
    hasPaper: !isEarlier && disputed.length > 0,
    isForPanel: round.status === 'closed' && recommendation.outcome === 'refer-to-panel',
    found: disputed.filter((trace) => trace.byFinding).length,
    sensitivity: said.sensitivity,
    shortOf: said.shortOf,
    rules: recommendation.rules.map(({ fired }, i) => ({ sentence: said.rules[i], fired })),
    sections: set.content.sections.map((section) => ({
      ...heading(section),
      sentences: section.criteria.flatMap(({ id }) => sentences.get(id) ?? []),
    })),
  };
}

/** What has become of a decision since, after what was decided. */
const sinceInWords = {
  withdrawn: ', which has been withdrawn since',
  replaced: ', which a later endorsement has replaced since',
  suspended: ', which is suspended now',
} as const;

function comparisonView({ comparison, set }: RoundResultParts) {
  if (comparison === null || comparison.previous === null) return null;
  const { previous, changed, unchanged } = comparison;
  return {
    href: `/rounds/${previous.roundId}/result`,
    version: previous.specificationVersion,
    outcome: outcomeInWords[previous.outcome],
    decision: `${decisionInWords[previous.decision].toLowerCase()}${previous.since === undefined ? '' : sinceInWords[previous.since]}`,
    decided: ukDay(previous.decidedAt),
    sentences: changed.map((one) => comparedSentence(one, statusWords(set.content))),
    unchanged: `${count(unchanged, 'criterion', 'criteria')} ${unchanged === 1 ? 'has' : 'have'} the same status as before.`,
  };
}

function resultView(parts: RoundResultParts, item: NonNullable<ShownResult['result']>) {
  const { round, set, recommendation, show, comments } = parts;
  const { result } = item;
  const results = new Map(result.criteria.map((criterion) => [criterion.criterionId, criterion]));
  const findings = new Map(
    recommendation?.recommendation.criteria.filter((c) => c.byFinding).map((c) => [c.criterionId, c.status]),
  );
  const said = new Map(comments.criteria.map((one) => [one.criterionId, one.comments]));
  const criteria = criteriaOf(set.content).flatMap((criterion) => {
    const counted = results.get(criterion.id);
    if (counted === undefined) return [];
    const found = findings.get(criterion.id);
    const status = found ?? counted.status;
    const grounds = groundsOfCounts(set.content, criterion, counted.counts);
    return [
      {
        number: criterion.number,
        text: criterion.text,
        href: `/rounds/${round.id}/criteria/${criterion.id}`,
        mandatory: criterion.mandatory,
        counts: counted.counts,
        is: status,
        status: criterionTag(
          status,
          statusWords(set.content, thresholdOf(set.content, criterion)),
          found === undefined ? grounds : undefined,
        ),
        dissents: dissentsInWords(counted.status, grounds),
        byFinding: found !== undefined,
        bar: ratingBar(set.content, criterion, counted, result.submissions.length),
        ...commentsView(said.get(criterion.id) ?? [], status !== 'met'),
      },
    ];
  });
  const statuses = criteria.map(({ is }) => is);
  const words = statusWords(set.content);
  const filter = resultFilter(show, statuses, `/rounds/${round.id}/result`, words);
  return {
    countedAt: ukTime(item.projectedAt),
    threshold: set.content.scale.find(({ value }) => value === set.content.rules.threshold)?.label ?? '',
    key: barKey(set.content),
    counts: `Of ${count(result.criteria.length, 'criterion', 'criteria')}, ${statusCountsInWords(countsOf(statuses), words)}.`,
    filter: { links: filter.links, words: filter.words },
    criteria: criteria.filter(({ is }) => filter.shows(is)).sort(attentionFirst),
    agreement: agreementView(result.agreement, criteria),
    submissions: result.submissions.map(({ place, contentHash, criteriaSetHash }) => ({
      place: placeName(place),
      contentHash: contentHash.slice(0, 12),
      sameCriteria: criteriaSetHash === round.criteriaSetHash,
    })),
  };
}

/** The order in which somebody looks: what is furthest from met first, and what is met against a strong dissent before the rest. */
const attentionFirst = (a: Looked, b: Looked): number =>
  criterionStatuses.indexOf(b.is) - criterionStatuses.indexOf(a.is) ||
  Number(b.dissents !== null) - Number(a.dissents !== null);

interface Looked {
  readonly is: CriterionStatus;
  readonly dissents: string | null;
}

/** How many comment on a criterion; where it needs a look, what they say as well, to be folded out. */
const commentsView = (comments: Comments['criteria'][number]['comments'], needsLook: boolean) => ({
  commentCount: comments.length === 0 ? null : count(comments.length, 'comment'),
  comments: needsLook
    ? comments.map(({ place, start, isWhole }) => ({ place: placeName(place), start, isWhole }))
    : [],
});

/** "2 strong dissents" beside a status from which they dissent; null where there are none. */
const dissentsInWords = (
  status: keyof StatusCounts,
  { strongDissents }: Pick<StatusGrounds, 'strongDissents'>,
): string | null =>
  strongDissents === 0 || (status !== 'met' && status !== 'disputed')
    ? null
    : count(strongDissents, 'strong dissent');

const heading = ({ number, title }: Section) => ({ heading: `${number} ${title}` });

const countsOf = (statuses: readonly (keyof StatusCounts)[]): StatusCounts =>
  Object.fromEntries(
    criterionStatuses.map((status) => [status, statuses.filter((one) => one === status).length]),
  ) as unknown as StatusCounts;

/** "23 are met, 3 are partly met and 1 is disputed". */
const statusCountsInWords = (counts: StatusCounts, { within }: StatusWords): string =>
  list(
    criterionStatuses
      .filter((status) => counts[status] > 0)
      .map((status) => {
        const n = counts[status];
        return `${n} ${n === 1 ? 'is' : 'are'} ${within[status]}`;
      }),
  );
