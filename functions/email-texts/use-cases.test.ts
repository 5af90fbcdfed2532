import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileEmails } from '../../infra/build-emails.ts';
import { emailTextOperations } from '../../shared/contract/emails/operations.ts';
import { given } from '../../test/support/centre.ts';
import { startTestDatabase, type TestDatabase, testServices } from '../../test/support/database.ts';
import { keptLog } from '../../test/support/plain.ts';
import { listEventsSince } from '../centre/events-storage.ts';
import { createEmails, type Email, type Emails } from '../emails/render.ts';
import { sampleSettings, samplesOf } from '../emails/samples.ts';
import { mailer } from '../mailer/handler.ts';
import { allowList } from '../notices/allow-list.ts';
import { getNotice, noticeIdOf, noticeWrite } from '../notices/storage.ts';
import { notices } from '../notices/use-cases.ts';
import { addPerson } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { keys } from '../table/keys.ts';
import { update, writeOne } from '../table/write.ts';
import { emailTexts } from './use-cases.ts';

let database: TestDatabase;
let folder: string;
let emails: Emails;
let clock: ReturnType<typeof testServices>;
beforeAll(async () => {
  [database, folder] = await Promise.all([startTestDatabase(), mkdtemp(join(tmpdir(), 'texts-'))]);
  await compileEmails(folder);
  emails = createEmails(folder, sampleSettings);
  clock = testServices(database.db);
  clock.setNow('2026-08-06T09:00:00.000Z');
  for (const [id, roles] of [
    ['keeper', ['administrator']],
    ['both', ['administrator', 'staff']],
    ['reviewer', ['reviewer']],
  ] as const)
    await addPerson(
      database.db,
      { id, name: `Ada ${id}`, email: `${id}@example.org`, roles: [...roles] },
      '2026-08-01T09:00:00.000Z',
    );
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

const does = () => emailTexts(clock.services, emails);

const by = async (id = 'keeper') => {
  const person = await getPerson(database.db, id);
  if (person === null) throw new Error(`There is no ${id}`);
  return { by: person, key: '', expected: 0, what: undefined };
};

const read = async (notice: 'invitation' | 'off-panel' | 'sign-in-code') =>
  given(await does().getEmailText({ ...(await by()), of: { notice } })).answer;

/** The text as it is, with one part of it in other words. */
async function reworded(notice: 'invitation' | 'off-panel', [from, to]: readonly [RegExp | string, string]) {
  const { subject, preview, body, version } = await read(notice);
  expect(body).toMatch(from);
  return { version, words: { subject, preview, body: body.replace(from, to) } };
}

const save = async (notice: 'invitation' | 'off-panel', change: readonly [RegExp | string, string]) => {
  const { version, words } = await reworded(notice, change);
  return does().saveEmailText({ ...(await by()), of: { notice }, what: words, expected: version });
};

let causes = 0;
async function notice(personId = 'reviewer') {
  const cause = `off-panel ${++causes}`;
  const [sample] = samplesOf('off-panel');
  if (sample === undefined) throw new Error('There is no sample');
  const data = sample.notice.data as {
    title: string;
    specificationVersion: number;
    sample: boolean;
    criteriaSetKind: 'endorsement';
  };
  const createdAt = clock.services.now().toISOString();
  await writeOne(
    database.db,
    noticeWrite({ cause, notice: 'off-panel', personId, roundId: null, createdAt, data }),
  );
  return noticeIdOf(cause, personId);
}

/** Hands a notice to the mailer; answers what was sent, and what was logged. */
async function sent(id: string) {
  const emailsSent: Email[] = [];
  const { log, messages } = keptLog();
  const dependencies = {
    db: database.db,
    now: clock.services.now,
    send: async (_: string, email: Email) => {
      emailsSent.push(email);
      return { ok: true as const, value: 'message' };
    },
    emails,
    mayWriteTo: allowList('*'),
  };
  const Records = [{ dynamodb: { NewImage: { id: { S: id } } } }];
  await mailer(dependencies, log)({ Records } as never, { getRemainingTimeInMillis: () => 60_000 } as never);
  return { email: emailsSent[0], messages: messages() };
}

test('an administrator changes the invitation, breaks a placeholder, sees it refused, and gets the original back', async () => {
  const original = await read('invitation');
  expect(original).toMatchObject({ version: 0, isOriginal: true, defects: [], versions: [] });

  const changed = given(await save('invitation', ['The Centre asks you', 'We ask you kindly']));
  expect(changed).toMatchObject({ version: 1, answer: { isOriginal: false, version: 1 } });
  expect(changed.answer.body).toContain('We ask you kindly to review ((specification))');

  const broken = await save('invitation', ['((time to answer by))', '((time to anser by))']);
  expect(broken).toMatchObject({ ok: false, error: { code: 'invalid-body' } });
  expect(broken.ok || broken.error.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`)).toEqual([
    expect.stringMatching(
      /^\/body Line 7: there is no placeholder “time to anser by”\. Did you mean “time to answer by”\?/,
    ),
  ]);
  expect(await read('invitation')).toEqual(changed.answer);

  // Events of one instant are in no order.
  clock.setNow('2026-08-06T10:00:00.000Z');
  const back = given(
    await does().restoreEmailText({ ...(await by()), of: { notice: 'invitation' }, expected: 1 }),
  );
  expect(back.answer).toMatchObject({ version: 2, isOriginal: true, body: original.body });
  expect(
    back.answer.versions.map(({ version, isOriginal, byName }) => [version, isOriginal, byName]),
  ).toEqual([
    [2, true, 'Ada keeper'],
    [1, false, 'Ada keeper'],
  ]);
  expect(
    given(await does().getEmailTextVersion({ ...(await by()), of: { notice: 'invitation', version: 1 } }))
      .answer.body,
  ).toBe(changed.answer.body);
  const events = await listEventsSince(database.db, keys.settings(), '2026-08-01T00:00:00.000Z');
  expect(events.map(({ action, details }) => [action, details])).toEqual([
    ['email-text-changed', { email: 'invitation', before: 0, version: 1, changed: 'body' }],
    ['email-text-restored', { email: 'invitation', before: 1, version: 2, changed: 'body' }],
  ]);
});

test.each([
  ['what must stay is missing', '((action))', 'Goodbye', '“((action))” is missing, and cannot be left out.'],
  ['it has HTML', 'Dear', '<b>Dear</b>', 'Line 3: it holds HTML'],
  [
    'it leads elsewhere than to the web',
    'Dear',
    'javascript:alert(1) ftp://x Dear',
    'Line 3: an address begins with',
  ],
  [
    'it turns the direction of writing',
    'Dear',
    '\u202eDear',
    'Line 3: there is a character that cannot be seen',
  ],
  ['a choice has no end', 'Dear', '((if x))Dear', 'Line 3:'],
])('a text is refused where %s', async (_, from, to, detail) => {
  const refused = await save('invitation', [from, to]);
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-body' } });
  expect(
    refused.ok ||
      refused.error.errors
        ?.map((one) => one.detail)
        .join('\n')
        .toLowerCase(),
  ).toContain(detail.toLowerCase());
});

test('what an outcome is called, the code and the action are among what must stay', async () => {
  const kept = async (notice: 'invitation' | 'sign-in-code') =>
    (await read(notice)).placeholders.filter(({ mustStay }) => mustStay).map(({ name }) => name);
  expect(await kept('invitation')).toContain('action');
  expect(await kept('sign-in-code')).toEqual(['code']);
});

test('an email says the text in use, the notice says which, and what was sent stays what it was', async () => {
  given(await save('off-panel', ['Thank you for being ready', 'Many thanks for being ready']));
  const first = await notice();
  const { email } = await sent(first);
  expect(email?.text).toContain('Many thanks for being ready');
  expect(email?.text).toContain('Sample criteria:');
  expect(await getNotice(database.db, first)).toMatchObject({ status: 'sent', textVersion: 1 });

  given(await save('off-panel', ['Many thanks', 'A thousand thanks']));
  const shown = async (noticeId: string) =>
    given(await notices(clock.services, emails).getNotice({ ...(await by('both')), of: { noticeId } }))
      .answer;
  expect(await shown(first)).toMatchObject({ textVersion: 1 });
  expect((await shown(first)).email?.text).toContain('Many thanks for being ready');
  const waiting = await notice();
  expect((await shown(waiting)).email?.text).toContain('A thousand thanks');
});

test('a text that fits no longer gives way to the original, says so, and keeps nothing from being sent', async () => {
  const key = keys.emailText('off-panel');
  const { version } = await read('off-panel');
  const words = { subject: 'Bye: ((titel))', preview: 'Bye', body: '# Bye' };
  await writeOne(database.db, update('text', key, { set: { words } }, { version }));
  const id = await notice();
  const { email, messages } = await sent(id);
  expect(email?.text).toContain('Thank you for being ready');
  expect(messages).toEqual(['textUnusable', 'noticeSent']);
  expect(await getNotice(database.db, id)).toMatchObject({ status: 'sent', textVersion: null });
  expect((await read('off-panel')).defects).toEqual([expect.stringContaining('no placeholder “titel”')]);
  const { items } = given(await does().listEmailTexts({ ...(await by()), of: {} })).answer;
  expect(items.filter(({ isUsed }) => !isUsed).map((one) => one.notice)).toEqual(['off-panel']);
  given(await does().restoreEmailText({ ...(await by()), of: { notice: 'off-panel' }, expected: version }));
});

test('a preview has every sample, and real data only for whoever may read emails', async () => {
  const { words } = await reworded('off-panel', ['Thank you for being ready to help', 'Bye for now']);
  const mine = await notice('both');
  const preview = async (id: string) =>
    given(await does().previewEmailText({ ...(await by(id)), of: { notice: 'off-panel' }, what: words }))
      .answer;
  const { samples, real } = await preview('both');
  expect(samples).toHaveLength(samplesOf('off-panel').length);
  for (const { email } of samples) expect(email.text).toContain('Bye for now');
  expect(real).toMatchObject({ noticeId: mine, name: 'Ada both' });
  expect(real?.email.text).toContain('Dear Ada both');
  expect((await preview('keeper')).real).toBeNull();
  expect((await read('off-panel')).body).not.toContain('Bye for now');
});

test('a signature holds nothing that cannot be seen', () => {
  const { body } = emailTextOperations.changeEmailSettings;
  const set = (signature: string) => body.safeParse({ signature, contact: null, replyTo: null }).success;
  expect([set('Ada\nThe Centre'), set('Ada\u202e'), set('\n ')]).toEqual([true, false, false]);
});

test('signature, contact and where answers go are the Centre’s, in every email', async () => {
  const set = { signature: 'Ada\nHead of credentials', contact: '0113 496 0000', replyTo: 'ask@example.org' };
  given(await does().changeEmailSettings({ ...(await by()), of: {}, what: set }));
  const { email } = await sent(await notice());
  expect(email?.text).toContain('Ada\nHead of credentials\n\nContact: 0113 496 0000');
  expect(email?.html).toContain('Ada<br');
  expect(email?.replyTo).toBe('ask@example.org');
  const [letter] = samplesOf('letter');
  if (letter === undefined) throw new Error('There is no sample');
  const says = { ...set, words: null, version: 0 };
  expect(emails.render(letter.notice, letter.recipient, undefined, says).text).toContain(
    'Centre for Advancing Practice\n\nContact: 0113 496 0000',
  );
});
