import type { StatusCounts } from '../../../shared/domain/aggregate.ts';
import { criteriaOf, type Section } from '../../../shared/domain/criteria-set.ts';
import { criterionStatuses } from '../../../shared/domain/criterion-status.ts';
import { placeName } from '../../../shared/domain/round.ts';
import { count, list, outcomeInWords, statusInWords } from '../../../shared/domain/trace-in-words.ts';
import type { CriteriaSetItem, RecommendationItem, ResultItem, RoundItem } from '../../storage/items.ts';
import { criterionTag, roundTag } from './tags.ts';
import { ukTime } from './uk-time.ts';

/** Everything that the page of a round's result is made of. */
export interface RoundResultParts {
  readonly round: RoundItem;
  readonly set: CriteriaSetItem;
  /** Null before the first projection. */
  readonly result: ResultItem | null;
  /** The latest; null before the first closing. */
  readonly recommendation: RecommendationItem | null;
}

/** What `pages/round-result.njk` shows: words and numbers, reviewers by their panel place only. */
export function roundResultView(parts: RoundResultParts) {
  const { round, set, result, recommendation } = parts;
  return {
    title: `${round.title}, version\u00a0${round.specificationVersion}`,
    sample: round.sample,
    status: roundTag(round.status),
    reviewsDue: ukTime(round.reviewsDue),
    closesAt: ukTime(round.closesAt),
    isOpen: round.status === 'open',
    isAhead: round.status === 'draft' || round.status === 'open',
    awaited: awaited(parts),
    isBehind: result !== null && result.revision < round.revision,
    recommendation: recommendation && recommendationView(parts, recommendation),
    result: result && resultView(parts, result),
    set: { title: set.content.title, version: set.version, hash: set.hash },
    roundId: round.id,
  };
}

/** Why there is no recommendation on the round as it stands; null where there is one. */
function awaited({ round, recommendation }: RoundResultParts): string | null {
  switch (round.status) {
    case 'draft':
      return 'The round has not been opened yet. The recommendation is derived when it closes.';
    case 'open':
      return `The recommendation is derived when the round closes, on ${ukTime(round.closesAt)}.`;
    case 'cancelled':
      return 'The round was cancelled, so no recommendation is derived.';
    case 'closed':
    case 'decided':
      return recommendation !== null && recommendation.number >= round.recommendations
        ? null
        : 'The recommendation is being derived. Reload this page in a moment.';
  }
}

function recommendationView({ round, set }: RoundResultParts, item: RecommendationItem) {
  const { number, derivedAt, recommendation } = item;
  const criteria = new Map(criteriaOf(set.content).map((criterion) => [criterion.id, criterion]));
  const statements = (ids: readonly string[]) =>
    ids.map((id) => ({ number: criteria.get(id)?.number ?? id, text: criteria.get(id)?.text ?? '' }));
  const traces = new Map(recommendation.criteria.map((trace) => [trace.criterionId, trace]));
  return {
    number,
    derivedAt: ukTime(derivedAt),
    isEarlier: number < round.recommendations || round.status === 'open',
    outcome: outcomeInWords[recommendation.outcome],
    reasons: recommendation.reasons,
    conditions: statements(recommendation.conditions),
    disputed: statements(recommendation.disputed),
    sensitivity: recommendation.sensitivitySentence,
    rules: recommendation.rules.map(({ sentence, fired }) => ({ sentence, fired })),
    sections: set.content.sections.map((section) => ({
      ...heading(section),
      sentences: section.criteria.flatMap(({ id }) => traces.get(id)?.sentence ?? []),
    })),
  };
}

function resultView({ round, set, recommendation }: RoundResultParts, item: ResultItem) {
  const { result } = item;
  const results = new Map(result.criteria.map((criterion) => [criterion.criterionId, criterion]));
  const findings = new Map(
    recommendation?.recommendation.criteria.filter((c) => c.byFinding).map((c) => [c.criterionId, c.status]),
  );
  return {
    countedAt: ukTime(item.projectedAt),
    levels: set.content.scale.map((level) => level.label),
    counts: `Of ${count(result.criteria.length, 'criterion', 'criteria')}, ${statusCountsInWords(result.statusCounts)}.`,
    sections: set.content.sections.map((section) => ({
      ...heading(section),
      id: `section-${section.id}`,
      criteria: section.criteria.flatMap((criterion) => {
        const counted = results.get(criterion.id);
        const found = findings.get(criterion.id);
        return counted === undefined
          ? []
          : {
              number: criterion.number,
              text: criterion.text,
              mandatory: criterion.mandatory,
              counts: counted.counts,
              unableToJudge: counted.unableToJudge,
              status: criterionTag(found ?? counted.status),
              byFinding: found !== undefined,
            };
      }),
    })),
    submissions: result.submissions.map(({ place, number, contentHash, criteriaSetHash }) => ({
      place: placeName(place),
      number,
      contentHash: contentHash.slice(0, 12),
      sameCriteria: criteriaSetHash === round.criteriaSetHash,
    })),
  };
}

const heading = ({ number, title }: Section) => ({ heading: `${number} ${title}` });

/** "23 are met, 3 are partly met and 1 is disputed". */
const statusCountsInWords = (counts: StatusCounts): string =>
  list(
    criterionStatuses
      .filter((status) => counts[status] > 0)
      .map((status) => {
        const n = counts[status];
        return `${n} ${n === 1 ? 'is' : 'are'} ${statusInWords[status].toLowerCase()}`;
      }),
  );
