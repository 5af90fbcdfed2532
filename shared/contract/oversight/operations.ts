import * as z from 'zod';
import { filledText } from '../basics.ts';
import { operation } from '../operation.ts';
import { aPage, readToChange } from '../pages.ts';
import { oversight, staff, staffAndOversight } from '../roles.ts';
import { roundId } from '../rounds/schemas.ts';
import {
  approvalOfRound,
  approvalView,
  itemOf,
  meetingEntry,
  meetingId,
  meetingView,
  newAdvice,
  newConclusion,
  newItem,
  newMeeting,
  ownAdvice,
} from './schemas.ts';

const ofMeeting = 'If-Match is the ETag of the meeting.';

const why = z.strictObject({ reason: filledText(2_000) }).meta({ id: 'MeetingReason' });

const theMeeting = { status: 200, description: 'The meeting.', body: meetingView, etag: true } as const;

/** What the Oversight Group considers, and what needs its agreement or a second person's signature. */
export const oversightOperations = {
  listMeetings: operation(
    aPage('/v1/meetings', 'List the meetings of the Oversight Group, the latest first', meetingEntry),
  ),

  callMeeting: operation({
    method: 'POST',
    path: '/v1/meetings',
    summary: 'Call a meeting of the Oversight Group, or record one that was held',
    roles: staff,
    body: newMeeting,
    idempotencyKey: true,
    success: { status: 201, description: 'The meeting.', body: meetingView, etag: true },
    problems: [],
  }),

  getMeeting: operation({
    ...readToChange(
      '/v1/meetings/{meetingId}',
      'Get a meeting with its paper. What is about a round is kept from whoever is, or was, on its panel, and an item from whoever has declared an interest in it',
      meetingView,
    ),
    parameters: meetingId,
  }),

  changeMeeting: operation({
    method: 'PUT',
    path: '/v1/meetings/{meetingId}',
    summary: `Change when and where a meeting is, and who chairs it. Members are told where something is put before it. ${ofMeeting}`,
    roles: staff,
    parameters: meetingId,
    body: newMeeting,
    ifMatch: true,
    success: theMeeting,
    problems: ['not-now'],
  }),

  callOffMeeting: operation({
    method: 'POST',
    path: '/v1/meetings/{meetingId}/call-off',
    summary: `Call a meeting off on which nothing was concluded. Members are told where something is put before it. ${ofMeeting}`,
    roles: staff,
    parameters: meetingId,
    body: why,
    ifMatch: true,
    success: theMeeting,
    problems: ['not-now'],
  }),

  putBeforeGroup: operation({
    method: 'POST',
    path: '/v1/meetings/{meetingId}/items',
    summary: `Put a proposal, a recommendation, a priority or a withdrawal before the group. Its members are told, but for those on the panel of the round. ${ofMeeting}`,
    roles: staff,
    parameters: meetingId,
    body: newItem,
    ifMatch: true,
    success: theMeeting,
    problems: ['own-panel', 'not-now'],
  }),

  getOwnAdvice: operation({
    ...readToChange(
      '/v1/meetings/{meetingId}/items/{number}/advice',
      'Get one’s own advice on an item; its version is 0 before there is any',
      ownAdvice,
    ),
    roles: oversight,
    parameters: itemOf,
    problems: ['own-panel'],
  }),

  advise: operation({
    method: 'PUT',
    path: '/v1/meetings/{meetingId}/items/{number}/advice',
    summary:
      'Advise on an item before the meeting begins, with reasons; or declare an interest in it and stand aside, which cannot be taken back. The others see it once they have given theirs, or the meeting has begun. If-Match is the ETag of one’s own advice',
    roles: oversight,
    parameters: itemOf,
    body: newAdvice,
    ifMatch: true,
    success: { status: 200, description: 'The advice.', body: ownAdvice, etag: true },
    problems: ['own-panel', 'not-now'],
  }),

  concludeItem: operation({
    method: 'POST',
    path: '/v1/meetings/{meetingId}/items/{number}/conclusion',
    summary: `Record once what the group concluded on an item, and who took part, from the day of the meeting on; by staff, or by the member who chairs it. ${ofMeeting}`,
    roles: staffAndOversight,
    parameters: itemOf,
    body: newConclusion,
    ifMatch: true,
    success: theMeeting,
    problems: ['own-panel', 'another-person-needed', 'not-now'],
  }),

  takeBackAgreement: operation({
    method: 'POST',
    path: '/v1/meetings/{meetingId}/items/{number}/take-back',
    summary: `Record that the group takes its agreement back, as long as nothing was done on it. ${ofMeeting}`,
    roles: staffAndOversight,
    parameters: itemOf,
    body: why,
    ifMatch: true,
    success: theMeeting,
    problems: ['own-panel', 'another-person-needed', 'not-now'],
  }),

  getApproval: operation({
    ...readToChange(
      '/v1/rounds/{roundId}/approvals/{of}',
      'Get whether the group’s agreement and a second person’s signature are needed for a decision or a withdrawal, and stand',
      approvalView,
    ),
    parameters: approvalOfRound,
    problems: ['own-panel'],
  }),

  sign: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/approvals/{of}/sign',
    summary:
      'Sign a decision, or a withdrawal that is asked for, as the second person: neither who decided or asks, nor anybody on the panel of the round. If-Match is the ETag of the approval',
    roles: staff,
    parameters: approvalOfRound,
    ifMatch: true,
    success: { status: 200, description: 'The approval.', body: approvalView, etag: true },
    problems: ['own-panel', 'another-person-needed', 'not-now'],
  }),

  askToWithdraw: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/approvals/withdrawal',
    summary:
      'Ask for what the Centre’s settings want before an endorsement or a go-ahead is withdrawn: the group’s agreement, a second person’s signature',
    roles: staff,
    parameters: roundId,
    body: why,
    idempotencyKey: true,
    success: { status: 201, description: 'The approval.', body: approvalView, etag: true },
    problems: ['own-panel', 'not-now'],
  }),
};
