import { afterAll, beforeAll, expect, test } from 'vitest';
import { getNotice, markSent, noticeIdOf, noticeWrite } from '../functions/notices/storage.ts';
import { addPerson } from '../functions/people/changes-storage.ts';
import { writeOne } from '../functions/table/write.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../test/support/database.ts';
import { keptLog } from '../test/support/plain.ts';
import { eventIn, redriveReport, redriveTable } from './redrive.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

/** A notice that was sent, or still waits. */
async function notice(cause: string, isSent: boolean): Promise<string> {
  const { db } = database;
  const person = { id: 'somebody', name: 'Somebody', email: 'somebody@example.org', roles: [] };
  await addPerson(db, person, '2026-08-06T09:00:00.000Z');
  const data = { title: 'S', specificationVersion: 1, sample: true, criteriaSetKind: 'endorsement' as const };
  const about = { cause, personId: 'somebody', roundId: null, createdAt: '2026-08-06T09:00:00.000Z' };
  await writeOne(db, noticeWrite({ ...about, notice: 'off-panel', data }));
  const id = noticeIdOf(cause, 'somebody');
  const written = await getNotice(db, id);
  if (isSent && written !== null) await markSent(db, written, 'message-1', '2026-08-06T09:01:00.000Z');
  return id;
}

const delivery = (noticeId: string) =>
  JSON.stringify({
    eventType: 'Delivery',
    mail: {
      timestamp: '2026-08-06T09:01:00.000Z',
      messageId: 'message-1',
      destination: ['somebody@example.org'],
      tags: { notice: [noticeId] },
    },
    delivery: { timestamp: '2026-08-06T09:02:00.000Z', recipients: ['somebody@example.org'] },
  });

test('what ses-events or SNS gave up is taken again from either queue, once, and nothing else is', async () => {
  const { services } = testServices(database.db, '2026-08-06T10:00:00.000Z');
  const { log, messages } = keptLog();
  const [first, second] = [await notice('first', true), await notice('second', true)];
  const byLambda = { requestPayload: { Records: [{ Sns: { MessageId: 'a', Message: delivery(first) } }] } };
  const bySns = { Type: 'Notification', MessageId: 'b', Message: delivery(second) };
  for (const message of [byLambda, bySns])
    expect(await redriveReport(services, log, JSON.stringify(message))).toBe(true);
  for (const id of [first, second])
    expect(await getNotice(database.db, id)).toMatchObject({ deliveredAt: '2026-08-06T09:02:00.000Z' });
  expect(await redriveReport(services, log, JSON.stringify(bySns))).toBe(true);
  expect(messages().filter((message) => message === 'sesEventTaken')).toHaveLength(2);
  for (const other of ['', '{}', '[1]', '{"requestPayload":{"Records":[]}}'])
    expect(eventIn(other)).toBeNull();
});

test('what streams and clock gave up is done by the clock’s own steps: a notice that waits is shown to the mailer', async () => {
  const id = await notice('waits', false);
  const { services } = testServices(database.db, '2026-08-06T10:00:00.000Z');
  await redriveTable(services, keptLog().log);
  expect(await getNotice(database.db, id)).toMatchObject({ nudgedAt: '2026-08-06T10:00:00.000Z' });
});
