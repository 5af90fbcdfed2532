import { proposalOperations } from '../../../shared/contract/proposals/operations.ts';
import { proposedTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { standingInWords } from '../specifications/list.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { pagingOf } from '../web/paging.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { askProposals } from './asked.ts';
import { proposalForms } from './forms.ts';

/** `GET /proposals`: by title. */
async function listProposalsPage(visit: Visit): Promise<Answer> {
  const list = await askProposals(visit, 'listProposals');
  if (list === null) return notFoundPage(visit);
  return page(visit, 'proposals/list.njk', {
    proposals: list.items.map(({ specificationId, title, areaOfPractice, credentialType, standing }) => ({
      href: `/specifications/${specificationId}`,
      title,
      areaOfPractice,
      credentialType: proposedTypeInWords(credentialType),
      standing: standingInWords({ stage: 'proposal', standing }),
    })),
    paging: pagingOf(visit, list.next),
    isStaff: visit.person?.roles.includes('staff'),
  });
}

/** Proposals, until a document makes specifications of them; the page of one is that of a specification. */
export const proposalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/proposals',
    access: proposalOperations.listProposals.roles,
    handle: listProposalsPage,
  },
  ...proposalForms,
];
