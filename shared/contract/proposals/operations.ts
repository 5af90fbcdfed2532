import * as z from 'zod';
import { filledLine, slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { aPage } from '../pages.ts';
import { staff } from '../roles.ts';
import { newDeveloper } from '../specifications/operations.ts';
import {
  areaOfPractice,
  proposalStanding,
  proposalText,
  specificationContent,
  specificationId,
  specificationView,
} from '../specifications/schemas.ts';

const { credentialType, professions } = specificationContent.shape;

const said = z
  .strictObject({
    title: filledLine(200),
    areaOfPractice,
    priorityId: slug.nullable().default(null),
    /** Null for an intervention that is no credential. */
    credentialType,
    professions,
    ...proposalText.shape,
  })
  .meta({ id: 'ProposalChange' });

const proposalEntry = z
  .strictObject({
    specificationId: slug,
    title: z.string(),
    areaOfPractice: z.string(),
    priorityId: slug.nullable(),
    credentialType,
    professions,
    standing: proposalStanding,
  })
  .meta({ id: 'ProposalEntry' });

/** Proposals: specifications before their first document, under the id that they keep. */
export const proposalOperations = {
  listProposals: operation(aPage('/v1/proposals', 'List the proposals by title', proposalEntry)),

  makeProposal: operation({
    method: 'POST',
    path: '/v1/proposals',
    summary: 'Make a proposal; its first document makes it a specification',
    roles: staff,
    body: said.extend({ sponsor: newDeveloper }).meta({ id: 'NewProposal' }),
    idempotencyKey: true,
    success: { status: 201, description: 'The proposal.', body: specificationView, etag: true },
    problems: [],
  }),

  changeProposal: operation({
    method: 'PUT',
    path: '/v1/proposals/{specificationId}',
    summary: 'Change a proposal: it gets another version',
    roles: staff,
    parameters: specificationId,
    body: said,
    ifMatch: true,
    success: { status: 200, description: 'The proposal.', body: specificationView, etag: true },
    problems: ['not-now'],
  }),
};
