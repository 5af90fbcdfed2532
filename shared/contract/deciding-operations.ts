import * as z from 'zod';
import {
  criterionDetail,
  decisionView,
  findingView,
  letterPreview,
  letterText,
  letterView,
  newDecision,
  newFinding,
  newPanelCall,
  overallComments,
  panelPaper,
  roundComparison,
  withdrawal,
} from './deciding-schemas.ts';
import { operation } from './operation.ts';
import { staff, staffAndOversight } from './roles.ts';
import { filledText, slug, versionNumber } from './schemas.ts';

const roundId = z.strictObject({ roundId: slug });
const roundAndCriterion = z.strictObject({ roundId: slug, criterionId: slug });

const ofRound = 'If-Match is the ETag of the round’s panel paper.';
const ofLetter = 'If-Match is the ETag of the letter.';
const ofDecision = 'If-Match is the ETag of the decision.';

/** From the result of a round to its decision, and what follows from that. */
export const decidingOperations = {
  getCriterion: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/criteria/{criterionId}',
    summary: 'Get what the panel says of one criterion; confidential notes for staff only',
    roles: staffAndOversight,
    parameters: roundAndCriterion,
    success: {
      status: 200,
      description: 'Ratings, evidence and comments by panel place.',
      body: criterionDetail,
    },
    problems: ['own-panel'],
  }),

  getOverallComments: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/overall-comments',
    summary: 'Get what reviewers say of the specification as a whole; confidential notes for staff only',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'Comments by panel place.', body: overallComments },
    problems: [],
  }),

  compareRounds: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/comparison',
    summary: 'Compare a round with the one on the previous version of its specification',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The criteria whose status changed.', body: roundComparison },
    problems: ['not-now'],
  }),

  getPanelPaper: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/panel-paper',
    summary: 'Get the paper for a panel discussion: the disputed criteria with what reviewers say of them',
    roles: staffAndOversight,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The paper. Its ETag changes with every edit of the round.',
      body: panelPaper,
      etag: true,
    },
    problems: ['not-now'],
  }),

  callPanel: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/panel-call',
    summary: `Call a panel discussion on a closed round: reviewers, staff and the Oversight Group are told. ${ofRound}`,
    roles: staff,
    parameters: roundId,
    body: newPanelCall,
    ifMatch: true,
    success: { status: 201, description: 'When and where.', body: newPanelCall },
    problems: ['not-now', 'stale', 'changed-meanwhile'],
  }),

  recordFinding: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/criteria/{criterionId}/findings',
    summary: `Record what the panel found on a disputed criterion; the recommendation is derived anew. Refused where its reason names a reviewer or repeats a confidential note. ${ofRound}`,
    roles: staff,
    parameters: roundAndCriterion,
    body: newFinding,
    ifMatch: true,
    success: { status: 201, description: 'The finding.', body: findingView },
    problems: ['own-panel', 'not-now', 'stale', 'changed-meanwhile'],
  }),

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

  decide: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decision',
    summary: `Record the Centre’s decision on a closed round. Refused where what staff write names a reviewer or repeats a confidential note. ${ofRound}`,
    roles: staff,
    parameters: roundId,
    body: newDecision,
    ifMatch: true,
    success: { status: 201, description: 'The decision.', body: decisionView },
    problems: ['own-panel', 'not-now', 'stale', 'changed-meanwhile'],
  }),

  getDecision: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/decision',
    summary: 'Get the decision on a round with where its conditions stand',
    roles: staffAndOversight,
    parameters: roundId,
    success: { status: 200, description: 'The decision.', body: decisionView, etag: true },
    problems: [],
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

  fulfilCondition: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/conditions/{number}/fulfil',
    summary: `Mark a condition as fulfilled, with the evidence for it. ${ofDecision}`,
    roles: staff,
    parameters: z.strictObject({ roundId: slug, number: z.coerce.number().pipe(versionNumber) }),
    body: z.strictObject({ evidence: filledText(4_000) }).meta({ id: 'Fulfilment' }),
    ifMatch: true,
    success: { status: 200, description: 'The decision with the condition fulfilled.', body: decisionView },
    problems: ['not-now', 'stale', 'changed-meanwhile'],
  }),

  withdrawEndorsement: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decision/withdraw',
    summary: `Withdraw an endorsement, with the reason; it leaves the register, and the developer’s contact is told. A letter about it that still waits is withheld. ${ofDecision}`,
    roles: staff,
    parameters: roundId,
    body: withdrawal,
    ifMatch: true,
    success: { status: 200, description: 'The decision, withdrawn.', body: decisionView },
    problems: ['not-now', 'stale', 'changed-meanwhile'],
  }),
};
