import * as z from 'zod';
import { day, registerEntry } from './deciding-schemas.ts';
import { eventActions } from './event-actions.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery, searchQuery } from './paging.ts';
import { administrator, everybodyAtTheCentre, staff, staffAndOversight } from './roles.ts';
import { instant, slug } from './schemas.ts';

const concerned = z.enum(['round', 'specification', 'criteria-set', 'person']);

const eventEntry = z
  .strictObject({
    eventId: z.string(),
    at: instant,
    /** A person's id, or `system`. */
    actor: z.string(),
    /** Null for the system and for somebody who was erased. */
    actorName: z.string().nullable(),
    action: z.enum(eventActions),
    /** What it happened to. Null for kinds that have no page. */
    concerns: z.strictObject({ kind: concerned, id: z.string() }).nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({
    id: 'Event',
    description:
      'Who did what, to what, and when. Ids and numbers only, no texts of reviews. Whoever is only an administrator gets no details of rounds, specifications and criteria sets.',
  });

const anyItem = z.record(z.string(), z.unknown());

/** The register, and what the service keeps of what happened. */
export const recordOperations = {
  getRegister: operation({
    method: 'GET',
    path: '/v1/register',
    summary: 'Get the public register of endorsed specifications, by title',
    roles: 'public',
    query: searchQuery,
    success: { status: 200, description: 'A page of the register.', body: pageOf(registerEntry) },
    problems: [],
  }),

  listEvents: operation({
    method: 'GET',
    path: '/v1/events',
    summary:
      'List events, the newest first: of a round, specification, criteria set or person, or by who did it, or of a day in UTC; of today where nothing is asked for',
    roles: everybodyAtTheCentre,
    query: z.strictObject({
      ...pageQuery.shape,
      kind: concerned.optional(),
      id: slug.optional(),
      actor: slug.optional(),
      day: day.optional(),
    }),
    success: { status: 200, description: 'A page of events.', body: pageOf(eventEntry) },
    problems: [],
  }),

  getResultFile: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/result/file/{format}',
    summary: 'Get the result of a round as a file for a spreadsheet; without confidential notes',
    roles: staffAndOversight,
    parameters: z.strictObject({ roundId: slug, format: z.enum(['csv', 'xlsx']) }),
    success: {
      status: 200,
      description: 'The file, its bytes in base64.',
      body: z.strictObject({ fileName: z.string(), mediaType: z.string(), content: z.string() }),
    },
    problems: ['own-panel', 'not-now'],
  }),

  exportPerson: operation({
    method: 'GET',
    path: '/v1/people/{personId}/export',
    summary:
      'Export all data about one person, what they asked to see of themselves, as it is kept, a page at a time',
    roles: administrator,
    parameters: z.strictObject({ personId: slug }),
    query: pageQuery,
    success: {
      status: 200,
      description: 'A page of items; it may be empty before the last one.',
      body: pageOf(anyItem),
    },
    problems: ['own-panel'],
  }),

  exportEverything: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/everything',
    summary:
      'Export everything of a round as it is kept, confidential notes included, a page at a time; where the Centre’s setting keeps names from panel places, reviews have a place and no person, and assignments a person and no place',
    roles: staff,
    parameters: z.strictObject({ roundId: slug }),
    query: pageQuery,
    success: { status: 200, description: 'A page of items.', body: pageOf(anyItem) },
    problems: ['own-panel'],
  }),
};
