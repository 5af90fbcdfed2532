import * as z from 'zod';
import { slug } from '../basics.ts';
import { newDecision } from '../decisions/schemas.ts';
import { namedFile } from '../files.ts';
import { operation } from '../operation.ts';
import { staff, staffAndOversight } from '../roles.ts';
import { roundId } from '../rounds/schemas.ts';
import { changedLetter, letterFormat, letterPreview, letterView, newPass, passageId } from './schemas.ts';

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

  getLetterFile: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/letter/file/{format}',
    summary:
      'Get the letter to the developer as a tagged PDF or as DOCX: while it waits, as it would go today; afterwards, as it went',
    roles: staffAndOversight,
    parameters: z.strictObject({ roundId: slug, format: letterFormat }),
    success: { status: 200, description: 'The file, its bytes in base64.', body: namedFile },
    problems: [],
  }),

  changeLetter: operation({
    method: 'PUT',
    path: '/v1/rounds/{roundId}/letter',
    summary: `Change the letter to the developer before it is released, also to bring it up to date with what has become of the endorsement and the conditions that it speaks of. ${ofLetter}`,
    roles: staff,
    parameters: roundId,
    body: changedLetter,
    ifMatch: true,
    success: { status: 200, description: 'The letter as it is now.', body: letterView, etag: true },
    problems: ['not-now'],
  }),

  passLetterPassage: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/letter/passages/{passageId}/pass',
    summary: `Say that a passage of the letter means no reviewer, and how you know; it is put on record and stands beside the letter. It holds as long as the line of the passage does. A full name, which may be somebody else’s, needs two: the first asks, the second is neither that one nor who wrote the letter or changed it last. ${ofLetter}`,
    roles: staff,
    parameters: z.strictObject({ roundId: slug, passageId }),
    body: newPass,
    ifMatch: true,
    success: { status: 200, description: 'The letter as it stands now.', body: letterView, etag: true },
    problems: ['own-panel', 'another-person-needed', 'not-now'],
  }),

  releaseLetter: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/letter/release',
    summary: `Release the letter to the developer: it is sent. Refused while it has a reviewer’s full name or address, or words of a confidential note, while a passage waits for somebody to look at it, and while what it says of an endorsement or a condition is no longer so. ${ofLetter}`,
    roles: staff,
    parameters: roundId,
    body: z.strictObject({}),
    ifMatch: true,
    success: { status: 200, description: 'The letter, on its way.', body: letterView, etag: true },
    problems: ['not-now', 'letter-leaks'],
  }),
};
