import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSEvent } from 'aws-lambda';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../shared/domain/basics/result.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { keptLog, plainEmails } from '../../test/support/plain.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { centreUseCases } from '../centre/use-cases.ts';
import { allowList } from '../notices/allow-list.ts';
import { deliver } from '../notices/deliver.ts';
import { listNoticesThat } from '../notices/list-notices.ts';
import { readSesEvent } from '../notices/ses-event.ts';
import {
  claimNotice,
  getNotice,
  markFailed,
  markSent,
  noticeIdOf,
  noticeWrite,
  possiblySent,
  settleNotice,
} from '../notices/storage.ts';
import { addPerson, correctAddress } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { connect } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { writeOne } from '../table/write.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { sesEvents } from './handler.ts';

let database: TestDatabase;
let services: Services;
beforeAll(async () => {
  database = await startTestDatabase();
  ({ services } = testServices(database.db, '2026-08-06T09:00:00.000Z'));
});
afterAll(() => database.stop());

/** What SES says of an email in each of its events. */
const mailOf = (noticeId: string, messageId: string, to: string, timestamp = '2026-08-06T09:00:00.240Z') => ({
  timestamp,
  source: 'Independent review <reviews@example.org>',
  sourceArn: 'arn:aws:ses:eu-west-2:111122223333:identity/example.org',
  sendingAccountId: '111122223333',
  messageId,
  destination: [to],
  headersTruncated: false,
  headers: [
    { name: 'From', value: 'Independent review <reviews@example.org>' },
    { name: 'To', value: to },
    { name: 'Subject', value: 'Your review is due' },
    { name: 'MIME-Version', value: '1.0' },
    { name: 'Content-Type', value: 'multipart/alternative; boundary="----=_Part_1"' },
  ],
  commonHeaders: {
    from: ['Independent review <reviews@example.org>'],
    to: [to],
    messageId,
    subject: 'Your review is due',
  },
  tags: {
    'ses:operation': ['SendEmail'],
    'ses:configuration-set': ['notices'],
    'ses:source-ip': ['192.0.2.1'],
    'ses:from-domain': ['example.org'],
    'ses:caller-identity': ['mailer'],
    notice: [noticeId],
  },
});

type Mail = ReturnType<typeof mailOf>;

/** Each event as SES publishes it (Amazon SES Developer Guide, “Examples of event data”). */
const eventOf = {
  Send: (mail: Mail) => ({ eventType: 'Send', mail, send: {} }),
  Delivery: (mail: Mail) => ({
    eventType: 'Delivery',
    mail,
    delivery: {
      timestamp: '2026-08-06T09:00:12.133Z',
      processingTimeMillis: 11893,
      recipients: mail.destination,
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'mta.example.org',
    },
  }),
  Bounce: (mail: Mail) => ({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: mail.destination[0],
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
      timestamp: '2026-08-06T09:01:02.669Z',
      feedbackId: '010001-61b59c11-000000',
      reportingMTA: 'dns; mta.example.org',
    },
    mail,
  }),
  TransientBounce: (mail: Mail) => ({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Transient',
      bounceSubType: 'MailboxFull',
      bouncedRecipients: [{ emailAddress: mail.destination[0] }],
      timestamp: '2026-08-06T09:01:02.000Z',
      feedbackId: '010001-61b59c12-000000',
    },
    mail,
  }),
  Complaint: (mail: Mail) => ({
    eventType: 'Complaint',
    complaint: {
      feedbackId: '010001-7f070191-000000',
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: mail.destination[0] }],
      timestamp: '2026-08-06T10:00:33.564Z',
      userAgent: 'A mail program',
      complaintFeedbackType: 'abuse',
      arrivalDate: '2026-08-06T10:00:33.564Z',
    },
    mail,
  }),
  Reject: (mail: Mail) => ({ eventType: 'Reject', mail, reject: { reason: 'Bad content' } }),
} as const;

type EventType = keyof typeof eventOf;

/** Messages as SNS hands them to a function. */
const snsEvent = (...messages: readonly string[]): SNSEvent => ({
  Records: messages.map((Message) => ({
    EventVersion: '1.0',
    EventSource: 'aws:sns',
    EventSubscriptionArn: 'arn:aws:sns:eu-west-2:111122223333:ses-events:5a1c',
    Sns: {
      Type: 'Notification',
      MessageId: randomUUID(),
      TopicArn: 'arn:aws:sns:eu-west-2:111122223333:ses-events',
      Subject: 'Amazon SES Email Event Notification',
      Message,
      Timestamp: '2026-08-06T09:00:13.000Z',
      SignatureVersion: '1',
      Signature: 'c2lnbmVk',
      SigningCertUrl: 'https://sns.eu-west-2.amazonaws.com/certificate.pem',
      UnsubscribeUrl: 'https://sns.eu-west-2.amazonaws.com/?Action=Unsubscribe',
      MessageAttributes: {},
    },
  })),
});

/** Takes messages as the function would, and answers with its log. */
async function take(messages: readonly string[], on = services) {
  const kept = keptLog();
  await sesEvents(on, kept.log)(snsEvent(...messages), {
    getRemainingTimeInMillis: () => 60_000,
  } as never);
  return kept;
}

// SES ends its messages with a line break.
const messageOf = (type: EventType, mail: Mail) => `${JSON.stringify(eventOf[type](mail))}\n`;

let made = 0;

/** Somebody with a notice, and what SES would say of the email that it makes. */
async function newNotice() {
  made += 1;
  const personId = `person-${made}`;
  const email = `person-${made}@example.org`;
  const createdAt = services.now().toISOString();
  await addPerson(database.db, { id: personId, name: `Person ${made}`, email, roles: ['staff'] }, createdAt);
  const another = async () => {
    const cause = `off-panel ${++made}`;
    const data = {
      title: 'Sample',
      specificationVersion: 1,
      sample: true,
      criteriaSetKind: 'endorsement' as const,
    };
    const notice = { cause, notice: 'off-panel', personId, roundId: null, createdAt, data } as const;
    await writeOne(database.db, noticeWrite(notice));
    return noticeIdOf(cause, personId);
  };
  const noticeId = await another();
  const messageId = `message-${made}`;
  return { personId, email, noticeId, messageId, another, mail: mailOf(noticeId, messageId, email) };
}

const read = async (noticeId: string) => {
  const notice = await getNotice(database.db, noticeId);
  if (notice === null) throw new Error('The notice is gone');
  return notice;
};

const personOf = async (personId: string) => {
  const person = await getPerson(database.db, personId);
  if (person === null) throw new Error(`There is no ${personId}`);
  return person;
};

const claim = async (noticeId: string) => {
  const claimed = await claimNotice(database.db, await read(noticeId), services.now());
  if (claimed === null) throw new Error('It could be claimed');
  return claimed;
};

/** A notice that the mailer has sent and marked. */
async function sentNotice() {
  const given = await newNotice();
  await markSent(database.db, await claim(given.noticeId), given.messageId, '2026-08-06T09:00:00.300Z');
  return given;
}

/** A notice of which nobody knows whether it was sent. */
async function possiblySentNotice() {
  const given = await newNotice();
  await markFailed(database.db, await claim(given.noticeId), possiblySent, '2026-08-06T09:00:00.300Z');
  return given;
}

/** Whose addresses wait for staff under Today. */
async function addressesToday(): Promise<readonly string[]> {
  const person = await personOf('person-1');
  const call = { by: person, of: {}, what: undefined, expected: 0, key: '' };
  const today = await centreUseCases(services).getToday(call);
  return today.ok ? today.value.answer.addressesFailing.items.map(({ personId }) => personId) : [];
}

/** Staff give the address, or another, their trust again. */
async function seenTo(personId: string, email: string): Promise<void> {
  const event = eventNow(services, 'staff', 'address-corrected');
  const corrected = await correctAddress(database.db, await personOf(personId), email, event);
  if (!corrected.ok) throw new Error('It could be corrected');
}

/** What the mailer makes of a notice, and to whom it writes. */
async function delivered(noticeId: string) {
  const to: string[] = [];
  const delivery = await deliver(
    {
      db: database.db,
      now: services.now,
      send: async (address) => {
        to.push(address);
        return ok('another-message');
      },
      emails: plainEmails,
      mayWriteTo: allowList('*'),
    },
    noticeId,
  );
  return { delivery, to };
}

describe('of a notice that was sent', () => {
  test('a delivery is kept, and the first of two counts', async () => {
    const { noticeId, mail } = await sentNotice();
    const { lines } = await take([messageOf('Delivery', mail)]);
    expect(lines).toEqual([{ message: 'sesEventTaken', values: { type: 'Delivery', noticeId } }]);
    expect(await read(noticeId)).toMatchObject({
      status: 'sent',
      sentAt: '2026-08-06T09:00:00.300Z',
      deliveredAt: '2026-08-06T09:00:12.133Z',
    });
    const later = eventOf.Delivery(mail);
    later.delivery.timestamp = '2026-08-06T12:00:00.000Z';
    const { version } = await read(noticeId);
    const again = await take([JSON.stringify(later)]);
    expect(again.messages()).toEqual(['sesEventIgnored']);
    expect(await read(noticeId)).toMatchObject({ version, deliveredAt: '2026-08-06T09:00:12.133Z' });
  });

  test('what is known already, or may yet pass, changes nothing', async () => {
    const { noticeId, personId, mail } = await sentNotice();
    const { version } = await read(noticeId);
    const { messages } = await take([messageOf('Send', mail), messageOf('TransientBounce', mail)]);
    expect(messages()).toEqual(['sesEventIgnored', 'sesEventIgnored']);
    expect(await read(noticeId)).toMatchObject({ version, status: 'sent', failure: null });
    expect(await personOf(personId)).toMatchObject({ addressTrouble: null });
  });

  test('a bounce holds further emails to the address back until staff have seen to it', async () => {
    const { noticeId, personId, email, mail, another } = await sentNotice();
    await take([messageOf('Bounce', mail)]);
    expect(await read(noticeId)).toMatchObject({
      status: 'failed',
      failure: 'came back: the address does not take emails',
    });
    expect(await personOf(personId)).toMatchObject({
      addressTrouble: { kind: 'bounce', at: '2026-08-06T09:01:02.669Z', noticeId },
    });
    expect(await addressesToday()).toContain(personId);
    const { items } = await listEventsOf(database.db, keys.person(personId), { limit: 10 });
    expect(items).toContainEqual(
      expect.objectContaining({ actor: 'system', action: 'address-bounced', details: {} }),
    );
    // The address waits for staff, and not each of the emails to it.
    const failed = await listNoticesThat(database.db, 'failed', { limit: 100 });
    expect(failed.items.map(({ id }) => id)).not.toContain(noticeId);
    expect(await delivered(await another())).toEqual({ delivery: 'failed', to: [] });

    await seenTo(personId, email);
    expect(await addressesToday()).not.toContain(personId);
    expect(await delivered(await another())).toEqual({ delivery: 'sent', to: [email] });
    // The same bounce again is of before they saw to it.
    await take([messageOf('Bounce', mail)]);
    expect(await personOf(personId)).toMatchObject({ addressTrouble: null });
  });

  test('a complaint holds further emails back too, but the notice did arrive', async () => {
    const { noticeId, personId, mail, another } = await sentNotice();
    await take([messageOf('Delivery', mail), messageOf('Complaint', mail)]);
    expect(await read(noticeId)).toMatchObject({
      status: 'sent',
      failure: 'reported by its recipient as unwanted',
      deliveredAt: '2026-08-06T09:00:12.133Z',
    });
    expect(await personOf(personId)).toMatchObject({
      addressTrouble: { kind: 'complaint', at: '2026-08-06T10:00:33.564Z', noticeId },
    });
    expect(await addressesToday()).toContain(personId);
    expect(await delivered(await another())).toEqual({ delivery: 'failed', to: [] });
    await seenTo(personId, `${personId}@example.org`);
    // The same complaint again is of before they saw to it.
    await take([messageOf('Complaint', mail)]);
    expect(await personOf(personId)).toMatchObject({ addressTrouble: null });
  });

  test('an email that SES took and threw away has failed, and waits for staff', async () => {
    const { noticeId, personId, mail } = await sentNotice();
    await take([messageOf('Reject', mail)]);
    const failed = await listNoticesThat(database.db, 'failed', { limit: 100 });
    expect(failed.items.find(({ id }) => id === noticeId)).toMatchObject({
      failure: 'not sent: SES found a virus in it',
    });
    expect(await personOf(personId)).toMatchObject({ addressTrouble: null });
  });

  test.each(['Bounce', 'Complaint'] as const)(
    'a %s of an email to an old address says nothing of the new one',
    async (type) => {
      const { personId, mail, another } = await sentNotice();
      await seenTo(personId, `new-${personId}@example.org`);
      await take([messageOf(type, mail)]);
      expect(await personOf(personId)).toMatchObject({ addressTrouble: null });
      expect(await addressesToday()).not.toContain(personId);
      expect((await delivered(await another())).to).toEqual([`new-${personId}@example.org`]);
    },
  );

  test('an address is the same however it is written', async () => {
    const { noticeId, personId, messageId, email } = await sentNotice();
    await take([messageOf('Bounce', mailOf(noticeId, messageId, email.toUpperCase()))]);
    expect(await personOf(personId)).toMatchObject({ addressTrouble: { kind: 'bounce' } });
    await seenTo(personId, email);
  });

  test('of a notice that staff sent again, what SES says of the earlier email changes nothing', async () => {
    const { noticeId, personId, email, mail } = await sentNotice();
    await take([messageOf('Bounce', mail)]);
    await seenTo(personId, `new-${personId}@example.org`);
    const how = { at: services.now().toISOString(), by: 'staff', how: 'send-again', reason: 'New' } as const;
    await settleNotice(database.db, await read(noticeId), how, eventNow(services, 'staff', 'notice-settled'));
    const late = [messageOf('Bounce', mail), messageOf('Delivery', mail), messageOf('Send', mail)];
    await take(late);
    expect(await read(noticeId)).toMatchObject({ status: 'pending', deliveredAt: null });
    expect(await delivered(noticeId)).toEqual({
      delivery: 'sent',
      to: [`new-${personId}@example.org`],
    });
    await take(late);
    expect(await read(noticeId)).toMatchObject({
      status: 'sent',
      messageId: 'another-message',
      deliveredAt: null,
      failure: null,
    });
    expect(await personOf(personId)).toMatchObject({ addressTrouble: null });
    const { version } = await read(noticeId);
    await take([messageOf('Bounce', mailOf(noticeId, 'another-message', email))]);
    expect((await read(noticeId)).version).toBeGreaterThan(version);
  });
});

describe('of a notice of which nobody knows whether it was sent', () => {
  test.each(['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject'] as const)(
    'a %s settles it',
    async (type) => {
      const { noticeId, personId, messageId, email, mail } = await possiblySentNotice();
      const { messages } = await take([messageOf(type, mail)]);
      expect(messages()).toEqual(['sesEventTaken']);
      const settled = await read(noticeId);
      expect(settled).toMatchObject({
        messageId,
        status: type === 'Bounce' || type === 'Reject' ? 'failed' : 'sent',
      });
      expect(settled.failure).not.toBe(possiblySent);
      const failed = await listNoticesThat(database.db, 'failed', { limit: 100 });
      expect(failed.items.some(({ id }) => id === noticeId)).toBe(type === 'Reject');
      const isHeldBack = type === 'Bounce' || type === 'Complaint';
      expect((await personOf(personId)).addressTrouble !== null).toBe(isHeldBack);
      if (isHeldBack) await seenTo(personId, email);
    },
  );

  test('SES being faster than the mailer’s mark settles it, in whatever order its events come', async () => {
    const types = fc.shuffledSubarray(['Send', 'Send', 'Delivery', 'Delivery', 'Complaint', 'Complaint'], {
      minLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(types, fc.boolean(), async (order, isClaimed) => {
        const given = isClaimed ? await newNotice() : await possiblySentNotice();
        const claimed = isClaimed ? await claim(given.noticeId) : null;
        for (const type of order) await take([messageOf(type as EventType, given.mail)]);
        // The mailer’s own mark comes last.
        if (claimed !== null)
          expect(await markSent(database.db, claimed, given.messageId, 'now')).toBe(false);
        expect(await read(given.noticeId)).toMatchObject({
          status: 'sent',
          messageId: given.messageId,
          deliveredAt: '2026-08-06T09:00:12.133Z',
          failure: 'reported by its recipient as unwanted',
          leaseUntil: null,
        });
        await seenTo(given.personId, given.email);
      }),
      { numRuns: 8 },
    );
  });

  test('also where staff already want it sent again: then it is not', async () => {
    const { noticeId, mail } = await possiblySentNotice();
    const how = { at: services.now().toISOString(), by: 'staff', how: 'send-again', reason: 'Lost' } as const;
    await settleNotice(database.db, await read(noticeId), how, eventNow(services, 'staff', 'notice-settled'));
    await take([messageOf('Delivery', mail)]);
    expect(await read(noticeId)).toMatchObject({ status: 'sent', deliveredAt: '2026-08-06T09:00:12.133Z' });
    expect(await delivered(noticeId)).toEqual({ delivery: 'nothing-to-do', to: [] });
  });

  test('the same event by eight functions at once is kept once', async () => {
    const { noticeId, personId, email, mail } = await possiblySentNotice();
    const messages = [messageOf('Bounce', mail)];
    const logs = await Promise.all(Array.from({ length: 8 }, () => take(messages)));
    expect(logs.flatMap((kept) => kept.messages()).filter((one) => one === 'sesEventTaken')).toHaveLength(1);
    expect(await read(noticeId)).toMatchObject({ status: 'failed' });
    const { items } = await listEventsOf(database.db, keys.person(personId), { limit: 10 });
    expect(items.filter(({ action }) => action === 'address-bounced')).toHaveLength(1);
    await seenTo(personId, email);
  });
});

describe('what is nobody’s business is passed over', () => {
  test('a notice that there is not, and a recipient who was erased', async () => {
    const unknown = mailOf('f'.repeat(32), 'message-x', 'somebody@example.org');
    const { messages } = await take([messageOf('Bounce', unknown)]);
    expect(messages()).toEqual(['sesEventIgnored']);

    const cause = 'to somebody who was erased';
    const data = {
      title: 'Sample',
      specificationVersion: 1,
      sample: true,
      criteriaSetKind: 'endorsement' as const,
    };
    const createdAt = services.now().toISOString();
    const notice = {
      cause,
      notice: 'off-panel',
      personId: 'erased',
      roundId: null,
      createdAt,
      data,
    } as const;
    await writeOne(database.db, noticeWrite(notice));
    const noticeId = noticeIdOf(cause, 'erased');
    await markSent(database.db, await claim(noticeId), 'message-y', createdAt);
    await take([messageOf('Bounce', mailOf(noticeId, 'message-y', 'erased@example.org'))]);
    expect(await read(noticeId)).toMatchObject({ status: 'failed' });
  });

  const mail = mailOf('a'.repeat(32), 'message', 'somebody@example.org');
  const { notice: _, ...otherTags } = mail.tags;
  test.each([
    [
      'what SNS writes when a topic is set up',
      'Successfully validated SNS topic for Amazon SES event publishing.',
    ],
    ['an empty message', ''],
    ['JSON that is no event', '"Bounce"'],
    ['an email without tags of ours', JSON.stringify(eventOf.Bounce({ ...mail, tags: otherTags as never }))],
    [
      'an email with somebody else’s tag of the same name',
      JSON.stringify(eventOf.Bounce({ ...mail, tags: { ...mail.tags, notice: ['newsletter-12'] } })),
    ],
    [
      'a tag with several values',
      JSON.stringify(
        eventOf.Bounce({ ...mail, tags: { ...mail.tags, notice: ['a'.repeat(32), 'b'.repeat(32)] } }),
      ),
    ],
    [
      'a delay',
      JSON.stringify({
        eventType: 'DeliveryDelay',
        mail,
        deliveryDelay: {
          timestamp: '2026-08-06T09:30:00.000Z',
          delayType: 'TransientCommunicationFailure',
          expirationTime: '2026-08-06T21:00:00.000Z',
          delayedRecipients: [{ emailAddress: 'somebody@example.org' }],
        },
      }),
    ],
    [
      'an older kind of notification, which has no tags',
      JSON.stringify({ notificationType: 'Bounce', mail }),
    ],
  ])('%s', async (_, message) => {
    expect(readSesEvent(message)).toBeNull();
    const { lines } = await take([message]);
    expect(lines).toMatchObject([{ message: 'sesEventIgnored' }]);
  });
});

test('what cannot be kept leaves the function as an error, and is kept when it comes again', async () => {
  const { noticeId, mail } = await sentNotice();
  const client = new DynamoDBClient(database.connection);
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'TransactWriteItemsCommand') throw new Error('The table went away');
        return next(args);
      },
    { step: 'initialize' },
  );
  const failing = { ...services, db: connect(database.db.tableName, client) };
  await expect(take([messageOf('Delivery', mail)], failing)).rejects.toThrow('went away');
  await take([messageOf('Delivery', mail)]);
  expect(await read(noticeId)).toMatchObject({ deliveredAt: '2026-08-06T09:00:12.133Z' });
});

test('the log holds no address, name or subject', async () => {
  const { mail, personId, email } = await sentNotice();
  const { lines } = await take(['plain text', messageOf('Delivery', mail), messageOf('Bounce', mail)]);
  expect(lines.map(({ values }) => Object.keys(values))).toEqual([
    ['snsMessageId'],
    ['type', 'noticeId'],
    ['type', 'noticeId'],
  ]);
  await seenTo(personId, email);
});
