import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../infra/local/api-client.ts';
import { type ReviewerAtWork, sitDown } from '../infra/local/reviewer-at-work.ts';
import { findRunningService } from '../infra/local/running-service.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from './support/faulty-proxy.ts';
import { interrupt, type Started, start } from './support/started.ts';

const root = join(import.meta.dirname, '..');
const port = 43_230;
const email = 'reviewer-1@example.org';

let started: Started;
let proxy: FaultyProxy;
let reviewer: ReviewerAtWork;
let staff: ApiClient;
let me: ApiClient;
let roundId: string;

beforeAll(async () => {
  started = await start(port);
  const service = await findRunningService({ PORT: String(port) });
  if (service === null) throw new Error('The service does not answer');
  proxy = await startFaultyProxy(service.origin, () => interrupt(started.child, 'SIGKILL'));
  staff = apiClient(service.origin, await service.token('staff@example.org'));
  const token = await service.token(email);
  me = apiClient(service.origin, token);
  const { assignments } = await me.call(reviewOperations.listMyAssignments);
  roundId = assignments.find(({ status }) => status === 'invited')?.roundId ?? '';
  const code = readFileSync(join(root, 'dist/addon/Code.js'), 'utf8');
  reviewer = await sitDown({ code, origin: proxy.url, token, email });
  await reviewer.press('declareInterests', roundId, { interest: 'none', description: '' });
  await reviewer.press('startReview', roundId);
  await reviewer.fillIn(sampleCriteriaSet(), readSampleReview(1));
});
afterAll(async () => {
  await reviewer?.close();
  await proxy?.stop();
  if (started) await interrupt(started.child);
  rmSync(join(root, '.data', String(port)), { recursive: true, force: true });
});

/** Lets the reviewer submit once more, where there is a submission. */
async function reopen(): Promise<void> {
  const { panel } = await staff.call(roundOperations.getRound, { parameters: { roundId } });
  const personId = panel.find(({ status }) => status === 'submitted')?.personId;
  if (personId === undefined) return;
  await staff.call(panelOperations.reopenReview, {
    parameters: { roundId, personId },
    headers: await staff.lock(panelOperations.getPanelMember, { parameters: { roundId, personId } }),
    body: { reason: 'Please look again.' },
  });
}

const submissions = async () =>
  (await me.call(reviewOperations.listMySubmissions, { parameters: { roundId } })).submissions;

// The third submits. Where only the connection breaks is tried at every request in reviewer-resilience.test.ts.
const kills: readonly (readonly [nth: number, fault: Fault, tags: readonly string[]])[] = [
  [1, 'cut-during', ['long']],
  [2, 'cut-after', ['long']],
  [3, 'cut-before', ['long']],
  [3, 'cut-during', []],
  [3, 'cut-after', []],
];

for (const [nth, fault, tags] of kills)
  test(`killing the whole service at request ${nth} (${fault}): one submission and its receipt`, {
    tags: [...tags],
  }, async () => {
    const before = (await submissions()).length;
    await reopen();
    await reviewer.pasteInto('4.1', 'comment', `Killed at ${nth}, ${fault}`);
    proxy.fail(nth, fault, false);
    expect(await reviewer.press('submitReview', roundId)).toMatchObject({ view: 'failure' });
    started = await start(port);
    proxy.work();
    const shown = await reviewer.press('submitReview', roundId);
    const after = await submissions();
    expect(after).toHaveLength(before + 1);
    expect(shown).toMatchObject({ view: 'receipt', receiptId: after[0]?.receipt.id, number: before + 1 });
  });
