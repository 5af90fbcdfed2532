import type { Send } from '../../functions/notices/send.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { perform } from './processes.ts';
import type { Random } from './random.ts';

/** An email that SES took. */
export interface Taken {
  readonly noticeId: string;
  readonly messageId: string;
  readonly to: string;
  /** Whether SES will report that it came back for good. */
  readonly comesBack: boolean;
}

/** How SES answers a request. The last two leave the mailer in the dark. */
export type Answer = 'taken' | 'refused' | 'rejected' | 'taken-in-the-dark' | 'not-taken-in-the-dark';

/** A pretend SES, which remembers what it took and what it said. */
export interface Mail {
  readonly send: Send;
  /** In order. */
  readonly taken: Taken[];
  /** Ids of notices that SES has rejected. */
  readonly rejected: Set<string>;
  /** Messages for SNS that have not been handed over yet. */
  readonly messages: string[];
}

/** Makes one. `answer` decides how it answers, `reports` what it reports of an email besides that it was sent. */
export function pretendSes(
  random: Random,
  now: () => Date,
  answer: () => Answer,
  reports: () => readonly ('Delivery' | 'Bounce' | 'TransientBounce' | 'Complaint')[],
): Mail {
  const taken: Taken[] = [];
  const rejected = new Set<string>();
  const messages: string[] = [];

  const take = (to: string, noticeId: string): Taken => {
    const reported = reports();
    const comesBack = reported.includes('Bounce');
    const email = { noticeId, to, messageId: `message-${random.id()}`, comesBack };
    taken.push(email);
    const at = now().toISOString();
    const mail = {
      messageId: email.messageId,
      destination: [to],
      timestamp: at,
      tags: { notice: [noticeId], 'ses:configuration-set': ['histories'] },
    };
    messages.push(JSON.stringify({ eventType: 'Send', mail, send: {} }));
    for (const report of reported) {
      const timestamp = new Date(Date.parse(at) + 1_000 + random.below(60_000)).toISOString();
      const bounceType = report === 'Bounce' ? 'Permanent' : 'Transient';
      messages.push(
        JSON.stringify({
          ...(report === 'Delivery' && { eventType: 'Delivery', delivery: { timestamp } }),
          ...(report === 'Complaint' && { eventType: 'Complaint', complaint: { timestamp } }),
          ...(report.endsWith('Bounce') && {
            eventType: 'Bounce',
            bounce: { bounceType, bounceSubType: 'General', timestamp },
          }),
          mail,
        }),
      );
    }
    return email;
  };

  return {
    taken,
    rejected,
    messages,
    send: (to, _email, noticeId) =>
      perform('SES SendEmail', async () => {
        switch (answer()) {
          case 'taken':
            return ok(take(to, noticeId).messageId);
          case 'refused':
            return fail({ kind: 'refused', reason: 'TooManyRequestsException' } as const);
          case 'rejected':
            rejected.add(noticeId);
            return fail({ kind: 'rejected', reason: 'MessageRejected' } as const);
          case 'taken-in-the-dark':
            take(to, noticeId);
            return fail({ kind: 'unknown', reason: 'no-answer' } as const);
          case 'not-taken-in-the-dark':
            return fail({ kind: 'unknown', reason: 'InternalServerError' } as const);
        }
      }),
  };
}
