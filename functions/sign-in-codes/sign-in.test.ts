import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { everyItem, outbox } from '../../test/support/outbox.ts';
import { emailsThat, plainEmails } from '../../test/support/plain.ts';
import { allowList } from '../notices/allow-list.ts';
import { deliver } from '../notices/deliver.ts';
import { getNotice } from '../notices/storage.ts';
import { correctAddress, markAddress } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { openText } from '../table/seal.ts';
import { codePurpose } from './code-purpose.ts';
import { askForCode, codeAttempts, codeLimits, endSession, reviewerOf, takeCode } from './sign-in.ts';
import { codeNoticeId } from './storage.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

let minute = 0;
/** The clock goes on by minutes from the start; each test has hours of its own. */
const at = (minutes: number) =>
  centre.setNow(new Date(Date.parse('2026-07-02T09:00:00Z') + minutes * 60_000).toISOString());
beforeEach(() => {
  minute += 24 * 60;
  at(minute);
});

const asking = { caller: '192.0.2.1', returnTo: '/my-reviews', accepts: null, sent: null };
const ask = (email: string, caller = asking.caller) =>
  askForCode(centre.services, { ...asking, email, caller });
const idFor = async (email: string) => given(await ask(email)).id;

/** The code that an email brought. */
async function codeOf(id: string, personId = 'reviewer-1'): Promise<string> {
  const notice = await getNotice(centre.db, codeNoticeId(id, personId));
  if (notice?.notice !== 'sign-in-code') throw new Error('No code was sent');
  return (await openText(centre.db, codePurpose, notice.data.code)) ?? '';
}

const take = (id: string, code: string, sent: string | null = null) =>
  takeCode(centre.services, { id, code, sent });
const anotherThan = (code: string) => `${code.startsWith('9') ? '0' : '9'}${code.slice(1)}`;

describe('a code to sign in with', () => {
  test('opens a session for the reviewer whose address it was sent to', async () => {
    const id = await idFor('Reviewer-1@Example.org');
    const code = await codeOf(id);
    expect(code).toMatch(/^\d{8}$/);
    const { sessionId, person, returnTo } = given(await take(id, `${code.slice(0, 4)} ${code.slice(4)}`));
    expect([person.id, returnTo]).toEqual(['reviewer-1', '/my-reviews']);
    expect((await reviewerOf(centre.services, sessionId))?.id).toBe('reviewer-1');
  });

  test('works once, also where two use it at the same moment', async () => {
    const id = await idFor('reviewer-1@example.org');
    const code = await codeOf(id);
    const both = await Promise.all([take(id, code), take(id, code)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await take(id, code)).toEqual({ ok: false, error: 'over' });
  });

  test('opens one session where its button is pressed twice, at once or later, until that is signed out', async () => {
    const id = await idFor('reviewer-1@example.org');
    const code = await codeOf(id);
    const both = await Promise.all([take(id, code, 'form-1'), take(id, code, 'form-1')]);
    const [one, other] = both.map((taken) => given(taken).sessionId);
    expect(other).toBe(one);
    expect(given(await take(id, code, 'form-1')).sessionId).toBe(one);
    // Another page, which somebody may have opened elsewhere.
    expect(await take(id, code, 'form-2')).toEqual({ ok: false, error: 'over' });
    await endSession(centre.services, one ?? '');
    expect(await take(id, code, 'form-1')).toEqual({ ok: false, error: 'over' });
  });

  test('is not used up by a wrong one that is entered at the same moment', async () => {
    const id = await idFor('reviewer-1@example.org');
    const code = await codeOf(id);
    const [right, wrong] = await Promise.all([take(id, code), take(id, anotherThan(code))]);
    expect([right.ok, wrong.ok]).toEqual([true, false]);
  });

  test('works for 15 minutes', async () => {
    const id = await idFor('reviewer-1@example.org');
    at(minute + 15);
    expect(await take(id, await codeOf(id))).toEqual({ ok: false, error: 'over' });
  });

  test('works in the browser alone that asked for it', async () => {
    const id = await idFor('reviewer-1@example.org');
    const other = await idFor('reviewer-1@example.org');
    expect((await take(other, await codeOf(id))).ok).toBe(false);
    expect((await take('anything', await codeOf(id))).ok).toBe(false);
  });

  test('bears no more than five attempts, also where they come at once', async () => {
    const id = await idFor('reviewer-1@example.org');
    const code = await codeOf(id);
    const wrong = await Promise.all(Array.from({ length: codeAttempts }, () => take(id, anotherThan(code))));
    expect(wrong.some(({ ok }) => ok)).toBe(false);
    expect(await take(id, code)).toEqual({ ok: false, error: 'over' });
  });

  test('leaves the address of whoever has signed in with one to administrators, for good', async () => {
    const correct = async (by: string, email: string) => {
      const expected = (await getPerson(centre.db, 'reviewer-3'))?.editVersion ?? 0;
      const call = { ...(await centre.by(by)), of: { personId: 'reviewer-3' }, what: { email }, expected };
      const answered = await centre.does.correctAddress(call);
      return answered.ok ? 'corrected' : answered.error.code;
    };
    expect(await correct('staff-1', 'mended@example.org')).toBe('corrected');
    const id = await idFor('mended@example.org');
    given(await take(id, await codeOf(id, 'reviewer-3')));
    expect(await correct('staff-1', 'staff-own@example.org')).toBe('role-needed');
    expect(await correct('administrator-1', 'reviewer-3@example.org')).toBe('corrected');
    expect(await correct('staff-1', 'staff-own@example.org')).toBe('role-needed');
  });

  test('is kept in no form in which anybody could read it', async () => {
    const id = await idFor('reviewer-1@example.org');
    const code = await codeOf(id);
    const kept = JSON.stringify(await everyItem(centre.db));
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(id);
    const codes = JSON.stringify(await everyItem(centre.db, 'sign-in-code'));
    expect(codes).not.toMatch(/example\.org/);
    expect(JSON.stringify(await everyItem(centre.db, 'limit'))).not.toMatch(/192\.0\.2|example\.org/);
  });

  test('is not kept from whoever it was sent to, and from nobody else', async () => {
    const id = await idFor('reviewer-1@example.org');
    const noticeId = codeNoticeId(id, 'reviewer-1');
    const sent: string[] = [];
    const delivery = await deliver(
      {
        db: centre.db,
        now: centre.services.now,
        emails: emailsThat((notice) => {
          sent.push(JSON.stringify(notice.data));
          return plainEmails.render(notice, { name: '' });
        }),
        mayWriteTo: allowList('*'),
        send: async () => ({ ok: true, value: 'message' }),
      },
      noticeId,
    );
    expect([delivery, sent.join()]).toEqual(['sent', expect.stringContaining(await codeOf(id))]);
  });

  test('is not sent once its time is over, and waits for nobody', async () => {
    const id = await idFor('reviewer-1@example.org');
    at(minute + 16);
    const noticeId = codeNoticeId(id, 'reviewer-1');
    const delivery = await deliver(
      {
        db: centre.db,
        now: centre.services.now,
        emails: plainEmails,
        mayWriteTo: allowList('*'),
        send: async () => ({ ok: true, value: 'message' }),
      },
      noticeId,
    );
    expect(delivery).toBe('held-back');
    expect((await getNotice(centre.db, noticeId))?.todoPk).toBeUndefined();
  });

  test('is tried again after a refusal while it can be used, and not after', async () => {
    const id = await idFor('reviewer-1@example.org');
    const noticeId = codeNoticeId(id, 'reviewer-1');
    const tried: number[] = [];
    const deliverAt = (minutes: number) => {
      at(minute + minutes);
      return deliver(
        {
          db: centre.db,
          now: centre.services.now,
          emails: plainEmails,
          mayWriteTo: allowList('*'),
          send: async () => {
            tried.push(minutes);
            return { ok: false, error: { kind: 'refused', reason: 'ThrottlingException' } };
          },
        },
        noticeId,
      );
    };
    expect(await deliverAt(0)).toBe('refused');
    expect(await deliverAt(0.5)).toBe('nothing-to-do');
    expect(await deliverAt(8)).toBe('refused');
    expect(await deliverAt(14.5)).toBe('failed');
    expect(await deliverAt(15)).toBe('nothing-to-do');
    expect(tried).toEqual([0, 8, 14.5]);
    expect((await getNotice(centre.db, noticeId))?.todoPk).toBeUndefined();
  });
});

describe('the email with a code', () => {
  test('waits for nobody where the address takes no emails, and is forgotten a day after its code', async () => {
    const person = await getPerson(centre.db, 'reviewer-2');
    if (person === null) throw new Error('There is a reviewer 2');
    const trouble = { kind: 'bounce' as const, at: '2026-07-02T09:00:00.000Z', noticeId: 'a'.repeat(32) };
    const event = { id: centre.services.newId(), at: trouble.at, actor: 'system' } as const;
    given(await markAddress(centre.db, person, trouble, { ...event, action: 'address-bounced' }));
    const noticeId = codeNoticeId(await idFor('reviewer-2@example.org'), 'reviewer-2');
    const delivery = await deliver(
      {
        db: centre.db,
        now: centre.services.now,
        emails: plainEmails,
        mayWriteTo: allowList('*'),
        send: async () => ({ ok: true, value: 'message' }),
      },
      noticeId,
    );
    expect(delivery).toBe('failed');
    const notice = await getNotice(centre.db, noticeId);
    expect(notice).toMatchObject({ status: 'failed', failure: expect.stringContaining('have come back') });
    expect(notice?.todoPk).toBeUndefined();
    expect(notice?.expiresAt).toBe(
      Math.floor(centre.services.now().getTime() / 1000) + 15 * 60 + 24 * 60 * 60,
    );
    const marked = await getPerson(centre.db, 'reviewer-2');
    const trusted = { ...event, id: centre.services.newId(), action: 'address-corrected' } as const;
    if (marked !== null) given(await correctAddress(centre.db, marked, person.email, trusted));
  });
});

describe('asking for a code', () => {
  test('sends one email where the button is pressed twice, and another once its code is used', async () => {
    const email = 'reviewer-1@example.org';
    const press = () => askForCode(centre.services, { ...asking, email, sent: 'form' });
    const before = (await outbox(centre.db)).length;
    const [one, other] = (await Promise.all([press(), press()])).map((asked) => given(asked).id);
    expect([other, given(await press()).id]).toEqual([one, one]);
    expect(await outbox(centre.db)).toHaveLength(before + 1);
    given(await take(one ?? '', await codeOf(one ?? '')));
    const { id } = given(await press());
    expect(id).not.toBe(one);
    expect((await take(id, await codeOf(id))).ok).toBe(true);
    expect(await outbox(centre.db)).toHaveLength(before + 2);
  });

  test('does the same work and answers the same for an address that nobody has, and for one of staff', async () => {
    const { client } = centre.db;
    const commandsFor = async (email: string) => {
      const names: string[] = [];
      const send = client.send.bind(client);
      client.send = ((command: { constructor: { name: string }; input: object }) => {
        const { TransactItems } = command.input as { TransactItems?: readonly object[] };
        names.push(`${command.constructor.name} ${TransactItems?.length ?? ''}`);
        return send(command as never);
      }) as typeof client.send;
      const answered = await ask(email);
      client.send = send;
      return [Object.keys(given(answered)), names];
    };
    await ask('nobody-0@example.org');
    const known = await commandsFor('reviewer-1@example.org');
    expect(await commandsFor('nobody@example.org')).toEqual(known);
    expect(await commandsFor('staff-1@example.org')).toEqual(known);
  });

  test('sends nothing to an address that is no reviewer’s', async () => {
    const before = (await outbox(centre.db)).length;
    for (const email of ['nobody@example.org', 'staff-1@example.org']) {
      const id = await idFor(email);
      expect((await take(id, '01234567')).ok).toBe(false);
    }
    expect(await outbox(centre.db)).toHaveLength(before);
  });

  /** Says until when, in minutes from the start of the test; null where nothing is refused. */
  const refusedUntil = async (email: string, caller?: string) => {
    const asked = await ask(email, caller);
    return asked.ok
      ? null
      : (asked.error.until.getTime() - Date.parse('2026-07-02T09:00:00Z')) / 60_000 - minute;
  };

  test.each(['reviewer-2@example.org', 'nobody-2@example.org'])(
    'for %s is refused to whoever asks without end, and to nobody else',
    async (email) => {
      for (let times = 0; times < codeLimits.caller; times++) expect((await ask(email)).ok).toBe(true);
      expect(await refusedUntil(` ${email.toUpperCase()} `)).toBe(60);
      expect(await refusedUntil(email, '203.0.113.9')).toBeNull();
      at(minute + 60);
      expect((await ask(email)).ok).toBe(true);
    },
  );

  test('by one stranger all day fills no inbox, and keeps no reviewer from signing in at any time of it', async () => {
    const email = 'reviewer-2@example.org';
    const stranger = '198.51.100.66';
    const sent = async () => (await outbox(centre.db)).length;
    const before = await sent();
    let mine = 0;
    for (const hours of [0, 3, 9, 23]) {
      for (let quarter = 0; quarter < 4; quarter++) {
        at(minute + hours * 60 + quarter * 15);
        for (let times = 0; times < 10; times++) await ask(email, stranger);
      }
      const own = await sent();
      const id = given(await ask(email)).id;
      mine += (await sent()) - own;
      // Where no email came of it, the one that came last is used.
      const codes = (await outbox(centre.db)).filter(({ notice }) => notice === 'sign-in-code');
      const last = codes.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).at(-1);
      const code =
        last?.notice === 'sign-in-code' ? await openText(centre.db, codePurpose, last.data.code) : null;
      expect((await take(id, code ?? '')).ok).toBe(true);
    }
    expect((await sent()) - before - mine).toBeLessThanOrEqual(codeLimits.fromOne);
  });

  test('by many strangers comes to so many emails a day and no more, for whichever address', async () => {
    for (const email of ['reviewer-2@example.org', 'nobody-4@example.org']) {
      at(minute);
      const before = (await outbox(centre.db)).length;
      let refused: number | null = null;
      for (let n = 0; n < 20; n++) {
        at(minute + n * 15);
        for (let times = 0; times < codeLimits.emails; times++)
          refused = await refusedUntil(email, `203.0.113.${n}`);
      }
      const sent = (await outbox(centre.db)).length - before;
      expect(sent).toBe(email.startsWith('nobody') ? 0 : codeLimits.aDay);
      // To the true end of the day.
      expect(refused).toBe(24 * 60);
    }
  });

  test('shows nobody who was refused that the reviewer has signed in meanwhile', async () => {
    const email = 'reviewer-2@example.org';
    const strangers = Array.from({ length: 7 }, (_, n) => `203.0.113.${n}`);
    const id = given(await ask(email, '192.0.2.77')).id;
    const code = await codeOf(id, 'reviewer-2');
    for (const caller of strangers)
      for (let times = 0; times < codeLimits.caller; times++) await ask(email, caller);
    const asking = async () => [
      await refusedUntil(email, strangers[0]),
      await refusedUntil(email, '203.0.113.88'),
    ];
    const before = await asking();
    expect(before).toEqual([60, 15]);
    given(await take(id, code));
    expect(await asking()).toEqual(before);
  });

  test('shows nobody whose emails to an address are used up that the reviewer has signed in meanwhile', async () => {
    const answers = async (email: string, signIn: (id: string) => Promise<void>) => {
      at(minute);
      for (let times = 0; times < codeLimits.emails; times++) await ask(email, '203.0.113.99');
      at(minute + 16);
      for (let times = codeLimits.emails; times < codeLimits.fromOne; times++)
        await ask(email, '203.0.113.99');
      await signIn(given(await ask(email, '192.0.2.78')).id);
      return refusedUntil(email, '203.0.113.99');
    };
    const ofNobody = await answers('nobody-7@example.org', async () => undefined);
    const ofReviewer = await answers('reviewer-2@example.org', async (id) => {
      given(await take(id, await codeOf(id, 'reviewer-2')));
    });
    expect(ofReviewer).toBe(ofNobody);
  });

  describe('more often than emails are sent', () => {
    /** A stranger uses up the emails of an address; answers the code that the last of them brought. */
    const usedUp = async (email: string, personId: string) => {
      let id = '';
      for (let times = 0; times < codeLimits.emails; times++) id = await idFor(email);
      return codeOf(id, personId);
    };

    test('sends no email more, and lets whoever asks use the code that came last, once', async () => {
      const code = await usedUp('reviewer-2@example.org', 'reviewer-2');
      const before = (await outbox(centre.db)).length;
      const [mine, theirs] = [await idFor('reviewer-2@example.org'), await idFor('reviewer-2@example.org')];
      expect(await outbox(centre.db)).toHaveLength(before);
      expect(await take(theirs, anotherThan(code))).toEqual({ ok: false, error: 'wrong' });
      expect(given(await take(mine, code)).person.id).toBe('reviewer-2');
      expect(await take(theirs, code)).toEqual({ ok: false, error: 'over' });
    });

    test('is at an end once the reviewer has signed in: the next one is sent again', async () => {
      const code = await usedUp('reviewer-2@example.org', 'reviewer-2');
      given(await take(await idFor('reviewer-2@example.org'), code));
      const id = await idFor('reviewer-2@example.org');
      expect((await take(id, await codeOf(id, 'reviewer-2'))).ok).toBe(true);
    });

    test('is never so that neither an email nor a code can be had', async () => {
      await usedUp('reviewer-2@example.org', 'reviewer-2');
      at(minute + 15 - 1 / 60);
      const code = await usedUp('reviewer-2@example.org', 'reviewer-2').catch(() => null);
      expect(code).toBeNull();
      expect((await ask('reviewer-2@example.org')).ok).toBe(true);
      at(minute + 15);
      const id = await idFor('reviewer-2@example.org');
      expect((await take(id, await codeOf(id, 'reviewer-2'))).ok).toBe(true);
    });

    test('does the same work for an address that nobody has', async () => {
      const itemsMore = async (email: string) => {
        for (let times = 0; times < codeLimits.emails; times++) await idFor(email);
        const before = (await everyItem(centre.db)).length;
        await idFor(email);
        return (await everyItem(centre.db)).length - before;
      };
      expect(await itemsMore('nobody-3@example.org')).toBe(await itemsMore('reviewer-1@example.org'));
    });
  });

  test('is refused to a caller who asks for one address after the other', async () => {
    const caller = '198.51.100.7';
    for (let times = 0; times < codeLimits.caller; times++)
      expect((await ask(`nobody-${times}@example.com`, caller)).ok).toBe(true);
    expect(await refusedUntil('reviewer-3@example.org', caller)).toBe(60);
    expect((await ask('reviewer-3@example.org')).ok).toBe(true);
  });
});

describe('a session of a reviewer', () => {
  let sessionId = '';
  beforeEach(async () => {
    const id = await idFor('reviewer-3@example.org');
    ({ sessionId } = given(await take(id, await codeOf(id, 'reviewer-3'))));
  });
  const who = async () => (await reviewerOf(centre.services, sessionId))?.id ?? null;
  afterEach(async () => {
    const person = await getPerson(centre.db, 'reviewer-3');
    if (person?.email !== 'reviewer-3@example.org' && person !== null)
      given(await correctAddress(centre.db, person, 'reviewer-3@example.org', event()));
  });
  const event = () => ({
    id: centre.services.newId(),
    at: centre.services.now().toISOString(),
    actor: 'administrator-1',
    action: 'address-corrected' as const,
  });

  test('lasts 8 hours', async () => {
    at(minute + 8 * 60 - 1);
    expect(await who()).toBe('reviewer-3');
    at(minute + 8 * 60);
    expect(await who()).toBeNull();
  });

  test('ends at once by signing out', async () => {
    await endSession(centre.services, sessionId);
    expect(await who()).toBeNull();
  });

  test('ends where the reviewer is given another address', async () => {
    const person = await getPerson(centre.db, 'reviewer-3');
    if (person === null) throw new Error('There is a reviewer 3');
    given(await correctAddress(centre.db, person, 'somebody-else@example.org', event()));
    expect(await who()).toBeNull();
  });
});
