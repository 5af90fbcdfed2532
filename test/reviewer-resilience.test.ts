import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAddon } from '../addon/build.ts';
import type { View } from '../addon/src/view.ts';
import { type ReviewerAtWork, sitDown } from '../infra/local/reviewer-at-work.ts';
import { readSampleReview, sampleCriteriaSet } from '../infra/local/samples.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from './support/faulty-proxy.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let proxy: FaultyProxy;
let reviewer: ReviewerAtWork;
let roundId: string;

beforeAll(async () => {
  const [started, { code }] = await Promise.all([startWorld(), buildAddon()]);
  world = started;
  proxy = await startFaultyProxy(world.service.url);
  roundId = await world.openRound();
  const email = 'reviewer-1@example.org';
  reviewer = await sitDown({ code, origin: proxy.url, token: await world.service.token(email), email });
  await reviewer.press('declareInterests', roundId, { interest: 'none', description: '' });
  await reviewer.press('startReview', roundId);
  await reviewer.fillIn(sampleCriteriaSet(), readSampleReview(1));
  await reviewer.pasteInto('4.1', 'comment', said);
});
afterAll(async () => {
  await reviewer?.close();
  await proxy?.stop();
  await world?.stop();
});

/** A comment to go on with: another text in its place would be asked about. */
const said = 'The workforce need is well argued, and its size is shown for each region.';

const submissions = async () =>
  (await world.reviewer(1).call(reviewOperations.listMySubmissions, { parameters: { roundId } })).submissions;

/** Lets the reviewer submit once more. */
async function reopen(): Promise<void> {
  const { panel } = await world.staff.call(roundOperations.getRound, { parameters: { roundId } });
  const personId = panel.find(({ status }) => status === 'submitted')?.personId ?? '';
  await world.staff.call(panelOperations.reopenReview, {
    parameters: { roundId, personId },
    headers: await world.staff.lock(panelOperations.getPanelMember, { parameters: { roundId, personId } }),
    body: { reason: 'Please look again.' },
  });
}

/** Presses “Submit now” until there is a receipt, as a person would, with the network back from the second time. */
async function submitInTheEnd(): Promise<{ shown: readonly View[] }> {
  const shown = [await reviewer.press('submitReview', roundId)];
  proxy.work();
  if (shown[0]?.view !== 'receipt') shown.push(await reviewer.press('submitReview', roundId));
  return { shown };
}

test('submitting asks for the form, saves what was typed and submits', async () => {
  proxy.work();
  expect(await reviewer.press('submitReview', roundId)).toMatchObject({ view: 'receipt', number: 1 });
  expect(proxy.requests.map((request) => request.replace(roundId, '…'))).toEqual([
    'GET /v1/rounds/…/form',
    'PUT /v1/rounds/…/review',
    'POST /v1/rounds/…/review/submissions',
  ]);
});

describe.each<Fault>(['cut-before', 'cut-after', 'bad-gateway'])('a request that ends with %s', (fault) => {
  test.each([
    [1, 'once', false],
    [1, 'and every later one', true],
    [2, 'once', false],
    [2, 'and every later one', true],
    [3, 'once', false],
    [3, 'and every later one', true],
  ] as const)('request %i, %s: one submission and its receipt', async (nth, _, forGood) => {
    const before = await submissions();
    if (before.length > 0) await reopen();
    const comment = `${said} ${fault}, request ${nth}, ${forGood ? 'for good' : 'once'}`;
    await reviewer.pasteInto('4.1', 'comment', comment);
    proxy.fail(nth, fault, forGood);
    const { shown } = await submitInTheEnd();
    if (forGood) expect(shown[0]).toMatchObject({ view: 'failure', explanation: { again: true } });

    const [latest, ...earlier] = await submissions();
    expect(earlier).toEqual(before);
    expect(Object.values(latest?.content.ratings ?? {}).map((each) => each.comment)).toContain(comment);
    expect(shown.at(-1)).toMatchObject({
      view: 'receipt',
      receiptId: latest?.receipt.id,
      contentHash: latest?.receipt.contentHash,
    });
    // Pressed once more out of doubt, it shows the same receipt.
    expect(await reviewer.press('submitReview', roundId)).toEqual(shown.at(-1));
    expect(await submissions()).toHaveLength(before.length + 1);
  });
});

test('the receipt of a lost answer is found even where the key was lost as well', async () => {
  await reopen();
  await reviewer.pasteInto('4.1', 'comment', `${said} The key is lost`);
  proxy.fail(3, 'cut-after', true);
  expect(await reviewer.press('submitReview', roundId)).toMatchObject({ view: 'failure' });
  proxy.work();
  const [latest] = await submissions();
  expect(await reviewer.press('showReceipt', roundId)).toMatchObject({ receiptId: latest?.receipt.id });
});
