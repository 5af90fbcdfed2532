import * as z from 'zod';
import { slug, versionNumber } from '../basics.ts';
import { operation } from '../operation.ts';
import { pageOf, pageQuery } from '../pages.ts';
import { everybody, staff, staffAndOversight } from '../roles.ts';
import { roundId } from '../rounds/schemas.ts';
import { leftOut, roundExport, roundExportPart } from './schemas.ts';

const roundPart = roundId.extend({ part: z.coerce.number().pipe(versionNumber) });

/** A page of items as they are kept, and what is in none of the pages. */
const itemsAndGaps = pageOf(z.record(z.string(), z.unknown())).extend({
  leftOut: z.array(leftOut).readonly(),
});

/** Rounds as files that anybody can check with `npm run verify`, and everything that is kept of a round or a person. */
export const exportOperations = {
  exportRound: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/export',
    summary: 'Export a round so that anybody can check it; without confidential notes',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The export.', body: roundExport },
    problems: ['own-panel', 'not-now', 'changed-meanwhile', 'in-parts'],
  }),

  exportRoundPart: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/export/parts/{part}',
    summary: 'Export a part of a round whose export is too large for one answer; every export has a part 1',
    roles: staffAndOversight,
    parameters: roundPart,
    success: { status: 200, description: 'The part.', body: roundExportPart },
    problems: ['own-panel', 'not-now', 'changed-meanwhile'],
  }),

  exportRoundWithNotes: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/export/with-notes',
    summary: 'Export a round with the confidential notes to the Centre, which must not leave it',
    roles: staff,
    parameters: roundId,
    success: { status: 200, description: 'The export with its notes.', body: roundExport },
    problems: ['own-panel', 'not-now', 'changed-meanwhile', 'in-parts'],
  }),

  exportRoundPartWithNotes: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/export/with-notes/parts/{part}',
    summary: 'Export a part of a round with its confidential notes',
    roles: staff,
    parameters: roundPart,
    success: { status: 200, description: 'The part with its notes.', body: roundExportPart },
    problems: ['own-panel', 'not-now', 'changed-meanwhile'],
  }),

  exportEverything: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/everything',
    summary:
      'Export everything of a round as it is kept but its drafts, confidential notes included, a page at a time; where the Centre’s setting keeps names from panel places, submissions have a place and no person, and assignments a person and no place',
    roles: staff,
    parameters: z.strictObject({ roundId: slug }),
    query: pageQuery,
    success: { status: 200, description: 'A page of items.', body: itemsAndGaps },
    problems: ['own-panel'],
  }),

  exportPerson: operation({
    method: 'GET',
    path: '/v1/people/{personId}/export',
    summary:
      'Export all data about a person, a page at a time: one’s own as it is kept; somebody else’s, for administrators, without what only they may read',
    roles: everybody,
    parameters: z.strictObject({ personId: slug }),
    query: pageQuery,
    success: {
      status: 200,
      description: 'A page of items; it may be empty before the last one.',
      body: itemsAndGaps,
    },
    problems: ['own-panel', 'role-needed'],
  }),
};
