import * as z from 'zod';
import { slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { pageOf, pageQuery } from '../pages.ts';
import { administrator, staff, staffAndOversight } from '../roles.ts';
import { roundId } from '../rounds/schemas.ts';
import { roundExport } from './schemas.ts';

const anyItem = z.record(z.string(), z.unknown());

/** Rounds as files that anybody can check with `npm run verify`, and everything that is kept of a round or a person. */
export const exportOperations = {
  exportRound: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/export',
    summary: 'Export a round so that anybody can check it; without confidential notes',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The export.', body: roundExport },
    problems: ['own-panel', 'not-now', 'changed-meanwhile'],
  }),

  exportRoundWithNotes: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/export/with-notes',
    summary: 'Export a round with the confidential notes to the Centre, which must not leave it',
    roles: staff,
    parameters: roundId,
    success: { status: 200, description: 'The export with its notes.', body: roundExport },
    problems: ['own-panel', 'not-now', 'changed-meanwhile'],
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
};
