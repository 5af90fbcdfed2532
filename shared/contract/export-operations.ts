import * as z from 'zod';
import { operation } from './operation.ts';
import { staff, staffAndOversight } from './roles.ts';
import { roundExport } from './round-export-schema.ts';
import { slug } from './schemas.ts';

const roundId = z.strictObject({ roundId: slug });

/** Rounds as files that anybody can check with `npm run verify`. */
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
};
