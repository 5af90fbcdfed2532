import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../log/log.ts';
import { type Delivery, deliver, type MailerDependencies } from '../notices/deliver.ts';
import { forRequest } from '../table/database.ts';

const messages = {
  sent: 'noticeSent',
  refused: 'noticeRefused',
  failed: 'noticeFailed',
  'held-back': 'noticeHeldBack',
} as const satisfies Record<Exclude<Delivery, 'nothing-to-do'>, string>;

/**
 * Milliseconds that one notice may take where table and SES answer as late as they may: three requests of up to three
 * attempts to claim and mark it, one to send it, and what the PDF of the longest letter takes. What there is no time
 * for comes again.
 */
const timeForOne = 30_000;

/**
 * Delivers the notices of a batch of stream records, in order. On a failure of the table, and where the time would not
 * do for another one, it reports the record, and Lambda sends the batch again from there; a notice that was claimed is
 * never sent twice.
 */
export const mailer = (dependencies: MailerDependencies, log: Log) => {
  const textUnusable: MailerDependencies['textUnusable'] = ({ id, notice, textVersion }) =>
    log.error('textUnusable', { noticeId: id, notice, textVersion });
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use({ after: () => log.flush() })
    .handler(async ({ Records }, context) => {
      for (const { dynamodb } of Records) {
        const noticeId = dynamodb?.NewImage?.id?.S;
        if (noticeId === undefined) continue;
        const requestId = dynamodb?.NewImage?.requestId?.S;
        const about = { noticeId, ...(requestId !== undefined && { requestId }) };
        // A notice that is claimed and not marked in time would be “possibly sent”.
        if (context.getRemainingTimeInMillis() < timeForOne)
          return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
        try {
          const delivery = await deliver(
            { ...dependencies, db: forRequest(dependencies.db, requestId), textUnusable },
            noticeId,
          );
          if (delivery === 'nothing-to-do') continue;
          const message = messages[delivery];
          log[delivery === 'sent' || delivery === 'held-back' ? 'info' : 'error'](message, about);
          log.count(message);
        } catch (error) {
          log.error('mailerFailed', { ...about, error: error as Error });
          log.count('mailerFailed');
          return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
        }
      }
      return { batchItemFailures: [] };
    });
};
