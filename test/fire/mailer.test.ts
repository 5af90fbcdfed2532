import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailer } from '../../functions/mailer/handler.ts';
import { sesSend } from '../../functions/notices/send.ts';
import { seeded } from '../histories/random.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { keptLog, plainEmails } from '../support/plain.ts';
import { startHostileSes } from './hostile-ses.ts';
import { mailUnderFire } from './mailer-under-fire.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-2',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});
afterAll(() => database.stop());

test('with SES refusing, stalling and resetting at random, every notice ends as it should, in time', async () => {
  const seed = Math.floor(Math.random() * 1e9);
  const ses = await startHostileSes(seeded(seed));
  process.env.AWS_ENDPOINT_URL_SESV2 = ses.url;
  const patience = { connection: 200, answer: 200 };
  const send = sesSend(
    { sender: 'Reviews <reviews@example.org>', replyTo: undefined, configurationSet: undefined },
    patience,
  );
  const outcome = await mailUnderFire(database.db, ses, 80, async (ids, now) => {
    const dependencies = {
      db: database.db,
      now: () => now,
      send,
      emails: plainEmails,
      mayWriteTo: () => true,
    };
    const Records = ids.map((id) => ({ dynamodb: { SequenceNumber: id, NewImage: { id: { S: id } } } }));
    const context = { getRemainingTimeInMillis: () => 60_000 };
    const handed = await mailer(dependencies, keptLog().log)({ Records } as never, context as never);
    expect(handed).toEqual({ batchItemFailures: [] });
  });
  ses.stop();
  expect({ seed, wrong: outcome.wrong }).toEqual({ seed, wrong: [] });
  // As far from the function's time as its real patience is from this one.
  expect(outcome.longest).toBeLessThan(10 * patience.answer + 3_000);
  expect(outcome.ended.sent).toBeGreaterThan(0);
  expect(ses.did.size).toBeGreaterThan(5);
});
