import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, sampleReviewContent, startCentre } from '../../test/support/centre.ts';
import { outbox } from '../../test/support/outbox.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { getNotice, markSent } from '../notices/storage.ts';
import { getAssignment } from '../panels/storage.ts';
import { listSubmissions, saveReview } from '../reviews/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { keys } from '../table/keys.ts';
import { transact, update } from '../table/write.ts';
import { carryOutRetention, foreseeRetention } from './carry-out.ts';
import { decideRetention, holdRecords, releaseRecords } from './decide.ts';
import { retentionShown } from './shown.ts';
import { removable } from './storage.ts';

const by = 'administrator-1';
let centre: Centre;
let [decidedRound, undecided, cancelled] = ['', '', ''];

/** When what the clock removes of a round goes, item by item. */
const marks = async (rule: 'drafts' | 'emails', roundId: string) =>
  (await removable(centre.db, rule, roundId)).map(({ expiresAt }) => expiresAt);
const kept = [undefined];

async function draft(roundId: string, personId: string) {
  const { criteriaSetHash = '' } = (await getRound(centre.db, roundId)) ?? {};
  const assignment = await getAssignment(centre.db, roundId, personId);
  if (assignment === null) throw new Error('nobody is on the panel');
  const read = (await removable(centre.db, 'drafts', roundId)).length;
  return given(
    await saveReview(
      ...([centre.db, assignment, '2026-07-02T09:00:00.000Z'] as const),
      ...([sampleReviewContent(1, criteriaSetHash), read] as const),
    ),
  );
}

beforeAll(async () => {
  centre = await startCentre();
  centre.setNow('2026-07-01T09:00:00.000Z');
  const staff = await centre.by('staff-1');
  for (const name of ['decided', 'undecided', 'cancelled'] as const) {
    const roundId = await centre.openRound();
    await centre.accept(roundId, 'reviewer-1');
    await draft(roundId, 'reviewer-1');
    if (name === 'cancelled') {
      given(
        await centre.does.cancelRound({ ...staff, of: { roundId }, what: { reason: 'Not needed any more' } }),
      );
      cancelled = roundId;
      continue;
    }
    await centre.submit(roundId, 'reviewer-2');
    await centre.close(roundId);
    if (name === 'undecided') {
      undecided = roundId;
      continue;
    }
    decidedRound = roundId;
    const what = {
      ...{ outcome: 'endorse' as const, reason: 'It is good.', message: '', conditions: [] },
      ...{ reviewBy: '2029-08-31', intervention: null, endorsement: null },
    };
    given(await centre.does.decide({ ...staff, of: { roundId }, what }));
    given(await centre.does.releaseLetter({ ...staff, of: { roundId }, what: {} }));
  }
});
afterAll(() => centre.stop());

test('nothing goes before the Centre has decided, and what would go is told beforehand', async () => {
  centre.setNow('2028-01-01T02:00:00.000Z');
  expect(await carryOutRetention(centre.services)).toBe(0);
  const foreseen = await foreseeRetention(centre.services);
  expect(
    foreseen
      .filter(({ rule }) => rule === 'drafts')
      .map(({ roundId }) => roundId)
      .sort(),
  ).toEqual([decidedRound, cancelled].sort());
  expect(await marks('drafts', decidedRound)).toEqual(kept);
  const [drafts] = await retentionShown(centre.services);
  expect(drafts).toMatchObject({
    what: 'Drafts of reviews',
    keep: '12 months from the decision on the round, or its cancelling',
    decided: expect.stringContaining('proposed'),
  });
});

test('only an administrator decides, and only about what the clock removes', async () => {
  const refused = [
    await decideRetention(centre.services, { rule: 'drafts', months: 12, by: 'staff-1' }),
    await decideRetention(centre.services, { rule: 'evidence', months: 12, by }),
    await decideRetention(centre.services, { rule: 'drafts', months: 0, by }),
    await holdRecords(centre.services, { roundId: 'no-such-round', reason: 'An appeal', by }),
  ];
  expect(refused.map(({ ok }) => ok)).toEqual([false, false, false, false]);
});

test('what is held stays; the rest of what is over goes after 30 days, once and on record', async () => {
  given(await decideRetention(centre.services, { rule: 'drafts', months: 12, by }));
  given(await holdRecords(centre.services, { roundId: cancelled, reason: 'An inquiry', by }));
  const emails = (await outbox(centre.db)).length;
  // Neither too early …
  centre.setNow('2027-06-30T02:00:00.000Z');
  await carryOutRetention(centre.services);
  expect(await marks('drafts', decidedRound)).toEqual(kept);
  // … nor more than once.
  centre.setNow('2028-01-02T02:00:00.000Z');
  expect(await carryOutRetention(centre.services)).toBe(1);
  expect(await carryOutRetention(centre.services)).toBe(0);
  expect(await marks('drafts', decidedRound)).toEqual([Date.parse('2028-02-01T02:00:00.000Z') / 1000]);
  expect([await marks('drafts', cancelled), await marks('drafts', undecided)]).toEqual([kept, kept]);
  const { items } = await listEventsOf(centre.db, keys.round(decidedRound), { limit: 100 });
  expect(items.filter(({ action }) => action === 'records-removed')).toMatchObject([
    { actor: 'system', details: { rule: 'drafts', items: 1 } },
  ]);
  // Evidence and emails, about which nobody has decided, are as they were.
  expect(await listSubmissions(centre.db, decidedRound, 'reviewer-2')).toHaveLength(1);
  expect((await outbox(centre.db)).length).toBe(emails);
  expect((await marks('emails', decidedRound)).every((mark) => mark === undefined)).toBe(true);
});

test('a hold keeps what was to go already, and what is let go again goes', async () => {
  expect(
    given(await holdRecords(centre.services, { roundId: decidedRound, reason: 'An appeal', by })),
  ).toEqual({
    kept: 1,
  });
  expect(await marks('drafts', decidedRound)).toEqual(kept);
  expect(await carryOutRetention(centre.services)).toBe(0);
  for (const roundId of [decidedRound, cancelled])
    given(await releaseRecords(centre.services, { roundId, by }));
  expect(await carryOutRetention(centre.services)).toBe(2);
  expect((await marks('drafts', cancelled)).every((mark) => mark !== undefined)).toBe(true);
});

test('emails go by a decision of their own, but for receipts and letters', async () => {
  for (const { roundId, status, id } of await outbox(centre.db))
    if (roundId === decidedRound && status === 'pending') await sent(id);
  given(await decideRetention(centre.services, { rule: 'emails', months: 12, by }));
  await carryOutRetention(centre.services);
  const going = (await outbox(centre.db)).filter(
    ({ roundId, expiresAt }) => roundId === decidedRound && expiresAt !== undefined,
  );
  expect(new Set(going.map(({ notice }) => notice))).toContain('invitation');
  expect(going.filter(({ notice }) => notice === 'receipt' || notice === 'letter')).toEqual([]);
});

test('whoever goes on in a draft that was to go keeps it', async () => {
  await draft(cancelled, 'reviewer-1');
  expect(await marks('drafts', cancelled)).toEqual(kept);
});

/** The services, at whose first write of this kind something else happens first. */
function interrupted(kind: RegExp, meanwhile: () => Promise<unknown>) {
  const { db } = centre;
  let isDone = false;
  const send = async (command: { readonly input: object }) => {
    if (!isDone && command instanceof TransactWriteCommand && kind.test(JSON.stringify(command.input))) {
      isDone = true;
      await meanwhile();
    }
    return db.client.send(command as never);
  };
  return { ...centre.services, db: { ...db, client: { send } as unknown as typeof db.client } };
}

test('a hold that is placed while the clock looks at rounds keeps all of its round', async () => {
  given(await decideRetention(centre.services, { rule: 'drafts', months: 12, by }));
  centre.setNow('2028-01-05T02:00:00.000Z');
  const held = () => holdRecords(centre.services, { roundId: cancelled, reason: 'An appeal', by });
  await carryOutRetention(interrupted(/REVIEW#/, async () => given(await held())));
  expect(await marks('drafts', cancelled)).toEqual(kept);
  given(await releaseRecords(centre.services, { roundId: cancelled, by }));
  await carryOutRetention(centre.services);
  expect((await marks('drafts', cancelled)).every((mark) => mark !== undefined)).toBe(true);
});

test('a hold keeps what changes at the same moment, and what it was cut off from when it is placed again', async () => {
  const reason = 'An inquiry';
  const [item] = await removable(centre.db, 'drafts', cancelled);
  const touched = interrupted(/REVIEW#/, () =>
    transact(centre.db, [update('item', item ?? keys.round(''), { add: { version: 1 } }, {})]),
  );
  given(await holdRecords(touched, { roundId: cancelled, reason, by }));
  expect(await marks('drafts', cancelled)).toEqual(kept);
  given(await releaseRecords(centre.services, { roundId: cancelled, by }));
  await carryOutRetention(centre.services);
  const cut = interrupted(/REVIEW#/, () => Promise.reject(new Error('Killed')));
  await expect(holdRecords(cut, { roundId: cancelled, reason, by })).rejects.toThrow('Killed');
  const again = { ...(await centre.by(by)), what: { roundId: cancelled, reason } } as never;
  expect(given(await centre.does.holdRecords(again)).answer).toEqual({ kept: 1 });
  expect(await marks('drafts', cancelled)).toEqual(kept);
  const { items } = await listEventsOf(centre.db, keys.round(cancelled), { limit: 100 });
  const events = (hold: string) => items.filter(({ details }) => details.hold === hold).length;
  expect(events('placed')).toBe(events('released') + 1);
});

test('what was cancelled long after it closed goes by when it was cancelled', async () => {
  const staff = await centre.by('staff-1');
  centre.setNow('2026-07-03T09:00:00.000Z');
  const roundId = await centre.openRound();
  await centre.accept(roundId, 'reviewer-1');
  await draft(roundId, 'reviewer-1');
  await centre.close(roundId);
  centre.setNow('2027-12-20T09:00:00.000Z');
  given(await centre.does.cancelRound({ ...staff, of: { roundId }, what: { reason: 'Never decided' } }));
  given(await decideRetention(centre.services, { rule: 'drafts', months: 12, by }));
  centre.setNow('2028-12-19T02:00:00.000Z');
  await carryOutRetention(centre.services);
  expect(await marks('drafts', roundId)).toEqual(kept);
  centre.setNow('2028-12-21T02:00:00.000Z');
  await carryOutRetention(centre.services);
  expect(await marks('drafts', roundId)).not.toEqual(kept);
});

/** Marks a notice as sent. */
async function sent(noticeId: string): Promise<void> {
  const notice = await getNotice(centre.db, noticeId);
  if (notice !== null) await markSent(centre.db, notice, 'message', '2026-08-01T09:00:00.000Z');
}
