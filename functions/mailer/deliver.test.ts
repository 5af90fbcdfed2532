import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../shared/domain/result.ts';
import { startTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { connect, transact } from '../storage/database.ts';
import { getNotice, noticeIdOf, recommendationNoticeWrite } from '../storage/notices.ts';
import { addPerson } from '../storage/people.ts';
import { deliver, type MailerDependencies } from './deliver.ts';
import { failureOf, type Send, type SendFailure } from './send.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  const person = { id: 'sample-staff', name: 'Sample staff member', email: 'staff@example.org', roles: [] };
  await addPerson(database.db, person, '2026-08-01T09:00:00.000Z');
});
afterAll(() => database.stop());

let now: Date;
let emails: string[];
let round = 0;
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

const mailer = (send: Send, db = database.db): MailerDependencies => ({
  db,
  now: () => now,
  send,
  origin: 'https://reviews.example.org',
});

/** Puts a recommendation notice into the outbox and answers with its id. */
async function pendingNotice(personId = 'sample-staff'): Promise<string> {
  const roundId = `round-${++round}`;
  const data = {
    title: 'Sample credential',
    specificationVersion: 1,
    sample: true,
    criteriaSetHash: 'a'.repeat(64),
    outcome: 'endorse' as const,
    reasons: ['All criteria are met.'],
    conditions: [],
    disputed: [],
    recommendationNumber: 1,
  };
  await transact(database.db, [recommendationNoticeWrite(roundId, personId, data, now.toISOString())]);
  return noticeIdOf(`recommendation ${roundId} 1`, personId);
}

const read = async (id: string) => {
  const notice = await getNotice(database.db, id);
  if (notice === null) throw new Error('The notice is gone');
  return notice;
};

test('a pending notice is sent to its recipient, once', async () => {
  const id = await pendingNotice();
  expect(await deliver(mailer(sends), id)).toBe('sent');
  expect(await deliver(mailer(sends), id)).toBe('nothing-to-do');
  expect(emails).toEqual(['staff@example.org']);
  expect(await read(id)).toMatchObject({
    status: 'sent',
    messageId: 'message-1',
    attempts: 1,
  });
  expect(await read(id)).not.toHaveProperty('todoPk');
});

test('of sixteen mailers at once, one sends', async () => {
  const id = await pendingNotice();
  const all = await Promise.all(Array.from({ length: 16 }, () => deliver(mailer(sends), id)));
  expect(all.filter((one) => one === 'sent')).toHaveLength(1);
  expect(emails).toHaveLength(1);
});

test('a refusal that passes is tried again, but not before its time', async () => {
  const id = await pendingNotice();
  expect(await deliver(mailer(failsWith({ kind: 'refused', reason: 'TooManyRequestsException' })), id)).toBe(
    'refused',
  );
  const refused = await read(id);
  expect(refused).toMatchObject({
    status: 'pending',
    failure: 'TooManyRequestsException',
    todoPk: 'TODO#notice-pending',
  });
  expect(await deliver(mailer(sends), id)).toBe('nothing-to-do');
  now = new Date(refused.nextAttemptAt ?? '');
  expect(await deliver(mailer(sends), id)).toBe('sent');
  expect(await read(id)).toMatchObject({ status: 'sent', attempts: 2 });
});

test('where nobody can tell whether it was sent, it waits for staff and is never sent again', async () => {
  const id = await pendingNotice();
  expect(await deliver(mailer(failsWith({ kind: 'unknown', reason: 'no-answer' })), id)).toBe('failed');
  expect(await read(id)).toMatchObject({
    status: 'failed',
    failure: 'possibly sent',
    todoPk: 'TODO#notice-failed',
  });
  now = new Date('2027-01-01T00:00:00.000Z');
  expect(await deliver(mailer(sends), id)).toBe('nothing-to-do');
  expect(emails).toHaveLength(1);
});

test('a crash between sending and marking ends as possibly sent once the claim has run out', async () => {
  const id = await pendingNotice();
  const crash: Send = async () => {
    throw new Error('The function was ended here');
  };
  await expect(deliver(mailer(crash), id)).rejects.toThrow('ended here');
  expect(await deliver(mailer(sends), id)).toBe('nothing-to-do');
  expect(await read(id)).toMatchObject({ status: 'sending' });
  now = new Date(now.getTime() + 6 * 60 * 1000);
  expect(await deliver(mailer(sends), id)).toBe('failed');
  expect(await read(id)).toMatchObject({ status: 'failed', failure: 'possibly sent' });
  expect(emails).toEqual([]);
});

test('a table that fails after the send leaves the notice claimed, so that it is not sent twice', async () => {
  const id = await pendingNotice();
  const client = new DynamoDBClient(database.connection);
  let updates = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'UpdateItemCommand' && ++updates === 2) throw new Error('The table went away');
        return next(args);
      },
    { step: 'initialize' },
  );
  await expect(deliver(mailer(sends, connect(database.db.tableName, client)), id)).rejects.toThrow(
    'went away',
  );
  expect(await deliver(mailer(sends), id)).toBe('nothing-to-do');
  expect(emails).toHaveLength(1);
});

test('a notice to somebody who has been erased fails and says so', async () => {
  const id = await pendingNotice('nobody');
  expect(await deliver(mailer(sends), id)).toBe('failed');
  expect(await read(id)).toMatchObject({ status: 'failed', failure: 'the recipient has been erased' });
  expect(emails).toEqual([]);
});

test('only an answer of SES itself counts as definite', () => {
  expect(failureOf(new Error('socket hang up'))).toEqual({ kind: 'unknown', reason: 'no-answer' });
});
