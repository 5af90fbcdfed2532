import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sweepNotices } from '../../functions/notices/sweep-notices.ts';
import { connect, type Database } from '../../functions/table/database.ts';
import { realServices } from '../../functions/use-case/services.ts';
import { type ApiClient, apiClient } from '../../infra/local/api-client.ts';
import { readInbox } from '../../infra/local/mail.ts';
import { freePort, type Ports } from '../../infra/local/ports.ts';
import { addSamplePeople, openSampleRound, registerSamples } from '../../infra/local/samples.ts';
import { addonRedirect, clientIds, tableName } from '../../infra/local/service.ts';
import { fetchIdToken } from '../../infra/local/token.ts';
import { operations } from '../../shared/contract/operations.ts';
import { seeded } from '../histories/random.ts';
import { everyItem, outbox } from '../support/outbox.ts';
import { sampleReviewBody, startReview } from '../support/world.ts';
import type { Burnt } from './burnt.ts';
import { unsoundIn } from './fuzz.ts';
import type { Begun } from './kills-process.ts';

/** Rounds that are reviewed at once, by two reviewers each. */
const roundCount = 2;

/** As many as somebody may raise in a round. */
const mostConcerns = 10;

/** What somebody was told is done: in which item its mark must stand, once. */
interface Acknowledged {
  readonly kind: 'submission' | 'concern';
  readonly mark: string;
}

/** The service in a process, which is started anew after each kill; all of it, with its database and its inbox. */
function killable(begun: Begun) {
  let child: ChildProcess | null = null;
  let kills = 0;
  const start = async (): Promise<void> => {
    for (;;) {
      const starting = fork(join(import.meta.dirname, 'kills-process.ts'), [JSON.stringify(begun)], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      const stopped = new AbortController();
      const { signal } = stopped;
      const isUp = await Promise.race([
        once(starting, 'message', { signal }).then(() => true),
        once(starting, 'exit', { signal }).then(() => false),
      ]);
      stopped.abort();
      child = starting;
      if (isUp) return;
      // What was killed has not yet let go of its ports.
      await pause(200);
    }
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    if (dying === null) return;
    const gone = once(dying, 'exit');
    dying.kill('SIGKILL');
    await gone;
    kills += 1;
  };
  const idle = async (): Promise<void> => {
    if (child === null) return;
    const done = once(child, 'message');
    child.send('idle');
    await done;
  };
  return { start, kill, idle, kills: () => kills };
}

/** Works on, whatever is cut: what is not answered is asked again, under the same key, until it is. */
async function untilAnswered<T>(ask: () => Promise<T>, isOver: () => boolean): Promise<T> {
  for (;;)
    try {
      return await ask();
    } catch (error) {
      // What the service says is an answer; all else is a connection that a kill has cut.
      if (error instanceof Error && error.message.includes(' answered ')) throw error;
      if (isOver()) throw error;
      await pause(50);
    }
}

/**
 * Has reviewers submit and raise concerns, and staff reopen reviews, while the whole service is killed so many times.
 * Then everything that was acknowledged must stand, once, with its emails, and nothing may be stuck.
 */
export async function killsUnderLoad(wanted: number, seed: number): Promise<Burnt> {
  const random = seeded(seed);
  const dataFolder = await mkdtemp(join(tmpdir(), 'kills-'));
  const port = () => freePort(0);
  const ports: Ports = {
    gateway: await port(),
    identityProvider: await port(),
    mail: await port(),
    database: await port(),
  };
  const origin = `http://localhost:${ports.gateway}`;
  const service = killable({ ports, dataFolder });
  await service.start();
  const db: Database = connect(
    tableName,
    new DynamoDBClient({
      endpoint: `http://127.0.0.1:${ports.database}`,
      region: 'eu-west-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );
  await addSamplePeople(db);
  const clientOf = async (who: string) =>
    apiClient(
      origin,
      await fetchIdToken({
        issuer: `http://localhost:${ports.identityProvider}`,
        clientId: clientIds.addon,
        redirectUri: addonRedirect,
        email: `${who}@example.org`,
      }),
    );
  const staff = await clientOf('staff');
  await registerSamples(staff);
  const rounds: string[] = [];
  for (let n = 0; n < roundCount; n++) rounds.push(await openSampleRound(staff, 'sample-frailty'));

  const acknowledged: Acknowledged[] = [];
  const wrong: string[] = [];
  let [isStopping, requests] = [false, 0];

  /** One reviewer of a round, and staff who have them do it again. */
  async function work(client: ApiClient, number: 1 | 2, roundId: string, hash: string): Promise<void> {
    const parameters = { roundId };
    const personId = `sample-reviewer-${number}`;
    const body = sampleReviewBody(number, hash);
    const ask = <T>(what: () => Promise<T>): Promise<T> => {
      requests += 1;
      return untilAnswered(what, () => false);
    };
    for (let turn = 1; !isStopping; turn++) {
      const mark = `${roundId} ${number} ${turn}.`;
      const keys = [randomUUID(), randomUUID()] as const;
      await ask(() =>
        client.call(operations.submitReview, {
          parameters,
          headers: { 'if-match': '"0"', 'idempotency-key': keys[0] },
          body: { ...body, overallComment: mark },
        }),
      );
      acknowledged.push({ kind: 'submission', mark });
      if (turn <= mostConcerns) {
        await ask(() =>
          client.call(operations.raiseConcern, {
            parameters,
            headers: { 'idempotency-key': keys[1] },
            body: { text: mark, criterionId: null },
          }),
        );
        acknowledged.push({ kind: 'concern', mark });
      }
      // A cut reopening may have been done: whoever looks sees.
      const member = { roundId, personId };
      await ask(async () => {
        const found = await staff.send(operations.getPanelMember, { parameters: member });
        if ((found.body as { status?: string }).status !== 'submitted') return;
        await staff.call(operations.reopenReview, {
          parameters: member,
          headers: { 'if-match': found.headers.get('etag') ?? '' },
          body: { reason: 'Once more.' },
        });
      });
    }
  }

  const workers: { client: ApiClient; number: 1 | 2; roundId: string; hash: string }[] = [];
  for (const number of [1, 2] as const) {
    const client = await clientOf(`reviewer-${number}`);
    for (const roundId of rounds)
      workers.push({ client, number, roundId, hash: await startReview(client, roundId) });
  }
  const working = workers.map(({ client, number, roundId, hash }) =>
    work(client, number, roundId, hash).catch((error: unknown) =>
      wrong.push(`Reviewer ${number} was stuck: ${error}`),
    ),
  );
  let longestStart = 0;
  while (service.kills() < wanted) {
    await pause(100 + random.below(1_400));
    await service.kill();
    const began = Date.now();
    await service.start();
    longestStart = Math.max(longestStart, Date.now() - began);
  }
  isStopping = true;
  await Promise.all(working);

  // As long after as a lease lasts, what nobody knows of is looked at.
  await service.idle();
  const tomorrow = new Date(Date.now() + 24 * 3_600_000);
  await sweepNotices({ ...realServices(db), now: () => tomorrow }, { count: () => {} });
  await service.idle();
  const items = await everyItem(db);
  let [lost, doubled, stuck] = [0, 0, 0];
  for (const { kind, mark } of acknowledged) {
    const times = items.filter((item) => item.kind === kind && JSON.stringify(item).includes(mark)).length;
    if (times === 0) lost += 1;
    if (times > 1) doubled += 1;
    if (times !== 1) wrong.push(`The ${kind} “${mark}” stands ${times} times`);
  }
  for (const kind of ['submission', 'concern']) {
    const all = items.filter((item) => item.kind === kind).length;
    const said = acknowledged.filter((one) => one.kind === kind).length;
    if (all !== said) wrong.push(`${all} of ${kind} stand, ${said} were acknowledged`);
  }
  const sent = Map.groupBy(
    (await readInbox(`http://127.0.0.1:${ports.mail}`)).flatMap(({ tags }) => tags.map(({ value }) => value)),
    (noticeId) => noticeId,
  );
  const ended: Record<string, number> = {};
  for (const { id, notice, status, failure } of await outbox(db)) {
    const times = sent.get(id)?.length ?? 0;
    const end = status === 'failed' ? String(failure) : status;
    ended[end] = (ended[end] ?? 0) + 1;
    if (times > 1) doubled += 1;
    if (status === 'pending' || status === 'sending') stuck += 1;
    if (times > 1 || status === 'pending' || status === 'sending' || (status === 'sent' && times !== 1))
      wrong.push(`The email ${notice} ${id} ended as ${end} and was sent ${times} times`);
  }
  wrong.push(...unsoundIn(items));
  await service.kill();
  await rm(dataFolder, { recursive: true, force: true });
  const figures = { kills: wanted, seed, requests, acknowledged: acknowledged.length, lost, doubled, stuck };
  return { figures: { ...figures, emails: ended, longestStart }, wrong };
}
