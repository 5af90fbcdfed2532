import * as z from 'zod';
import { maxPanel } from '../../domain/rounds/round.ts';
import { emailAddress, filledLine, instant, reason, slug, text } from '../basics.ts';
import { operation } from '../operation.ts';
import { staff, staffAndOversight } from '../roles.ts';
import { changesRound, ofRound } from '../rounds/operations.ts';
import { panelMember, roundAndPerson, roundId, roundView } from '../rounds/schemas.ts';
import { newPanelCall, panelPaper } from './schemas.ts';

const ofMember = 'If-Match is the ETag of the panel member.';

const inSpiteOf =
  'A reason is needed (422 otherwise) where one has the mail domain of the developer’s contact or of another member.';

/** Who is on a round’s panel, and the panel’s discussion. */
export const panelOperations = {
  getPanelMember: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/reviewers/{personId}',
    summary: 'Get a reviewer on the panel of a round',
    roles: staffAndOversight,
    parameters: roundAndPerson,
    success: {
      status: 200,
      description: 'The panel member. Its ETag changes with whatever they do, and whatever is done to them.',
      body: panelMember,
      etag: true,
    },
    problems: [],
  }),

  addReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers',
      `Add a reviewer to the panel; a reviewer who is on it already stays as they are. ${inSpiteOf}`,
      {},
    ),
    parameters: roundId,
    body: z
      .strictObject({ name: filledLine(200), email: emailAddress, reason: text(2_000).default('') })
      .meta({ id: 'NewReviewer' }),
    problems: ['not-now', 'panel-full'],
  }),

  addReviewers: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/panel',
      `Put several reviewers on the panel: of a draft all or none, of an open round one after the other. ${inSpiteOf}`,
      {},
    ),
    parameters: roundId,
    body: z
      .strictObject({
        reviewers: z.array(slug).min(1, 'Choose at least one reviewer.').max(maxPanel),
        reason: text(2_000).default(''),
      })
      .meta({ id: 'NewReviewers' }),
    problems: ['not-now', 'panel-full'],
  }),

  recuseReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/recuse',
      'Take a reviewer off the panel, with a reason; their submission no longer counts',
      { reason },
    ),
    parameters: roundAndPerson,
    problems: ['not-now'],
  }),

  removeReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/remove',
      'Take a reviewer who was added by mistake off the panel of a draft; they can be added again',
      {},
    ),
    parameters: roundAndPerson,
    problems: ['not-now'],
  }),

  replaceReviewer: operation({
    ...changesRound(
      '/v1/rounds/{roundId}/reviewers/{personId}/replace',
      `Take a reviewer off the panel and put another one on it. ${inSpiteOf.replace('A reason', 'The reason `inSpite`')}`,
      { name: filledLine(200), email: emailAddress, reason, inSpite: text(2_000).default('') },
    ),
    parameters: roundAndPerson,
    problems: ['not-now', 'panel-full', 'already-exists'],
  }),

  remindReviewer: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/remind',
    summary: 'Remind a reviewer who has not submitted; once a day at most',
    roles: staff,
    parameters: roundAndPerson,
    body: z.strictObject({}),
    success: { status: 200, description: 'The round as it is.', body: roundView, etag: true },
    problems: ['not-now'],
  }),

  changeReviewerDue: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/due',
    summary: `Give a reviewer who has not submitted a due date of their own, with a reason; they are told of the date. ${ofMember}`,
    roles: staff,
    parameters: roundAndPerson,
    body: z.strictObject({ reviewsDue: instant, reason }).meta({ id: 'OwnDueDate' }),
    ifMatch: true,
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['not-now'],
  }),

  resolveInterest: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/interest',
    summary: `Resolve a declared interest: clear the reviewer to go on, or recuse them. ${ofMember}`,
    roles: staff,
    parameters: roundAndPerson,
    body: z
      .strictObject({ resolution: z.enum(['cleared', 'recused']), reason })
      .meta({ id: 'InterestResolution' }),
    ifMatch: true,
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['own-panel', 'not-now'],
  }),

  reopenReview: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/reviewers/{personId}/reopen',
    summary: `Let a reviewer submit again; the result changes at the next submission, not before. ${ofMember}`,
    roles: staff,
    parameters: roundAndPerson,
    body: z.strictObject({ reason }),
    ifMatch: true,
    success: { status: 200, description: 'The round with its panel.', body: roundView },
    problems: ['own-panel', 'round-not-open', 'not-now'],
  }),

  getPanelPaper: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/panel-paper',
    summary: 'Get the paper for a panel discussion: the disputed criteria with what reviewers say of them',
    roles: staffAndOversight,
    parameters: roundId,
    success: {
      status: 200,
      description: 'The paper. Its ETag is that of the round.',
      body: panelPaper,
      etag: true,
    },
    problems: ['own-panel', 'not-now'],
  }),

  callPanel: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/panel-call',
    summary: `Call a panel discussion on a closed round: the reviewers on the panel who have submitted, staff and the Oversight Group are told. ${ofRound}`,
    roles: staff,
    parameters: roundId,
    body: newPanelCall,
    ifMatch: true,
    success: { status: 201, description: 'When and where.', body: newPanelCall },
    problems: ['not-now'],
  }),
};
