import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { optionalNotices } from '../../shared/contract/notices/kinds.ts';
import { ok, type Result } from '../../shared/domain/basics/result.ts';
import { given } from '../../test/support/centre.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { emailsThat } from '../../test/support/plain.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { centreUseCases } from '../centre/use-cases.ts';
import { addPerson } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { keys } from '../table/keys.ts';
import { writeOne } from '../table/write.ts';
import type { Problem } from '../use-case/problem.ts';
import { allowList } from './allow-list.ts';
import { deliver } from './deliver.ts';
import { choiceBehind, chooseBehind, turnOffBehind } from './email-choice.ts';
import type { EmailLink } from './link-key.ts';
import {
  claimNotice,
  getNotice,
  markFailed,
  markSent,
  noticeIdOf,
  noticeWrite,
  possiblySent,
} from './storage.ts';
import { notices } from './use-cases.ts';

let database: TestDatabase;
let clock: ReturnType<typeof testServices>;
beforeAll(async () => {
  database = await startTestDatabase();
  clock = testServices(database.db);
  for (const [id, role] of [
    ['staff', 'staff'],
    ['reviewer', 'reviewer'],
  ] as const)
    await addPerson(
      database.db,
      { id, name: `A ${id}`, email: `${id}@example.org`, roles: [role] },
      '2026-08-01T09:00:00.000Z',
    );
});
afterAll(() => database.stop());
beforeEach(() => void clock.setNow('2026-08-06T09:00:00.000Z'));

/** Emails that say all that they are given. */
const emails = emailsThat(({ notice, linkKey }, { name }) => ({
  subject: notice,
  text: `Dear ${name}, your key is ${linkKey}`,
  html: '',
  headers: [],
}));

const does = () => notices(clock.services, emails);

async function by(personId: string) {
  const person = await getPerson(database.db, personId);
  if (person === null) throw new Error(`There is no ${personId}`);
  return { by: person, of: {}, what: undefined, expected: 0, key: randomUUID() };
}

const refused = (answered: Result<unknown, Problem>) => (answered.ok ? 'not refused' : answered.error.code);

let causes = 0;

/** A notice to somebody, about a round or about none. */
async function newNotice(personId = 'reviewer', roundId: string | null = null): Promise<string> {
  const cause = `receipt ${++causes}`;
  const data = {
    title: 'Sample',
    specificationVersion: 1,
    sample: true,
    criteriaSetKind: 'endorsement' as const,
    receiptId: 'receipt',
    submissionNumber: 1,
    submittedAt: '2026-08-06T09:00:00.000Z',
    contentHash: 'a'.repeat(64),
    criteriaSetHash: 'b'.repeat(64),
    door: 'sheet' as const,
  };
  // Each a little later, so that their order is known.
  const createdAt = new Date(Date.parse('2026-08-06T08:00:00.000Z') + causes * 1000).toISOString();
  const notice = { cause, notice: 'receipt', personId, roundId, createdAt, data } as const;
  await writeOne(database.db, noticeWrite(notice));
  return noticeIdOf(cause, personId);
}

const read = async (noticeId: string) => {
  const notice = await getNotice(database.db, noticeId);
  if (notice === null) throw new Error('The notice is gone');
  return notice;
};

/** A notice of which nobody knows whether it was sent. */
async function failedNotice(roundId: string | null = null): Promise<string> {
  const id = await newNotice('reviewer', roundId);
  const claimed = await claimNotice(database.db, await read(id), clock.services.now());
  if (claimed !== null) await markFailed(database.db, claimed, possiblySent, '2026-08-06T09:00:00.000Z');
  return id;
}

type How = 'arrived' | 'send-again' | 'leave';

const settle = async (noticeId: string, how: How, ifMatch?: number) =>
  does().settleNotice({
    ...(await by('staff')),
    of: { noticeId },
    what: { how, reason: 'I rang them.' },
    expected: ifMatch ?? (await read(noticeId)).version,
  });

/** Ids of the failed notices under Today. */
async function failedToday(): Promise<readonly string[]> {
  const today = given(await centreUseCases(clock.services).getToday(await by('staff'))).answer;
  return today.noticesFailed.items.map(({ noticeId }) => noticeId);
}

/** What the mailer makes of a notice. */
const delivered = (noticeId: string) =>
  deliver(
    {
      db: database.db,
      now: clock.services.now,
      send: async () => ok('message-again'),
      emails,
      mayWriteTo: allowList('*'),
    },
    noticeId,
  );

describe('settling what may have been sent', () => {
  test('it arrived: it counts as sent, and is never sent', async () => {
    const id = await failedNotice();
    expect(await failedToday()).toContain(id);
    const settled = given(await settle(id, 'arrived')).answer;
    expect(settled).toMatchObject({ noticeId: id, status: 'sent', failure: null });
    expect(await failedToday()).not.toContain(id);
    expect(await delivered(id)).toBe('nothing-to-do');
    expect(await read(id)).toMatchObject({
      settled: { at: '2026-08-06T09:00:00.000Z', by: 'staff', how: 'arrived', reason: 'I rang them.' },
    });
  });

  test('send again: the mailer sends it, once', async () => {
    const id = await failedNotice();
    const settled = given(await settle(id, 'send-again')).answer;
    expect(settled).toMatchObject({ status: 'pending', attempts: 0, failure: null });
    expect(await failedToday()).not.toContain(id);
    expect(await delivered(id)).toBe('sent');
    expect(await delivered(id)).toBe('nothing-to-do');
    expect(await read(id)).toMatchObject({ status: 'sent', messageId: 'message-again', attempts: 1 });
  });

  test('leave: it stays as it is, out of the way, and can still be settled otherwise', async () => {
    const id = await failedNotice();
    const left = given(await settle(id, 'leave')).answer;
    expect(left).toMatchObject({ status: 'failed', failure: 'possibly sent' });
    expect(await failedToday()).not.toContain(id);
    expect(await delivered(id)).toBe('nothing-to-do');
    expect(given(await settle(id, 'send-again')).answer).toMatchObject({ status: 'pending' });
  });

  test('is recorded with its round, or with its recipient where it is about none', async () => {
    const [ofRound, ofNone] = [await failedNotice('some-round'), await failedNotice()];
    for (const id of [ofRound, ofNone]) given(await settle(id, 'leave'));
    const latest = async (concerns: Parameters<typeof listEventsOf>[1]) =>
      (await listEventsOf(database.db, concerns, { limit: 100 })).items.map(({ details }) => details);
    const details = (noticeId: string) => ({ noticeId, how: 'leave', reason: 'I rang them.' });
    expect(await latest(keys.round('some-round'))).toEqual([details(ofRound)]);
    expect(await latest(keys.person('reviewer'))).toContainEqual(details(ofNone));
  });

  test('is refused over what became of it since it was read, also at the same moment', async () => {
    const id = await failedNotice();
    const { version } = await read(id);
    const stale = await settle(id, 'arrived', version - 1);
    expect(stale.ok || stale.error).toMatchObject({ code: 'stale', currentVersion: version });
    const both = await Promise.all([settle(id, 'arrived', version), settle(id, 'send-again', version)]);
    const answers = both.map((one) => (one.ok ? 'settled' : one.error.code)).sort();
    expect(answers).toEqual(['settled', 'stale']);
    const [late] = both.filter(({ ok }) => !ok);
    expect(late).toMatchObject({ error: { currentVersion: (await read(id)).version } });
  });

  test('is refused for a notice that has not failed, and for one that there is not', async () => {
    const [pending, sent] = [await newNotice(), await newNotice()];
    await markSent(database.db, await read(sent), 'message', '2026-08-06T09:00:00.000Z');
    expect(refused(await settle(pending, 'arrived'))).toBe('not-now');
    expect(refused(await settle(sent, 'send-again'))).toBe('not-now');
    expect(refused(await settle('f'.repeat(32), 'leave', 0))).toBe('not-found');
    expect(await read(pending)).toMatchObject({ status: 'pending', settled: null });
  });
});

describe('looking at notices', () => {
  const listed = async (query: Record<string, string>) => {
    const { items } = given(
      await does().listNotices({ ...(await by('staff')), of: { ...(await by('staff')).of, ...query } }),
    ).answer;
    return items.map(({ noticeId }) => noticeId);
  };

  test('they are listed by round and by person, the newest first, and by what waits', async () => {
    await addPerson(
      database.db,
      { id: 'listed', name: 'A listed one', email: 'listed@example.org', roles: [] },
      '2026-08-01T09:00:00.000Z',
    );
    const [one, two] = [await newNotice('listed', 'listed-round'), await newNotice('listed')];
    const three = await newNotice('reviewer', 'listed-round');
    expect(await listed({ roundId: 'listed-round' })).toEqual([three, one]);
    expect(await listed({ personId: 'listed' })).toEqual([two, one]);
    expect(await listed({ status: 'pending' })).toEqual(expect.arrayContaining([one, two, three]));
    expect(await listed({ roundId: 'no-such-round' })).toEqual([]);
    const failed = await failedNotice();
    expect(await listed({})).toContain(failed);
    expect(await listed({})).not.toContain(one);
  });

  test('more than a page of them are listed each once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 53; i++) ids.unshift(await newNotice('reviewer', 'long-round'));
    const page = async (cursor?: string) =>
      given(
        await does().listNotices({
          ...(await by('staff')),
          of: { ...(await by('staff')).of, roundId: 'long-round', ...(cursor !== undefined && { cursor }) },
        }),
      ).answer;
    const first = await page();
    const second = await page(first.next ?? '');
    expect([...first.items, ...second.items].map(({ noticeId }) => noticeId)).toEqual(ids);
    expect(second.next).toBeNull();
  });

  test('each shows its email, without the key that opens the recipient’s own choice', async () => {
    const id = await newNotice();
    const { linkKey } = await read(id);
    expect(linkKey).toMatch(/^[0-9a-f-]{36}$/);
    const parameters = { noticeId: id };
    const shown = given(await does().getNotice({ ...(await by('reviewer')), of: parameters }));
    expect(shown.version).toBe(0);
    expect(shown.answer.email?.text).toBe('Dear A reviewer, your key is null');
    expect(JSON.stringify(shown.answer)).not.toContain(linkKey);
  });

  test('a receipt, whose hash stands beside a panel place elsewhere, shows its email to its reviewer alone', async () => {
    const parameters = { noticeId: await newNotice() };
    const toStaff = given(await does().getNotice({ ...(await by('staff')), of: parameters })).answer;
    expect(toStaff).toMatchObject({ notice: 'receipt', name: 'A reviewer', email: null });
  });

  test('of somebody who was erased it shows neither name nor email', async () => {
    const id = await newNotice('erased');
    const shown = given(await does().getNotice({ ...(await by('staff')), of: { noticeId: id } }));
    expect(shown.answer).toMatchObject({ name: null, email: null, personId: 'erased' });
    expect(await listed({ personId: 'erased' })).toEqual([id]);
  });
});

describe('which emails somebody gets', () => {
  /** The link in an email of the kind `receipt` to the reviewer. */
  const link = async () => {
    const noticeId = await newNotice();
    return { noticeId, key: (await read(noticeId)).linkKey ?? '' };
  };
  const wantedBehind = async (one: EmailLink) =>
    (await choiceBehind(clock.services, one))?.optional
      .filter(({ wanted }) => wanted)
      .map(({ notice }) => notice);

  test('is everything, until they choose among those that they may do without', async () => {
    const all = given(await does().getMyEmails(await by('reviewer'))).answer.optional;
    expect(all).toEqual(optionalNotices.map((notice) => ({ notice, wanted: true })));
    const chosen = given(
      await does().chooseMyEmails({ ...(await by('reviewer')), what: { wanted: ['receipt'] }, expected: 0 }),
    ).answer.optional;
    expect(chosen.filter(({ wanted }) => wanted)).toEqual([{ notice: 'receipt', wanted: true }]);
    expect(given(await does().getMyEmails(await by('reviewer'))).answer.optional).toEqual(chosen);
    expect(await getPerson(database.db, 'staff')).toMatchObject({ unwanted: [] });
  });

  test('is not overwritten where it was changed at the same moment', async () => {
    const [first, second] = [await by('reviewer'), await by('reviewer')];
    const { editVersion: expected } = first.by;
    given(await does().chooseMyEmails({ ...first, what: { wanted: [] }, expected }));
    expect(refused(await does().chooseMyEmails({ ...second, what: { wanted: ['digest'] }, expected }))).toBe(
      'stale',
    );
    expect(await getPerson(database.db, 'reviewer')).toMatchObject({ unwanted: [...optionalNotices] });
  });

  test('can be chosen by the link in an email: as it was shown, and by no other key', async () => {
    const opened = await link();
    const shown = await choiceBehind(clock.services, opened);
    expect(await choiceBehind(clock.services, { ...opened, key: opened.key.replace(/.$/, '_') })).toBeNull();
    const choose = (expected: number | null) =>
      chooseBehind(clock.services, opened, { wanted: ['digest'], expected });
    for (const expected of [null, (shown?.editVersion ?? 0) - 1])
      expect(await choose(expected)).toMatchObject({ error: { code: 'stale', current: shown } });
    expect(await choose(shown?.editVersion ?? 0)).toMatchObject({ ok: true });
    expect(await wantedBehind(opened)).toEqual(['digest']);
  });

  test('loses one kind by the button of a mail program, also while others are chosen', async () => {
    const opened = await link();
    const all = await choiceBehind(clock.services, opened);
    const everything = { wanted: optionalNotices, expected: all?.editVersion ?? 0 };
    await chooseBehind(clock.services, opened, everything);
    const again = await choiceBehind(clock.services, opened);
    await Promise.all([
      turnOffBehind(clock.services, opened),
      turnOffBehind(clock.services, opened),
      chooseBehind(clock.services, opened, {
        wanted: ['receipt', 'digest'],
        expected: again?.editVersion ?? 0,
      }),
    ]);
    await turnOffBehind(clock.services, opened);
    expect(await wantedBehind(opened)).not.toContain('receipt');
    expect(await wantedBehind(opened)).toContain('digest');
  });
});
