import * as z from 'zod';
import {
  companionEntry,
  companionKind,
  criteriaSetChange,
  criteriaSetEntry,
  expertise,
  newPerson,
  personEntry,
  personRoles,
  personView,
  reviewerRecord,
  roundEntry,
  settingsView,
  severityEntry,
  specificationChange,
  specificationEntry,
  specificationRound,
} from './desk-schemas.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery, searchQuery } from './paging.ts';
import {
  administrator,
  everybodyAtTheCentre,
  staff,
  staffAndAdministrator,
  staffAndOversight,
} from './roles.ts';
import {
  emailAddress,
  filledText,
  instant,
  oneSpaceApart,
  roundStatus,
  slug,
  specificationVersion,
  versionNumber,
} from './schemas.ts';
import {
  criteriaSetVersion,
  criteriaSetView,
  editVersion,
  reason,
  roundAndPerson,
  roundId,
  roundMove,
  roundView,
  specificationId,
  specificationVersionView,
} from './staff-schemas.ts';
import { namedFile, refusedFile, tableFile, tableFormat } from './table-file-schemas.ts';
import { today } from './today-schema.ts';

const personId = z.strictObject({ personId: slug });

const read = <const P extends string, S extends z.ZodType>(path: P, summary: string, body: S) => ({
  method: 'GET' as const,
  path,
  summary,
  roles: staffAndOversight,
  success: { status: 200 as const, description: 'What was asked for.', body },
  problems: [],
});

const aPage = <const P extends string, S extends z.ZodType>(path: P, summary: string, entry: S) => ({
  ...read(path, summary, pageOf(entry)),
  query: pageQuery,
});

const changesRound = <const P extends string, B extends z.ZodRawShape>(
  path: P,
  summary: string,
  body: B,
) => ({
  method: 'POST' as const,
  path,
  summary,
  roles: staff,
  body: z.strictObject({ ...body, editVersion: editVersion.optional() }),
  success: { status: 200 as const, description: 'The round as it is now.', body: roundView },
});

/** What the Centre's staff do at their desk besides deciding. */
export const deskOperations = {
  getToday: operation(read('/v1/today', 'Get what waits for somebody, the most urgent of each kind', today)),

  listSpecifications: operation({
    ...aPage('/v1/specifications', 'List the specifications by title', specificationEntry),
    query: searchQuery.extend({
      area: z
        .string()
        .max(200)
        .overwrite(oneSpaceApart)
        .meta({ description: 'Only those of this area of practice, in letters of either case.' })
        .optional(),
    }),
  }),
  getSpecificationVersion: operation({
    ...read(
      '/v1/specifications/{specificationId}/versions/{version}',
      'Get a version of a specification with what changed since the one before',
      z.strictObject({
        ...specificationVersionView.shape,
        createdAt: instant,
        changes: z.array(specificationChange).nullable(),
      }),
    ),
    parameters: z.strictObject({
      specificationId: slug,
      version: z.coerce.number().pipe(versionNumber),
    }),
  }),
  readCapabilityFile: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/capability-file/read',
    summary:
      'Read area-specific capabilities and what they align to from a CSV or XLSX file, with the ids of those that the latest version has; nothing is kept',
    roles: staff,
    parameters: specificationId,
    body: tableFile,
    success: {
      status: 200,
      description: 'The capabilities, to add a version with; or everything that is wrong with the file.',
      body: z.discriminatedUnion('outcome', [
        z.strictObject({
          outcome: z.literal('read'),
          capabilities: specificationVersion.shape.capabilities,
        }),
        refusedFile,
      ]),
    },
    problems: [],
  }),
  getCapabilityFile: operation({
    ...read(
      '/v1/specifications/{specificationId}/capability-file/{format}',
      'Get the area-specific capabilities of the latest version as a table to edit; an empty one where there are none',
      namedFile,
    ),
    parameters: z.strictObject({ specificationId: slug, format: tableFormat }),
  }),
  listRoundsOfSpecification: operation({
    ...aPage(
      '/v1/specifications/{specificationId}/rounds',
      'List the rounds of a specification, the newest first, with what came of them',
      specificationRound,
    ),
    parameters: specificationId,
  }),
  listCompanions: operation({
    ...read(
      '/v1/specifications/{specificationId}/companions',
      'List the companions of a specification',
      z.strictObject({ companions: z.array(companionEntry) }),
    ),
    parameters: specificationId,
  }),
  linkCompanion: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/companions',
    summary:
      'Link two specifications of one area of practice: `sequential` puts the other one after this one',
    roles: staff,
    parameters: specificationId,
    body: z.strictObject({ companionId: slug, kind: companionKind }).meta({ id: 'NewCompanion' }),
    success: {
      status: 201,
      description: 'The companions now.',
      body: z.strictObject({ companions: z.array(companionEntry) }),
    },
    problems: ['not-now', 'changed-meanwhile'],
  }),
  unlinkCompanion: operation({
    method: 'POST',
    path: '/v1/specifications/{specificationId}/companions/{companionId}/unlink',
    summary: 'Take the link between two specifications away',
    roles: staff,
    parameters: z.strictObject({ specificationId: slug, companionId: slug }),
    body: z.strictObject({}),
    success: {
      status: 200,
      description: 'The companions now.',
      body: z.strictObject({ companions: z.array(companionEntry) }),
    },
    problems: ['changed-meanwhile'],
  }),

  listCriteriaSets: operation(
    aPage('/v1/criteria-sets', 'List the criteria sets with their versions', criteriaSetEntry),
  ),
  compareCriteriaSet: operation({
    ...read(
      '/v1/criteria-sets/{criteriaSetId}/versions/{version}/changes',
      'Compare a version of a criteria set with the published one before it',
      z.strictObject({ comparedWith: versionNumber.nullable(), changes: z.array(criteriaSetChange) }),
    ),
    parameters: criteriaSetVersion,
  }),
  withdrawCriteriaSet: operation({
    method: 'POST',
    path: '/v1/criteria-sets/{criteriaSetId}/versions/{version}/withdraw',
    summary: 'Withdraw a version of a criteria set: it takes no new rounds',
    roles: staff,
    parameters: criteriaSetVersion,
    body: z.strictObject({ reason }),
    success: { status: 200, description: 'The withdrawn version.', body: criteriaSetView },
    problems: ['not-now', 'changed-meanwhile'],
  }),

  listRounds: operation({
    ...read(
      '/v1/rounds',
      'List the rounds of one status (`open` unless another is asked for), by closing date: open ones the first first, others the last first',
      pageOf(roundEntry),
    ),
    query: z.strictObject({ ...pageQuery.shape, status: roundStatus.default('open') }),
  }),
  extendRound: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/dates',
      'Change the dates of a round that is a draft or open, with a reason',
      { reviewsDue: instant, closesAt: instant, reason },
    ),
    parameters: roundId,
    problems: ['not-now', 'changed-meanwhile'],
  }),
  cancelRound: operation({
    ...roundMove('/v1/rounds/{roundId}/cancel', 'Cancel a round, with a reason'),
    body: z.strictObject({ reason, editVersion: editVersion.optional() }),
  }),
  recuseReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/recuse',
      'Take a reviewer off the panel, with a reason; their submission no longer counts',
      { reason },
    ),
    parameters: roundAndPerson,
    problems: ['not-now', 'changed-meanwhile'],
  }),
  removeReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/remove',
      'Take a reviewer who was added by mistake off the panel of a draft; they can be added again',
      {},
    ),
    parameters: roundAndPerson,
    problems: ['not-now', 'changed-meanwhile'],
  }),
  replaceReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/replace',
      'Take a reviewer off the panel and put another one on it',
      { name: filledText(200), email: emailAddress, reason },
    ),
    parameters: roundAndPerson,
    problems: ['not-now', 'panel-full', 'already-exists', 'changed-meanwhile'],
  }),

  remindReviewer: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/remind',
    summary: 'Remind a reviewer who has not submitted; once a day at most',
    roles: staff,
    parameters: roundAndPerson,
    body: z.strictObject({}),
    success: { status: 200, description: 'The round as it is.', body: roundView },
    problems: ['not-now', 'changed-meanwhile'],
  }),

  listPeople: operation({
    ...aPage('/v1/people', 'List people by name with the reviews that are asked of them now', personEntry),
    query: searchQuery,
    roles: everybodyAtTheCentre,
  }),
  getPerson: operation({
    ...read('/v1/people/{personId}', 'Get a person', personView),
    roles: everybodyAtTheCentre,
    parameters: personId,
  }),
  addPerson: operation({
    method: 'POST',
    path: '/v1/people',
    summary: 'Add a reviewer',
    roles: staffAndAdministrator,
    body: newPerson,
    success: { status: 201, description: 'The person.', body: personView },
    problems: ['already-exists'],
  }),
  importPeople: operation({
    method: 'POST',
    path: '/v1/people/import',
    summary: 'Add several reviewers; people whose address is known stay as they are',
    roles: staffAndAdministrator,
    body: z.strictObject({ people: z.array(newPerson).min(1).max(200) }).meta({ id: 'NewPeople' }),
    success: {
      status: 200,
      description:
        'How many were added, and the places in `people`, from 0, of those whose address was known.',
      body: z.strictObject({ added: z.int().min(0), known: z.array(z.int().min(0)) }),
    },
    problems: [],
  }),
  changePerson: operation({
    method: 'POST',
    path: '/v1/people/{personId}',
    summary: 'Change a person’s name and expertise',
    roles: staffAndAdministrator,
    parameters: personId,
    body: z.strictObject({ name: filledText(200), expertise, editVersion: editVersion.optional() }),
    success: { status: 200, description: 'The person.', body: personView },
    problems: ['changed-meanwhile'],
  }),
  correctAddress: operation({
    method: 'POST',
    path: '/v1/people/{personId}/address',
    summary:
      'Correct the email address of a person, or say that it takes emails after all by giving the same one; emails to it are no longer held back',
    roles: staffAndAdministrator,
    parameters: personId,
    body: z.strictObject({ email: emailAddress, editVersion: editVersion.optional() }),
    success: { status: 200, description: 'The person.', body: personView },
    problems: ['already-exists', 'changed-meanwhile'],
  }),
  setRoles: operation({
    method: 'POST',
    path: '/v1/people/{personId}/roles',
    summary: 'Say which roles a person has',
    roles: administrator,
    parameters: personId,
    body: z.strictObject({ roles: personRoles, editVersion: editVersion.optional() }),
    success: { status: 200, description: 'The person.', body: personView },
    problems: ['not-now', 'changed-meanwhile'],
  }),
  erasePerson: operation({
    method: 'POST',
    path: '/v1/people/{personId}/erase',
    summary:
      'Erase a person for good: their name, address, roles, expertise and accounts go; reviews and scores stay without them',
    roles: administrator,
    parameters: personId,
    body: z.strictObject({
      name: filledText(200).meta({ description: 'The person’s name, so that nobody is erased by mistake.' }),
      editVersion: editVersion.optional(),
    }),
    success: {
      status: 200,
      description: 'Who was erased. From now on there is no such person.',
      body: z.strictObject({ personId: slug, erasedAt: instant }),
    },
    problems: ['not-now', 'changed-meanwhile'],
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

  getSettings: operation({
    ...read('/v1/settings', 'Get the Centre’s settings', settingsView),
    roles: everybodyAtTheCentre,
  }),
  changeSettings: operation({
    method: 'POST',
    path: '/v1/settings',
    summary: 'Change the Centre’s settings',
    roles: administrator,
    body: z.strictObject({
      namesOnCriterionPages: z.boolean(),
      editVersion: editVersion.optional(),
    }),
    success: { status: 200, description: 'The settings now.', body: settingsView },
    problems: ['changed-meanwhile'],
  }),
};
