import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileEmails } from '../../infra/build-emails.ts';
import { sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import { copySiteFiles } from '../../infra/site-files.ts';
import { maxBodyBytes } from '../../shared/contract/operation.ts';
import { staffOperations as ops, staffOperations } from '../../shared/contract/staff-operations.ts';
import { list } from '../../shared/domain/basics/words.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { maxLetterBytes } from '../../shared/domain/letters/letter-text.ts';
import { textLimits } from '../../shared/domain/reviews/review.ts';
import { whatStands } from '../../test/support/as-it-stands.ts';
import {
  type Centre,
  given,
  sampleReviewContent,
  startCentre,
  usualDates,
} from '../../test/support/centre.ts';
import { letterData } from '../../test/support/letter-data.ts';
import { noEmails } from '../../test/support/sample-emails.ts';
import { pageBehind } from '../developers/link.ts';
import { ownLetter } from '../developers/own-page.ts';
import { createEmails, type Email } from '../emails/render.ts';
import { sampleSettings } from '../emails/samples.ts';
import { allowList } from '../notices/allow-list.ts';
import { deliver } from '../notices/deliver.ts';
import { listNoticesOf, listNoticesThat } from '../notices/list-notices.ts';
import { getNotice, noticeWrite } from '../notices/storage.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { showDecision } from '../site/decisions/decision.ts';
import { showLetter } from '../site/letters/letter.ts';
import { createAssets } from '../site/web/assets.ts';
import { createPages } from '../site/web/pages.ts';
import type { Visit } from '../site/web/visit.ts';
import { getSpecification } from '../specifications/storage.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { eventNow } from '../use-case/services.ts';
import { performing } from '../use-case/use-case.ts';
import { changeLetter } from './letter-storage.ts';

let centre: Centre;
let folder: string;
/** The sort keys that queries of one partition began with. */
const queried: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emails-'));
  [centre] = await Promise.all([startCentre(), compileEmails(folder)]);
  centre.db.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const values = (args.input as QueryCommandInput).ExpressionAttributeValues;
        if (commandName === 'QueryCommand') queried.push(String(values?.[':prefix'] ?? ''));
        return next(args);
      },
    { step: 'initialize', priority: 'high' },
  );
});
afterAll(async () => {
  await centre.stop();
  await rm(folder, { recursive: true });
});

const decides = () => centre.does;

/** What staff do, with what the build made for emails and letters. */
const withFiles = () => staffUseCases(centre.services, createEmails(folder, sampleSettings));

const call = async (roundId: string) => ({ ...(await centre.by('staff-1')), of: { roundId } });

const returned = {
  outcome: 'return-for-revision' as const,
  reason: 'It is not there yet.',
  message: '',
  conditions: [],
  reviewBy: null,
  intervention: null,
  endorsement: null,
};

/** Text of so many characters, as people write it. */
const words = (length: number) =>
  'Say “who” assesses it, when, and against which of the outcomes. '
    .repeat(1 + length / 60)
    .slice(0, length - 1)
    .concat('.');

/** A closed round whose three reviewers comment on every criterion, with the decision to return it. */
async function decidedRound(comment: string, specificationVersion = 1): Promise<string> {
  const roundId = await centre.openRound(usualDates, [1, 2, 3], { specificationVersion });
  for (const n of [1, 2, 3] as const)
    await centre.submit(roundId, `reviewer-${n}`, (hash) => {
      const review = sampleReviewContent(n, hash);
      // Each in words of their own: what two say alike stands in a letter once.
      const said = Object.entries(review.ratings).map(([id, one]) => [
        id,
        { ...one, note: '', comment: `${n} ${comment}`.slice(0, comment.length) },
      ]);
      return { ...review, ratings: Object.fromEntries(said), overallComment: `${n}`, overallNote: '' };
    });
  await centre.close(roundId);
  given(await decides().decide({ ...(await call(roundId)), what: returned }));
  return roundId;
}

const letterOf = async (roundId: string) => given(await decides().getLetter(await call(roundId))).answer;

/** The email that the mailer makes of a letter that staff change, then release. */
async function released(roundId: string, mend = (body: string) => body): Promise<Email> {
  const { noticeId, version, subject, body } = await letterOf(roundId);
  // As a browser sends it.
  const sent = { subject, body: mend(body).replaceAll('\n', '\r\n') };
  expect(Buffer.byteLength(JSON.stringify(sent))).toBeLessThanOrEqual(maxBodyBytes);
  const changed = given(
    await decides().changeLetter({
      ...(await call(roundId)),
      expected: version,
      what: ops.changeLetter.body.parse(sent),
    }),
  ).answer;
  expect(changed).toMatchObject({ body: mend(body), passages: [] });
  const asked = { ...(await call(roundId)), expected: changed.version, what: {} };
  given(await decides().releaseLetter(asked));
  const emails: Email[] = [];
  const delivery = await deliver(
    {
      db: centre.db,
      now: centre.services.now,
      send: async (_to, email) => {
        emails.push(email);
        return { ok: true, value: 'message' };
      },
      emails: createEmails(folder, sampleSettings),
      mayWriteTo: allowList('*'),
    },
    noticeId,
  );
  expect([delivery, emails.length]).toEqual(['sent', 1]);
  return emails[0] as Email;
}

/** The page on which staff see a letter. */
async function pageOf(roundId: string, show = showLetter): Promise<string> {
  await copySiteFiles(join(import.meta.dirname, '../site'), join(folder, 'site'));
  const assets = createAssets([join(folder, 'site/assets'), join(folder, 'site/pages/assets')]);
  const answer = await show({
    site: { db: centre.db, now: centre.services.now, pages: createPages(join(folder, 'site'), assets) },
    person: (await call(roundId)).by,
    perform: performing(staffOperations, staffUseCases(centre.services, noEmails), centre.services.db),
    parameters: { roundId },
    query: new URLSearchParams(),
  } as unknown as Visit);
  return (answer.body ?? '').replace(/\s+/g, ' ');
}

const onOnePage = { limit: 50, cursor: undefined };

describe('the letter that a decision makes', () => {
  test('holds every comment of three reviewers who wrote 900 characters on each criterion', async () => {
    const roundId = await decidedRound(words(900));
    const letter = await letterOf(roundId);
    expect(letter).toMatchObject({
      status: 'waiting',
      composed: null,
      leftOut: [],
      passages: [],
      passes: [],
    });
    expect(letter.body.length).toBeGreaterThan(3 * 27 * 900);
    expect((await listNoticesOf(centre.db, roundId, onOnePage)).items).toContainEqual(
      expect.objectContaining({ id: letter.noticeId }),
    );
    expect((await listNoticesThat(centre.db, 'waiting', onOnePage)).items.length).toBeGreaterThan(0);
    const { text } = await released(roundId, (body) => `${body}\n\nP.S.`);
    expect(text).toContain('\nP.S.\n');
  });

  test('says what it had no room for where everybody wrote as much as they may, and can be changed and released', async () => {
    const roundId = await decidedRound(words(textLimits.comment));
    const letter = await letterOf(roundId);
    const numbers = criteriaOf(sampleCriteriaSet()).map(({ number }) => number);
    expect(letter.leftOut.length).toBeGreaterThan(0);
    expect(numbers).toEqual(expect.arrayContaining(letter.leftOut));
    expect(letter.body).toContain('There is no room in this letter for the reviewers’ comments on ');
    for (const number of numbers)
      expect([number, letter.body.includes(`# Comments on ${number}: `)]).toEqual([
        number,
        !letter.leftOut.includes(number),
      ]);
    const { subject, text, html } = await released(roundId);
    expect(text).toContain('There is no room in this letter');
    // SES takes 40 MB, and what base64 adds to it.
    expect(Buffer.byteLength(subject + text + html)).toBeLessThan(5_000_000);
    expect(await letterOf(roundId)).toMatchObject({ status: 'sent', leftOut: letter.leftOut });

    const page = await pageOf(roundId);
    expect(page).toContain(`had no room for the comments on ${list(letter.leftOut)}, and says so.`);
    expect(page).toContain(`<a href="/rounds/${roundId}/result">`);
    expect(await pageOf(await decidedRound('Fine.'))).not.toContain('had no room');
  });

  test.each([190, 200])(
    'has a title of %i characters whole in its subject, and what was decided in the email’s',
    async (length) => {
      const [sample] = sampleSpecifications();
      if (sample === undefined) throw new Error('There is a sample specification.');
      const title = `${'A long title '.repeat(20).slice(0, length - 1)}.`;
      const added = await centre.does.addSpecificationVersion({
        ...(await centre.by('staff-1')),
        of: { specificationId: sample.id },
        what: { ...sample.version, title },
        expected: (await getSpecification(centre.db, sample.id))?.editVersion ?? 0,
      });
      const { version } = given(added).answer;
      const roundId = await decidedRound('Fine.', version);
      const letter = await letterOf(roundId);
      expect(letter.subject).toBe(`${title}, version ${version}: returned for revision`);
      expect((await listNoticesThat(centre.db, 'waiting', onOnePage)).items).toContainEqual(
        expect.objectContaining({ id: letter.noticeId }),
      );
      const { subject } = await released(roundId);
      expect(subject).toMatch(/^A long.*….*\., version \d+: returned for revision$/);
    },
  );

  test('is read and released with one query for all submissions of the round', async () => {
    const roundId = await decidedRound('Fine.');
    queried.length = 0;
    await letterOf(roundId);
    expect(queried.filter((prefix) => prefix.startsWith('SUBMISSION#'))).toEqual(['SUBMISSION#']);
    // Where only its status is shown, there is nothing to search.
    queried.length = 0;
    expect(await pageOf(roundId, showDecision)).toContain('Waiting for release');
    expect(queried.filter((prefix) => prefix.startsWith('SUBMISSION#'))).toEqual([]);
  });
});

describe('a letter that goes', () => {
  const signatory = { name: 'Professor A Sample', position: 'Head of the Centre' };
  const settings = async (change: { signatory: typeof signatory | null; evidenceTo: string | null }) => {
    const call = await centre.by('administrator-1');
    const { answer } = given(await centre.does.getSettings(call));
    given(
      await centre.does.changeSettings({
        ...call,
        expected: answer.editVersion,
        what: { namesOnCriterionPages: false, ...change },
      }),
    );
  };

  test('is signed by the Centre until a signatory is set, and keeps day, name and signatory of its release', async () => {
    const roundId = await decidedRound('Fine.');
    expect(await letterOf(roundId)).toMatchObject({ signatory: null, dated: '2026-07-01' });
    await settings({ signatory, evidenceTo: null });
    const waiting = await letterOf(roundId);
    expect(waiting).toMatchObject({ signatory, reference: expect.stringMatching(/^CR-\w{4}-\w{4}$/) });
    const { text } = await released(roundId);
    expect(text).toContain(`Date: 1 July 2026\nOur reference: ${waiting.reference}\n`);
    expect(text).toContain('Yours sincerely\n\nProfessor A Sample\nHead of the Centre\n');
    await settings({ signatory: null, evidenceTo: null });
    expect(await letterOf(roundId)).toMatchObject({ signatory, dated: '2026-07-01' });
    const page = await pageOf(roundId);
    for (const part of [waiting.reference, 'Date: 1 July 2026', signatory.name, signatory.position])
      expect(page).toContain(part);
  });

  test('has a PDF attached, the same that staff could open before its release and can afterwards', async () => {
    const roundId = await decidedRound('Fine.');
    const file = async (format: 'pdf' | 'docx') =>
      given(
        await withFiles().getLetterFile({
          ...(await centre.by('staff-1')),
          of: { roundId, format },
        }),
      ).answer;
    const draft = await file('pdf');
    const { reference } = await letterOf(roundId);
    expect(draft.fileName).toBe(`draft-letter-${reference}.pdf`);
    const { attachments = [] } = await released(roundId);
    const [attached] = attachments;
    expect([attachments.length, attached?.fileName, attached?.mediaType]).toEqual([
      1,
      `letter-${reference}.pdf`,
      'application/pdf',
    ]);
    expect(Buffer.from(attached?.bytes ?? []).toString('base64')).toBe(draft.content);
    await settings({ signatory, evidenceTo: null });
    expect(await file('pdf')).toMatchObject({ fileName: `letter-${reference}.pdf`, content: draft.content });
    expect((await file('docx')).fileName).toBe(`letter-${reference}.docx`);
    expect(await pageOf(roundId)).toContain(`href="/rounds/${roundId}/letter.pdf"`);
  });

  test('that was released is addressed to whoever is the contact when it is sent', async () => {
    const roundId = await decidedRound('Fine.');
    const { noticeId } = await letterOf(roundId);
    given(await decides().releaseLetter({ ...(await call(roundId)), expected: whatStands, what: {} }));
    const { specificationId = '' } = (await getRound(centre.db, roundId)) ?? {};
    const { developer } = (await getSpecification(centre.db, specificationId)) ?? {};
    const was = await getPerson(centre.db, developer?.contactId ?? '');
    const handTo = async (contactName: string, contactEmail: string) =>
      given(
        await decides().changeDeveloper({
          ...(await centre.by('staff-1')),
          of: { specificationId },
          what: { organisation: developer?.organisation ?? '', contactName, contactEmail },
          expected: whatStands,
        }),
      );
    await handTo('Another Contact', 'another.contact@example.org');
    const letter = await getNotice(centre.db, noticeId);
    expect(letter?.data).toMatchObject({ release: { addressee: 'Another Contact' } });
    const sent: string[] = [];
    const delivery = await deliver(
      {
        db: centre.db,
        now: centre.services.now,
        send: async (to, { text }) => {
          sent.push(to, text);
          return { ok: true, value: 'message' };
        },
        emails: createEmails(folder, sampleSettings),
        mayWriteTo: allowList('*'),
      },
      noticeId,
    );
    expect([delivery, sent[0]]).toEqual(['sent', 'another.contact@example.org']);
    expect(sent[1]).toContain('Dear Another Contact,');
    expect(sent[1]).not.toContain(was?.name);
    await handTo(was?.name ?? '', was?.email ?? '');
  });

  test('is searched as its email is finally rendered, in whosever words', async () => {
    const roundId = await decidedRound('It is clear.');
    expect(await letterOf(roundId)).toMatchObject({ passages: [] });
    const asked = { ...(await centre.by('administrator-1')), of: { notice: 'letter' } } as const;
    const { name = '' } = (await getPerson(centre.db, 'reviewer-1')) ?? {};
    const body = `# ((subject))\n\nWith thanks to ${name}.\n\n((reference))\n\n((letter))\n\n((action))\n\n((signatory))`;
    const what = { subject: '((subject))', preview: '((opening))', body };
    given(await decides().saveEmailText({ ...asked, what }));
    const { version, passages } = await letterOf(roundId);
    expect(passages).toEqual([expect.objectContaining({ where: 'email', kind: 'name', hit: name })]);
    const release = { ...(await call(roundId)), expected: version, what: {} };
    expect(await decides().releaseLetter(release)).toMatchObject({
      ok: false,
      error: { code: 'letter-leaks' },
    });
    given(await decides().restoreEmailText({ ...asked, what: undefined }));
    expect(await letterOf(roundId)).toMatchObject({ passages: [] });
  });

  test('can be read behind the link in its email, as it went, and behind no other', async () => {
    const roundId = await decidedRound('Fine.');
    const { noticeId } = await letterOf(roundId);
    const behind = (key: string, id = noticeId) => pageBehind(centre.services, { noticeId: id, key });
    const { text } = await released(roundId);
    const key = new RegExp(`${sampleSettings.origin}/developer/${noticeId}/([^/\\s]+)`).exec(text)?.[1] ?? '';
    await settings({ signatory: null, evidenceTo: null });
    const own = await behind(key);
    if (own === null || typeof own === 'string' || own.letter === null) throw new Error('It has a letter.');
    expect(ownLetter({ ...own, letter: own.letter })).toMatchObject({
      dated: '1 July 2026',
      title: expect.stringContaining('returned'),
    });
    for (const [other, id] of [
      ['', noticeId],
      [`${key.slice(1)}0`, noticeId],
      [key, 'nothing'],
    ] as const)
      expect(await behind(other, id)).toBeNull();
    // Staff see the letter without the address that is its recipient's.
    const shown = given(
      await withFiles().getNotice({ ...(await centre.by('staff-1')), of: { noticeId } }),
    ).answer;
    expect(shown.email?.text).toContain('Our reference');
    expect(JSON.stringify(shown)).not.toContain(key);
  });

  test('says which comments staff left out or put in other words, and not what they said', async () => {
    const roundId = await decidedRound('Fine enough, and it could say more.');
    const { text } = await released(roundId, (body) =>
      body
        .replace(/(# Comments on 4\.1: .*\n\n)- .*\n/, '$1')
        .replace(/(# Comments on 5\.2: .*\n\n)- .*\n/, '$1- In other words.\n'),
    );
    expect(text).toContain('The Centre has left out of this letter 1 comment on 4.1.\n');
    expect(text).toContain('The Centre has put into other words 1 comment on 5.2.\n');
    expect(await pageOf(roundId)).toContain('has left out of this letter 1 comment on 4.1.');
  });

  test('says nothing of the kind where staff only add to it', async () => {
    const { text } = await released(await decidedRound('Fine.'), (body) => `${body}\n\nP.S.`);
    expect(text).not.toContain('as they were written');
  });
});

test('a notice that nobody could read is refused before it is written', async () => {
  const noticeOf = (data: object) =>
    noticeWrite({
      cause: 'letter unreadable',
      notice: 'letter',
      personId: 'staff-1',
      roundId: null,
      createdAt: usualDates.closesAt,
      data: { ...letterData(), ...data },
    });
  expect(() => noticeOf({ subject: 'x'.repeat(250) })).not.toThrow();
  expect(() => noticeOf({ subject: 'x'.repeat(251) })).toThrow('at most 250 characters');
  expect(() => noticeOf({ body: 'x'.repeat(maxBodyBytes + 1) })).toThrow('at most 262,144 characters');
  expect(() => noticeOf({ reviewer: 'Dr Sample' })).toThrow('reviewer');

  const roundId = await decidedRound('Fine.');
  const notice = await getNotice(centre.db, (await letterOf(roundId)).noticeId);
  if (notice?.notice !== 'letter') throw new Error('It is a letter.');
  const event = eventNow(centre.services, 'staff-1', 'letter-changed');
  expect(() =>
    changeLetter(centre.db, notice, { subject: '', body: 'Dear all', leftOutByStaff: [] }, event),
  ).toThrow('Fill this in');
});

test('the longest composed letter leaves a request room for its subject and for changes', () => {
  expect(maxLetterBytes + 8 * 1024).toBeLessThan(maxBodyBytes);
});
