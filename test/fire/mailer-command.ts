/** `npm run fire -- mailer [kills] [seed]`: mailers killed at random moments while SES misbehaves; says what is wrong in the end. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { seeded } from '../histories/random.ts';
import { startTestDatabase } from '../support/database.ts';
import { startHostileSes } from './hostile-ses.ts';
import { mailUnderFire } from './mailer-under-fire.ts';

const [wanted = 100, seed = Date.now() % 1e9] = process.argv.slice(2).map(Number);
const random = seeded(seed);
const database = await startTestDatabase();
const ses = await startHostileSes(random);
Object.assign(process.env, {
  AWS_REGION: 'eu-west-2',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_SESV2: ses.url,
});

let running: ChildProcess | null = null;
const current = (): ChildProcess => {
  running ??= fork(join(import.meta.dirname, 'mailer-process.ts'));
  return running;
};

let kills = 0;
/** Hands a batch over; a mailer that is killed over it is replaced, and handed the batch again, as Lambda does. */
async function handOver(ids: readonly string[], now: Date): Promise<void> {
  for (;;) {
    const mailer = current();
    const settled = new AbortController();
    const { signal } = settled;
    const done = once(mailer, 'message', { signal }).then(() => true);
    mailer.send({ ids, now: now.toISOString(), connection: database.connection });
    const isKilled = kills < wanted && random.chance(0.9);
    const timer = setTimeout(() => mailer.kill('SIGKILL'), isKilled ? 100 + random.below(1_500) : 60_000);
    // Whichever of the two does not come is no longer waited for.
    const isDone = await Promise.race([done, once(mailer, 'exit', { signal }).then(() => false)]);
    clearTimeout(timer);
    settled.abort();
    if (isDone) return;
    kills += 1;
    running = null;
  }
}

const { ended, wrong, longest } = await mailUnderFire(database.db, ses, wanted * 8, handOver);
(running as ChildProcess | null)?.kill();
ses.stop();
await database.stop();
console.log({ seed, kills, longest, ended, did: Object.fromEntries(ses.did), wrong });
process.exit(wrong.length === 0 ? 0 : 1);
