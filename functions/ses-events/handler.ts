import middy from '@middy/core';
import type { SNSEvent } from 'aws-lambda';
import type { Log } from '../log/log.ts';
import { readSesEvent } from '../notices/ses-event.ts';
import { takeEvent } from '../notices/take-ses-event.ts';
import type { Services } from '../use-case/services.ts';

/**
 * Takes what SES reports of emails, as SNS delivers it. Deliveries may repeat and come in any order. An error leaves
 * the function, so that Lambda tries again and at last keeps the message in a queue that an alarm watches.
 */
export const sesEvents = (services: Services, log: Log) =>
  middy<SNSEvent, void>()
    .use({ after: () => log.flush(), onError: () => log.flush() })
    .handler(async ({ Records }) => {
      for (const { Sns } of Records) {
        const event = readSesEvent(Sns.Message);
        if (event === null) {
          log.info('sesEventIgnored', { snsMessageId: Sns.MessageId });
          continue;
        }
        const { type, noticeId } = event;
        try {
          const taken = await takeEvent(services, event);
          log.info(taken ? 'sesEventTaken' : 'sesEventIgnored', { type, noticeId });
          if (taken) log.count(type === 'Reject' ? 'noticeFailed' : `sesEvent${type}`);
        } catch (error) {
          log.error('sesEventFailed', { type, noticeId, error: error as Error });
          log.count('sesEventFailed');
          throw error;
        }
      }
    });
