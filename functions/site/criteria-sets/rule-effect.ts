import { count } from '../../../shared/domain/basics/words.ts';
import { comparedSentence } from '../../../shared/domain/recommendations/comparison-in-words.ts';
import { outcomeInWords, outcomesOfKind } from '../../../shared/domain/recommendations/outcomes.ts';
import { statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { versionPath } from './pages.ts';

type Effect = AnswerTo<'getRuleEffect'>;

/** The qualities that can be chosen: of 100 ratings, how many find a criterion met. */
const qualities = [80, 90, 95, 98] as const;

/** `GET /criteria-sets/{criteriaSetId}/versions/{version}/effect`: what the rules of a version do. */
export async function showRuleEffect(visit: Visit): Promise<Answer> {
  const [set, effect] = await Promise.all([
    readFor(visit, 'getCriteriaSet'),
    readFor(visit, 'getRuleEffect'),
  ]);
  if (set === null || effect === null) return notFoundPage(visit);
  const outcomes = outcomesOfKind(set.content.kind);
  const at = versionPath(set.criteriaSetId, set.version);
  return page(visit, 'criteria-sets/rule-effect.njk', {
    at,
    title: set.content.title,
    version: set.version,
    sample: set.content.sample,
    quality: effect.quality,
    qualities: qualities.map((quality) => ({
      href: `${at}/effect?quality=${quality}`,
      text: `${quality} in 100`,
      isCurrent: quality === effect.quality,
    })),
    forPilot: set.content.rules.minReviews === 2 ? forTwo(effect) : null,
    outcomes: outcomes.map((outcome) => outcomeInWords[outcome]),
    panels: effect.panels.map(({ reviewers, outcomes: shares }) => ({
      reviewers,
      shares: outcomes.map((outcome) => inHundred(shares[outcome] ?? 0)),
    })),
    replayed: replayedInWords(effect),
    different: effect.different.map(({ roundId, title, specificationVersion, before, after, changed }) => ({
      href: `/rounds/${roundId}/result`,
      round: `${title}, version ${specificationVersion}`,
      before: outcomeInWords[before],
      after: outcomeInWords[after],
      changed: changed.map((one) => comparedSentence(one, statusWords(set.content))),
    })),
  });
}

/** A share as so many in 100, to a tenth. */
const inHundred = (share: number) => (Math.round(share * 1_000) / 10).toFixed(1);

/** What a set that asks for two reviews only should know before it is published. */
const forTwo = ({ panels, quality }: Effect): string | null => {
  const refers = (reviewers: number) =>
    Math.floor(100 * (panels.find((one) => one.reviewers === reviewers)?.outcomes['refer-to-panel'] ?? 0));
  return `This set asks for 2 reviews only, which is for a pilot. Where each reviewer finds ${quality} of 100 criteria met, two reviewers end in a panel ${refers(2)} times in 100, three ${refers(3)} times.`;
};

function replayedInWords({ replayed, notComparable, different }: Effect): string {
  if (replayed + notComparable === 0) return 'No round by this criteria set has closed yet.';
  const other =
    notComparable === 0 ? '' : ` ${count(notComparable, 'round')} by another scale cannot be compared.`;
  return `Of ${count(replayed, 'closed round')} by this criteria set, ${different.length === 0 ? 'none' : different.length} would have led to another recommendation.${other}`;
}
