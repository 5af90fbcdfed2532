import * as z from 'zod';
import { filledText, slug, versionNumber } from '../basics.ts';
import { operation } from '../operation.ts';
import { staff, staffAndOversight } from '../roles.ts';
import { ofRound } from '../rounds/operations.ts';
import { roundId } from '../rounds/schemas.ts';
import { decisionView, extension, newDecision, suspension, takingBack, withdrawal } from './schemas.ts';

const ofCondition = z.strictObject({ roundId: slug, number: z.coerce.number().pipe(versionNumber) });

const ofDecision = 'If-Match is the ETag of the decision.';

/** What the Centre decides, and what follows from it. */
export const decisionOperations = {
  decide: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decision',
    summary: `Record the Centre’s decision on a closed round, and what becomes of the endorsement that the register has of the specification. An endorsement enters the register when its letter is released; while one waits for that, no other round of the specification is decided. Refused where what staff write has a reviewer’s full name or address, or words of a confidential note. ${ofRound}`,
    roles: staff,
    parameters: roundId,
    body: newDecision,
    ifMatch: true,
    success: { status: 201, description: 'The decision.', body: decisionView, etag: true },
    problems: ['own-panel', 'not-now'],
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

  fulfilCondition: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/conditions/{number}/fulfil',
    summary: `Mark a condition as fulfilled, with the evidence for it. The developer’s contact is told that it is accepted, once the letter is released. ${ofDecision}`,
    roles: staff,
    parameters: ofCondition,
    body: z.strictObject({ evidence: filledText(4_000) }).meta({ id: 'Fulfilment' }),
    ifMatch: true,
    success: {
      status: 200,
      description: 'The decision with the condition fulfilled.',
      body: decisionView,
      etag: true,
    },
    problems: ['not-now'],
  }),

  extendCondition: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/conditions/{number}/extend',
    summary: `Give a condition more time, with the reason. The developer’s contact is told, once the letter is released. ${ofDecision}`,
    roles: staff,
    parameters: ofCondition,
    body: extension,
    ifMatch: true,
    success: {
      status: 200,
      description: 'The decision with the later date.',
      body: decisionView,
      etag: true,
    },
    problems: ['not-now'],
  }),

  takeBackFulfilment: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/conditions/{number}/take-back',
    summary: `Take back that a condition is fulfilled, with the reason. The developer’s contact is told, once the letter is released. ${ofDecision}`,
    roles: staff,
    parameters: ofCondition,
    body: takingBack,
    ifMatch: true,
    success: {
      status: 200,
      description: 'The decision with the condition outstanding again.',
      body: decisionView,
      etag: true,
    },
    problems: ['not-now'],
  }),

  rewordCondition: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/conditions/{number}/reword',
    summary: `Put a condition in other words while the letter waits, which is composed anew: what was changed in it by hand is lost. Refused as \`decide\` refuses it. ${ofDecision}`,
    roles: staff,
    parameters: ofCondition,
    body: z.strictObject({ text: filledText(2_000) }).meta({ id: 'ConditionReworded' }),
    ifMatch: true,
    success: {
      status: 200,
      description: 'The decision with the condition in other words.',
      body: decisionView,
      etag: true,
    },
    problems: ['not-now'],
  }),

  suspendEndorsement: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decision/suspend',
    summary: `Suspend an endorsement that is in the register, which says so at once, until it is considered again; or change the day of that. The developer’s contact is told. ${ofDecision}`,
    roles: staff,
    parameters: roundId,
    body: suspension,
    ifMatch: true,
    success: { status: 200, description: 'The decision, suspended.', body: decisionView, etag: true },
    problems: ['not-now'],
  }),

  liftSuspension: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decision/lift',
    summary: `Lift the suspension of an endorsement, which the register says at once. The developer’s contact is told. ${ofDecision}`,
    roles: staff,
    parameters: roundId,
    body: withdrawal,
    ifMatch: true,
    success: {
      status: 200,
      description: 'The decision, which stands again.',
      body: decisionView,
      etag: true,
    },
    problems: ['not-now'],
  }),

  withdrawDecision: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/decision/withdraw',
    summary: `Withdraw an endorsement, which the register says at once, or a go-ahead of the gateway, with the reason. The developer’s contact is told. A letter about it that still waits is withheld. ${ofDecision}`,
    roles: staff,
    parameters: roundId,
    body: withdrawal,
    ifMatch: true,
    success: { status: 200, description: 'The decision, withdrawn.', body: decisionView, etag: true },
    problems: ['not-now'],
  }),
};
