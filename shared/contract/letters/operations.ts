import * as z from 'zod';
import { newDecision } from '../decisions/schemas.ts';
import { operation } from '../operation.ts';
import { staff, staffAndOversight } from '../roles.ts';
import { roundId } from '../rounds/schemas.ts';
import { letterPreview, letterText, letterView } from './schemas.ts';

const ofLetter = 'If-Match is the ETag of the letter.';

/** The letter to the developer. */
export const letterOperations = {
  previewLetter: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/letter-preview',
    summary: 'See the letter that a decision would make; nothing is kept',
    roles: staff,
    parameters: roundId,
    body: newDecision,
    success: {
      status: 200,
      description: 'The letter, and what would keep it from being released.',
      body: letterPreview,
    },
    problems: ['not-now'],
  }),

  getLetter: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/letter',
    summary: 'Get the letter to the developer about a decision',
    roles: staffAndOversight,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The letter, where it stands, and what keeps it from being released.',
      body: letterView,
      etag: true,
    },
    problems: [],
  }),

  changeLetter: operation({
    method: 'PUT',
    path: '/v1/rounds/{roundId}/letter',
    summary: `Change the letter to the developer before it is released. ${ofLetter}`,
    roles: staff,
    parameters: roundId,
    body: letterText,
    ifMatch: true,
    success: { status: 200, description: 'The letter as it is now.', body: letterView, etag: true },
    problems: ['not-now', 'stale', 'changed-meanwhile'],
  }),

  releaseLetter: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/letter/release',
    summary: `Release the letter to the developer: it is sent. Refused while it names a reviewer or repeats a confidential note. ${ofLetter}`,
    roles: staff,
    parameters: roundId,
    body: z.strictObject({}),
    ifMatch: true,
    success: { status: 200, description: 'The letter, on its way.', body: letterView, etag: true },
    problems: ['not-now', 'letter-leaks', 'stale', 'changed-meanwhile'],
  }),
};
