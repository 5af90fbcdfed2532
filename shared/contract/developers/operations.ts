import * as z from 'zod';
import { slug } from '../basics.ts';
import { operation } from '../operation.ts';
import { unreadable } from '../pages.ts';
import { staff } from '../roles.ts';
import { factCheckView, messageText, messageView, newAnswer, newFactCheck } from './schemas.ts';

const roundId = z.strictObject({ roundId: slug });
const message = roundId.extend({ messageId: slug });

/** What staff do with what credential developers send them about a decision. */
export const developerOperations = {
  listDeveloperMessages: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/developer-messages',
    summary: 'List what the developer sent about the decision on a round, what waits first',
    roles: staff,
    parameters: roundId,
    success: {
      status: 200,
      description: 'What was sent.',
      body: z.strictObject({ messages: z.array(messageView), unreadable }),
    },
    problems: [],
  }),

  getDeveloperMessage: operation({
    method: 'GET',
    path: '/v1/rounds/{roundId}/developer-messages/{messageId}',
    summary: 'Get what the developer sent',
    roles: staff,
    parameters: message,
    success: { status: 200, description: 'What was sent.', body: messageView, etag: true },
    problems: [],
  }),

  answerDeveloperMessage: operation({
    method: 'PUT',
    path: '/v1/rounds/{roundId}/developer-messages/{messageId}/answer',
    summary:
      'Answer what the developer sent, once: they are told by email. An appeal needs an outcome and the reasons. Without a text they are told that the Centre has taken note of it; where they only said who the contact is, nothing is sent. If-Match is the ETag of the message',
    roles: staff,
    parameters: message,
    body: newAnswer,
    ifMatch: true,
    success: { status: 200, description: 'What was sent, with its answer.', body: messageView, etag: true },
    problems: ['own-panel', 'not-now'],
  }),

  askFactCheck: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/fact-checks',
    summary:
      'Ask the developer to check the facts of a draft before the decision, once for a recommendation: they are told by email, and answer on their own page',
    roles: staff,
    parameters: roundId,
    body: newFactCheck,
    idempotencyKey: true,
    success: { status: 201, description: 'What they were asked.', body: factCheckView },
    problems: ['own-panel', 'not-now'],
  }),

  recordAppeal: operation({
    method: 'POST',
    path: '/v1/rounds/{roundId}/appeals',
    summary: 'Record an appeal that the developer made in another way than on their own page',
    roles: staff,
    parameters: roundId,
    body: z.strictObject({ text: messageText }).meta({ id: 'NewAppeal' }),
    idempotencyKey: true,
    success: { status: 201, description: 'The appeal.', body: messageView, etag: true },
    problems: ['own-panel', 'not-now'],
  }),
};
