import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileEmails } from '../../infra/build-emails.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { outbox } from '../../test/support/outbox.ts';
import { sampleSettings } from './samples.ts';
import { emailsToSend } from './to-send.ts';

let centre: Centre;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emails-'));
  [centre] = await Promise.all([startCentre(), compileEmails(folder)]);
});
afterAll(async () => {
  await centre.stop();
  await rm(folder, { recursive: true });
});

/** What the calendar files of a round’s emails to somebody say: each line that tells one entry from another. */
async function calendarsOf(roundId: string, personId: string) {
  const emails = emailsToSend(folder, sampleSettings);
  const own = (await outbox(centre.db)).filter((one) => one.roundId === roundId && one.personId === personId);
  const sent = await Promise.all(
    own.map(async (notice) => ({
      notice: notice.notice,
      ...(await emails.toSend(notice, { name: 'Somebody' }, ['page'])),
    })),
  );
  return sent.flatMap(({ notice, attachments = [] }) =>
    attachments.map(({ bytes, mediaType }) => {
      const text = new TextDecoder().decode(bytes);
      const line = (name: string) => new RegExp(`^${name}[:;](.*)$`, 'm').exec(text)?.[1]?.trim() ?? null;
      return {
        notice,
        mediaType,
        uid: line('UID'),
        sequence: Number(line('SEQUENCE')),
        start: line('DTSTART'),
        text,
      };
    }),
  );
}

const brief = (all: Awaited<ReturnType<typeof calendarsOf>>) =>
  all.map(({ notice, mediaType, start }) => [notice, mediaType.replace(/^.*method=/, ''), start]);

test('an invitation brings the due date, another date moves it, and being taken off takes it away', async () => {
  const { does, by, setNow } = centre;
  setNow('2026-07-01T09:00:00.000Z');
  const roundId = await centre.openRound();
  const staff = { ...(await by('staff-1')), of: { roundId } };
  setNow('2026-07-02T09:00:00.000Z');
  const dates = { reviewsDue: '2026-08-13T16:00:00.000Z', closesAt: '2026-08-20T16:00:00.000Z' };
  given(await does.extendRound({ ...staff, what: { ...dates, reason: 'Holidays.' } }));
  setNow('2026-07-03T09:00:00.000Z');
  const of = { roundId, personId: 'reviewer-1' };
  given(await does.recuseReviewer({ ...staff, of, what: { reason: 'They moved.' } }));
  const all = await calendarsOf(roundId, 'reviewer-1');
  expect(brief(all)).toEqual([
    ['invitation', 'PUBLISH', 'VALUE=DATE:20260806'],
    ['dates-changed', 'PUBLISH', 'VALUE=DATE:20260813'],
    ['off-panel', 'CANCEL', null],
  ]);
  expect(new Set(all.map(({ uid }) => uid)).size).toBe(1);
  const sequences = all.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
});

test('a panel that is called, moved and called off is one entry for everybody, and names nobody', async () => {
  const { does, by, setNow } = centre;
  setNow('2026-07-01T09:00:00.000Z');
  const roundId = await centre.openRound();
  for (const number of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${number}`);
  await centre.close(roundId);
  const staff = { ...(await by('staff-1')), of: { roundId } };
  const call = async (at: string) =>
    given(await does.callPanel({ ...staff, what: { at, where: 'https://meet.example.org/x', minutes: 90 } }));
  setNow('2026-07-02T09:00:00.000Z');
  await call('2026-10-24T13:00:00Z');
  setNow('2026-07-03T09:00:00.000Z');
  await call('2026-10-26T14:00:00Z');
  setNow('2026-07-04T09:00:00.000Z');
  const dates = { reviewsDue: '2026-08-13T16:00:00.000Z', closesAt: '2026-08-20T16:00:00.000Z' };
  given(await does.reopenRound({ ...staff, what: { ...dates, reason: 'One more look.' } }));
  for (const who of ['reviewer-1', 'oversight-1']) {
    const all = (await calendarsOf(roundId, who)).filter(({ notice }) => notice === 'panel-called');
    expect(brief(all)).toEqual([
      ['panel-called', 'PUBLISH', '20261024T130000Z'],
      ['panel-called', 'PUBLISH', '20261026T140000Z'],
      ['panel-called', 'CANCEL', '20261026T140000Z'],
    ]);
    expect(all.map(({ text }) => /^DTEND:(.*)$/m.exec(text)?.[1]?.trim())).toContain('20261024T143000Z');
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(1);
    for (const { text } of all) {
      expect(text).toContain('LOCATION:https://meet.example.org/x');
      expect(text).not.toMatch(/ATTENDEE|Ravensworth|Okonkwo|Wexcombe|@example/);
    }
  }
});

test('whoever leaves the panel after a discussion was called loses that entry too, and nobody else does', async () => {
  const { does, by, setNow } = centre;
  setNow('2026-07-01T09:00:00.000Z');
  const roundId = await centre.openRound();
  for (const number of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${number}`);
  await centre.close(roundId);
  const staff = { ...(await by('staff-1')), of: { roundId } };
  setNow('2026-07-02T09:00:00.000Z');
  const call = { at: '2026-10-24T13:00:00Z', where: 'Room 4', minutes: 90 };
  given(await does.callPanel({ ...staff, what: call }));
  setNow('2026-07-03T09:00:00.000Z');
  const of = { roundId, personId: 'reviewer-1' };
  given(await does.recuseReviewer({ ...staff, of, what: { reason: 'They moved.' } }));
  const all = await calendarsOf(roundId, 'reviewer-1');
  expect(brief(all).slice(-2)).toEqual([
    ['off-panel', 'CANCEL', null],
    ['off-panel', 'CANCEL', null],
  ]);
  const called = all.find(({ notice }) => notice === 'panel-called');
  const [review, panel] = all.slice(-2);
  expect([review?.uid, panel?.uid]).toEqual([all[0]?.uid, called?.uid]);
  expect(panel?.sequence).toBeGreaterThan(called?.sequence ?? 0);
  expect(
    brief(await calendarsOf(roundId, 'reviewer-2'))
      .at(-1)
      ?.slice(0, 2),
  ).toEqual(['panel-called', 'PUBLISH']);
});
