import type { Answer as AnswerOf, Role } from '../../../shared/contract/operation.ts';
import { specificationOperations } from '../../../shared/contract/specifications/operations.ts';
import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { statusTag } from '../register/words.ts';
import { progressInWords } from '../rounds/progress.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import { searchOf } from '../web/search.ts';
import type { Answer, Visit } from '../web/visit.ts';

/** Who sees specifications. */
export const readers: readonly Role[] = specificationOperations.listSpecifications.roles;

/** What specifications can be looked for by. */
export const specificationSearch = { area: 'Area of practice', startsWith: 'Title starts with' };

/** `GET /specifications`: by title, all or those of an area. */
export async function listSpecificationsPage(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listSpecifications');
  if (list === null) return notFoundPage(visit);
  return page(visit, 'specifications/list.njk', {
    specifications: list.items.map(({ specificationId, title, areaOfPractice, latestVersion, standing }) => ({
      href: `/specifications/${specificationId}`,
      title,
      areaOfPractice,
      latest: latestVersion === 0 ? 'None yet' : String(latestVersion),
      endorsement: standing.endorsement && endorsementInWords(standing.endorsement),
      round: roundInWords(standing),
    })),
    search: searchOf(visit, specificationSearch),
    paging: pagingOf(visit, list.next),
    isStaff: visit.person?.roles.includes('staff'),
  });
}

/** Where a proposal or specification stands, in a few words. */
export const standingInWords = ({
  stage,
  standing,
}: {
  readonly stage: 'proposal' | 'specification';
  readonly standing: Standing | Omit<Standing, 'endorsement'>;
}): string =>
  'endorsement' in standing && standing.endorsement !== null
    ? endorsementInWords(standing.endorsement).text
    : stage === 'proposal' && standing.round === null
      ? 'Proposed: not at the gateway yet'
      : roundInWords(standing);

type Standing = AnswerOf<typeof specificationOperations.listSpecifications>['items'][number]['standing'];

/** "Endorsed until 3 December 2029", "Suspended since 9 December 2026". */
const endorsementInWords = ({ status, since, reviewBy }: NonNullable<Standing['endorsement']>) => {
  const tag = statusTag({ status, since });
  return status === 'endorsed' ? { ...tag, text: `${tag.text} until ${ukDay(reviewBy)}` } : tag;
};

/** What happens with the latest round, in a few words. */
function roundInWords({ round, awaitsLetter }: Omit<Standing, 'endorsement'>): string {
  if (round === null) return 'No round yet';
  const of = round.criteriaSetKind === 'gateway' ? 'Gateway round' : 'Round';
  switch (round.status) {
    case 'draft':
      return `${of} being prepared`;
    case 'open': {
      const progress = round.progress === null ? '' : ` ${progressInWords(round.progress)}`;
      return `${of} in review until ${ukTime(round.closesAt)}.${progress}`;
    }
    case 'closed':
      return `${of} closed: waiting for the decision`;
    case 'decided':
      return awaitsLetter
        ? 'Waiting for the letter to be released'
        : `${of} decided${round.decided === null ? '' : `: ${decisionInWords[round.decided].toLowerCase()}`}`;
    case 'cancelled':
      return `${of} cancelled`;
  }
}
