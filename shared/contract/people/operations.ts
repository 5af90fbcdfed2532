import * as z from 'zod';
import { emailAddress, filledLine, instant, slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { aPage, pageQuery, read, readToChange, searchQuery } from '../pages.ts';
import { administrator, everybodyAtTheCentre, staffAndAdministrator } from '../roles.ts';
import {
  expertise,
  newPerson,
  organisation,
  personEntry,
  personRoles,
  personView,
  reviewerRecord,
  severityEntry,
} from './schemas.ts';

const personId = z.strictObject({ personId: slug });

/** People with an account, and developers’ contacts. */
export const personOperations = {
  listPeople: operation({
    ...aPage('/v1/people', 'List people by name with the reviews that are asked of them now', personEntry),
    query: searchQuery,
    roles: everybodyAtTheCentre,
  }),

  getPerson: operation({
    ...readToChange('/v1/people/{personId}', 'Get a person', personView),
    roles: everybodyAtTheCentre,
    parameters: personId,
  }),

  addPerson: operation({
    method: 'POST',
    path: '/v1/people',
    summary: 'Add a reviewer',
    roles: staffAndAdministrator,
    body: newPerson,
    idempotencyKey: true,
    success: { status: 201, description: 'The person.', body: personView, etag: true },
    problems: ['already-exists', 'not-now'],
  }),

  importPeople: operation({
    method: 'POST',
    path: '/v1/people/import',
    summary:
      'Add several reviewers (`dryRun`: say what that would do); who is known stays, and an address of somebody else is refused',
    roles: staffAndAdministrator,
    body: z
      .strictObject({ people: z.array(newPerson).min(1).max(200), dryRun: z.boolean().default(false) })
      .meta({ id: 'NewPeople' }),
    idempotencyKey: true,
    success: {
      status: 200,
      description: 'How many were added, and the places in `people`, from 0, of those who were known.',
      body: z.strictObject({ added: z.int().min(0), known: z.array(z.int().min(0)) }),
    },
    problems: [],
  }),

  changePerson: operation({
    method: 'POST',
    path: '/v1/people/{personId}',
    summary: 'Change a person’s name, expertise and organisation',
    roles: staffAndAdministrator,
    parameters: personId,
    body: z.strictObject({ name: filledLine(200), expertise, organisation: organisation.optional() }),
    ifMatch: true,
    success: { status: 200, description: 'The person.', body: personView, etag: true },
    problems: [],
  }),

  correctAddress: operation({
    method: 'POST',
    path: '/v1/people/{personId}/address',
    summary:
      'Correct the email address of a person, or say that it takes emails after all by giving the same one; emails to it are no longer held back',
    roles: staffAndAdministrator,
    parameters: personId,
    body: z.strictObject({ email: emailAddress }),
    ifMatch: true,
    success: { status: 200, description: 'The person.', body: personView, etag: true },
    problems: ['already-exists', 'role-needed'],
  }),

  setRoles: operation({
    method: 'POST',
    path: '/v1/people/{personId}/roles',
    summary: 'Say which roles a person has',
    roles: administrator,
    parameters: personId,
    body: z.strictObject({ roles: personRoles }),
    ifMatch: true,
    success: { status: 200, description: 'The person.', body: personView, etag: true },
    problems: ['not-now'],
  }),

  erasePerson: operation({
    method: 'POST',
    path: '/v1/people/{personId}/erase',
    summary:
      'Erase a person for good: their name, address, roles, expertise and accounts go; reviews and scores stay without them',
    roles: administrator,
    parameters: personId,
    body: z.strictObject({
      name: filledLine(200).meta({ description: 'The person’s name, so that nobody is erased by mistake.' }),
    }),
    ifMatch: true,
    success: {
      status: 200,
      description: 'Who was erased. From now on there is no such person.',
      body: z.strictObject({ personId: slug, erasedAt: instant }),
    },
    problems: ['not-now'],
  }),

  getReviewerRecord: operation({
    ...read(
      '/v1/people/{personId}/record',
      'Get what a reviewer was asked, declared and did, the last due first, and how they rate beside others',
      reviewerRecord,
    ),
    parameters: personId,
    query: pageQuery,
  }),

  listSeverity: operation(
    aPage(
      '/v1/severity',
      'List reviewers with how they rate beside the others of their panels: monitored, never used to adjust scores',
      severityEntry,
    ),
  ),
};
