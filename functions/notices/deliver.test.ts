import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { emailsThat, keptLog, plainEmails } from '../../test/support/plain.ts';
import { mailer } from '../mailer/handler.ts';
import { addPerson, correctAddress, markAddress } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { connect, type Database } from '../table/database.ts';
import { writeOne } from '../table/write.ts';
import { eventNow } from '../use-case/services.ts';
import { allowList } from './allow-list.ts';
import { deliver, type MailerDependencies } from './deliver.ts';
import { listNoticesThat } from './list-notices.ts';
import { failureOf, type Send, type SendFailure } from './send.ts';
import { getNotice, markSent, noticeIdOf, noticeWrite } from './storage.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  for (const id of ['reviewer', 'bouncing'])
    await addPerson(
      database.db,
      { id, name: `A ${id}`, email: `${id}@example.org`, roles: [] },
      '2026-08-01T09:00:00.000Z',
    );
});
afterAll(() => database.stop());

let now: Date;
let emails: string[];
let causes = 0;
beforeEach(() => {
  now = new Date('2026-08-06T16:30:00.000Z');
  emails = [];
});

const sends: Send = async (to) => {
  emails.push(to);
  return ok(`message-${emails.length}`);
};
const failsWith =
  (failure: SendFailure): Send =>
  async (to) => {
    emails.push(to);
    return fail(failure);
  };
const refuses = failsWith({ kind: 'refused', reason: 'TooManyRequestsException' });

const world = (send: Send = sends, besides: Partial<MailerDependencies> = {}): MailerDependencies => ({
  db: database.db,
  now: () => now,
  send,
  emails: plainEmails,
  mayWriteTo: allowList('*'),
  ...besides,
});

const about = {
  title: 'Sample credential',
  specificationVersion: 1,
  sample: true,
  criteriaSetKind: 'endorsement' as const,
};

/** Puts a notice into the outbox and answers with its id. */
async function pendingNotice(personId = 'reviewer'): Promise<string> {
  const cause = `off-panel ${++causes}`;
  const createdAt = now.toISOString();
  const notice = { cause, notice: 'off-panel', personId, roundId: null, createdAt, data: about } as const;
  await writeOne(database.db, noticeWrite(notice));
  return noticeIdOf(cause, personId);
}

const read = async (id: string) => {
  const notice = await getNotice(database.db, id);
  if (notice === null) throw new Error('The notice is gone');
  return notice;
};

/** Ids of the failed notices that wait for staff. */
async function failedOnes(): Promise<readonly string[]> {
  const { items } = await listNoticesThat(database.db, 'failed', { limit: 100 });
  return items.map(({ id }) => id);
}

test('a pending notice is sent to its recipient, once', async () => {
  const id = await pendingNotice();
  expect(await deliver(world(), id)).toBe('sent');
  expect(await deliver(world(), id)).toBe('nothing-to-do');
  expect(emails).toEqual(['reviewer@example.org']);
  expect(await read(id)).toMatchObject({ status: 'sent', messageId: 'message-1', attempts: 1 });
  expect(await read(id)).not.toHaveProperty('todoPk');
});

test('the email is the notice’s own, with the notice’s id to be tagged with', async () => {
  const id = await pendingNotice();
  const sent: unknown[] = [];
  const keeps: Send = async (...given) => {
    sent.push(given);
    return ok('message');
  };
  await deliver(world(keeps), id);
  expect(sent).toEqual([['reviewer@example.org', plainEmails.render(await read(id), { name: '' }), id]]);
});

test('of sixteen mailers at once, one sends', async () => {
  const id = await pendingNotice();
  const all = await Promise.all(Array.from({ length: 16 }, () => deliver(world(), id)));
  expect(all.filter((one) => one === 'sent')).toHaveLength(1);
  expect(emails).toHaveLength(1);
});

describe('a refusal that passes', () => {
  test('is tried again, but not before its time', async () => {
    const id = await pendingNotice();
    expect(await deliver(world(refuses), id)).toBe('refused');
    const refused = await read(id);
    expect(refused).toMatchObject({
      status: 'pending',
      failure: 'TooManyRequestsException',
      leaseUntil: null,
      todoPk: 'TODO#notice-pending',
    });
    now = new Date(Date.parse(refused.nextAttemptAt ?? '') - 1);
    expect(await deliver(world(), id)).toBe('nothing-to-do');
    now = new Date(refused.nextAttemptAt ?? '');
    expect(await deliver(world(), id)).toBe('sent');
    expect(await read(id)).toMatchObject({ status: 'sent', attempts: 2, failure: null, nextAttemptAt: null });
  });

  test('is waited for longer and longer, up to six hours, and given up after two days and more', async () => {
    const id = await pendingNotice();
    const start = now.getTime();
    const pauses: number[] = [];
    let delivery = await deliver(world(refuses), id);
    while (delivery === 'refused') {
      const { nextAttemptAt } = await read(id);
      const next = new Date(nextAttemptAt ?? '');
      pauses.push((next.getTime() - now.getTime()) / 60_000);
      now = next;
      delivery = await deliver(world(refuses), id);
    }
    expect(delivery).toBe('failed');
    expect(pauses).toEqual([15, 30, 60, 120, 240, ...Array(8).fill(360)]);
    expect(emails).toHaveLength(14);
    expect(now.getTime() - start).toBeGreaterThan(2 * 24 * 60 * 60 * 1000);
    // What is known not to have been sent must not look as if it might have been.
    expect(await read(id)).toMatchObject({
      status: 'failed',
      failure: 'not sent: TooManyRequestsException',
      nextAttemptAt: null,
    });
    expect(await failedOnes()).toContain(id);
  });
});

test('what SES will never take fails at once, and says that it was not sent', async () => {
  const id = await pendingNotice();
  const rejects = failsWith({ kind: 'rejected', reason: 'MessageRejected' });
  expect(await deliver(world(rejects), id)).toBe('failed');
  expect(await read(id)).toMatchObject({ status: 'failed', failure: 'not sent: MessageRejected' });
  expect(await failedOnes()).toContain(id);
});

test('where nobody can tell whether it was sent, it waits for staff and is never sent again', async () => {
  const id = await pendingNotice();
  expect(await deliver(world(failsWith({ kind: 'unknown', reason: 'no-answer' })), id)).toBe('failed');
  expect(await read(id)).toMatchObject({ status: 'failed', failure: 'possibly sent' });
  expect(await failedOnes()).toContain(id);
  now = new Date('2027-01-01T00:00:00.000Z');
  expect(await deliver(world(), id)).toBe('nothing-to-do');
  expect(emails).toHaveLength(1);
});

test('a crash between sending and marking leaves the notice claimed: nobody sends it again', async () => {
  const id = await pendingNotice();
  const crash: Send = async (to) => {
    emails.push(to);
    throw new Error('The function was ended here');
  };
  await expect(deliver(world(crash), id)).rejects.toThrow('ended here');
  now = new Date('2027-01-01T00:00:00.000Z');
  expect(await deliver(world(), id)).toBe('nothing-to-do');
  // The clock finds it by the end of its lease, once that has passed.
  expect(await read(id)).toMatchObject({
    status: 'sending',
    leaseUntil: '2026-08-06T16:35:00.000Z',
    todoPk: 'TODO#notice-pending',
    todoSk: '2026-08-06T16:35:00.000Z',
  });
  expect(emails).toHaveLength(1);
});

/** A database whose nth write never reaches the table. */
function failingAtWrite(n: number): Database {
  const client = new DynamoDBClient(database.connection);
  let writes = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'TransactWriteItemsCommand' && ++writes === n)
          throw new Error('The table went away');
        return next(args);
      },
    { step: 'initialize' },
  );
  return connect(database.db.tableName, client);
}

test('a table that fails after the send leaves the notice claimed, so that it is not sent twice', async () => {
  const id = await pendingNotice();
  await expect(deliver(world(sends, { db: failingAtWrite(2) }), id)).rejects.toThrow('went away');
  expect(await deliver(world(), id)).toBe('nothing-to-do');
  expect(emails).toHaveLength(1);
});

test('what SES reports before the mailer can mark it stands', async () => {
  const id = await pendingNotice();
  const isOvertaken: Send = async (to) => {
    emails.push(to);
    await markSent(database.db, await read(id), 'message-as-ses-says', '2026-08-06T16:30:01.000Z');
    return ok('message-as-ses-says');
  };
  expect(await deliver(world(isOvertaken), id)).toBe('sent');
  expect(await read(id)).toMatchObject({
    status: 'sent',
    sentAt: '2026-08-06T16:30:01.000Z',
    messageId: 'message-as-ses-says',
  });
  expect(await deliver(world(), id)).toBe('nothing-to-do');
});

test('what SES reports stands also where the mailer got no answer', async () => {
  const id = await pendingNotice();
  const isSettled: Send = async () => {
    await markSent(database.db, await read(id), 'message-as-ses-says', now.toISOString());
    return fail({ kind: 'unknown', reason: 'no-answer' });
  };
  await deliver(world(isSettled), id);
  expect(await read(id)).toMatchObject({ status: 'sent', failure: null });
  expect(await failedOnes()).not.toContain(id);
});

test('a notice to somebody who has been erased fails and says so', async () => {
  const id = await pendingNotice('nobody');
  expect(await deliver(world(), id)).toBe('failed');
  expect(await read(id)).toMatchObject({
    status: 'failed',
    failure: 'not sent: the recipient has been erased',
  });
  expect(emails).toEqual([]);
  expect(await failedOnes()).toContain(id);
});

test.each([
  ['bounce', 'not sent: emails to this address have come back'],
  ['complaint', 'not sent: the recipient has reported an email as unwanted'],
] as const)(
  'an address in trouble after a %s is written to again once staff have seen to it',
  async (kind, failure) => {
    const { services } = testServices(database.db, now.toISOString());
    const bouncing = async () => {
      const person = await getPerson(database.db, 'bouncing');
      if (person === null) throw new Error('They are there');
      return person;
    };
    const trouble = { kind, at: now.toISOString(), noticeId: 'a'.repeat(32) };
    await markAddress(
      database.db,
      await bouncing(),
      trouble,
      eventNow(services, 'system', 'address-bounced'),
    );
    const id = await pendingNotice('bouncing');
    expect(await deliver(world(), id)).toBe('failed');
    expect(await read(id)).toMatchObject({ status: 'failed', failure });
    expect(emails).toEqual([]);
    expect(await failedOnes()).toContain(id);

    const corrected = eventNow(services, 'staff', 'address-corrected');
    await correctAddress(database.db, await bouncing(), 'bouncing@example.org', corrected);
    expect(await deliver(world(), await pendingNotice('bouncing'))).toBe('sent');
    expect(emails).toEqual(['bouncing@example.org']);
  },
);

test('whom a deployment may not write to gets nothing, and nobody is asked to look at it', async () => {
  const id = await pendingNotice();
  const mayWriteTo = allowList('*@example.nhs.uk');
  expect(await deliver(world(sends, { mayWriteTo }), id)).toBe('held-back');
  expect(emails).toEqual([]);
  expect(await read(id)).toMatchObject({
    status: 'failed',
    failure: 'not sent: this deployment may not write to this address',
    leaseUntil: null,
  });
  expect(await failedOnes()).not.toContain(id);
  expect(await read(id)).not.toHaveProperty('todoPk');
  now = new Date('2027-01-01T00:00:00.000Z');
  expect(await deliver(world(), id)).toBe('nothing-to-do');
});

describe('a batch of stream records', () => {
  const batch = (...ids: readonly string[]) => ({
    Records: ids.map((id, i) => ({ dynamodb: { SequenceNumber: `${i + 1}`, NewImage: { id: { S: id } } } })),
  });
  const handle = async (dependencies: MailerDependencies, ...ids: readonly string[]) => {
    const kept = keptLog();
    const context = { getRemainingTimeInMillis: () => 60_000 } as never;
    const response = await mailer(dependencies, kept.log)(batch(...ids) as never, context);
    return { response, ...kept };
  };

  test('is delivered in order, and what is no notice any more is passed over', async () => {
    const [one, two] = [await pendingNotice(), await pendingNotice('nobody')];
    const { response, messages } = await handle(world(), one, 'gone', two);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(messages()).toEqual(['noticeSent', 'noticeFailed']);
  });

  test('an email that cannot be composed is reported, waits for staff and holds the others up once only', async () => {
    const [faulty, next] = [await pendingNotice(), await pendingNotice()];
    const emailsWithFault = emailsThat((notice, recipient) => {
      if (notice.id === faulty) throw new Error('A template asks for what nobody gives it');
      return plainEmails.render(notice, recipient);
    });
    const dependencies = world(sends, { emails: emailsWithFault });
    const first = await handle(dependencies, faulty, next);
    expect(first.response).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(first.messages()).toEqual(['mailerFailed']);
    expect(await read(faulty)).toMatchObject({
      status: 'failed',
      failure: 'not sent: the email could not be composed',
    });
    expect(await failedOnes()).toContain(faulty);
    // Lambda sends the batch again from there.
    const again = await handle(dependencies, faulty, next);
    expect(again.response).toEqual({ batchItemFailures: [] });
    expect(again.messages()).toEqual(['noticeSent']);
    expect(emails).toHaveLength(1);
  });

  test('is sent again from where the table failed, and nothing in it is sent twice', async () => {
    const [one, two, three] = [await pendingNotice(), await pendingNotice(), await pendingNotice()];
    // The first is claimed and marked, the second claimed and not marked.
    const failing = await handle(world(sends, { db: failingAtWrite(4) }), one, two, three);
    expect(failing.response).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    const again = await handle(world(), two, three);
    expect(again.response).toEqual({ batchItemFailures: [] });
    expect(emails).toHaveLength(3);
    const statuses = await Promise.all([one, two, three].map(async (id) => (await read(id)).status));
    expect(statuses).toEqual(['sent', 'sending', 'sent']);
  });

  test('leaves no address, name or text in the log', async () => {
    const { lines } = await handle(world(refuses), await pendingNotice(), await pendingNotice('nobody'));
    expect(lines).toHaveLength(2);
    for (const { values } of lines) expect(Object.keys(values)).toEqual(['noticeId']);
  });
});

test('only an answer of SES itself counts as definite', () => {
  expect(failureOf(new Error('socket hang up'))).toEqual({ kind: 'unknown', reason: 'no-answer' });
});
