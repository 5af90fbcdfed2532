import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { reviewContent } from '../../shared/contract/reviews/schemas.ts';
import type { Door } from '../../shared/domain/reviews/review.ts';
import {
  type Centre,
  given,
  sampleReviewContent,
  startCentre,
  usualDates,
} from '../../test/support/centre.ts';
import { everyItem, inShort, outbox, type StoredItem } from '../../test/support/outbox.ts';
import { plainEmails } from '../../test/support/plain.ts';
import { changeSettings, getSettings } from '../centre/settings-storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import { chooseEmails } from '../people/choose-emails.ts';
import { getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { project } from '../results/project.ts';
import { getRound } from '../rounds/storage.ts';
import { writeOne } from '../table/write.ts';
import { eventNow } from '../use-case/services.ts';
import { allowList } from './allow-list.ts';
import { deliver } from './deliver.ts';
import { listNoticesThat } from './list-notices.ts';
import { getNotice, noticeWrite } from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';

const start = '2026-07-01T09:00:00.000Z';

let centre: Centre;
/** What each transaction put, in the order in which they came. */
const transactions: (readonly StoredItem[])[] = [];
beforeAll(async () => {
  centre = await startCentre();
  centre.db.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName === 'TransactWriteItemsCommand') {
          const { TransactItems = [] } = args.input as TransactWriteCommandInput;
          transactions.push(TransactItems.flatMap(({ Put }) => Put?.Item ?? []));
        }
        return answer;
      },
    { step: 'initialize', priority: 'high' },
  );
});
afterAll(() => centre.stop());
beforeEach(() => void centre.setNow(start));

const decides = () => centre.does;

const call = async (roundId: string, personId = 'staff-1') => ({
  ...(await centre.by(personId)),
  of: { roundId },
});

const callAbout = async (roundId: string, personId: string) => ({
  ...(await call(roundId)),
  of: { roundId, personId },
});

const dataOf = (notices: readonly NoticeItem[], personId: string): unknown =>
  notices.find((notice) => notice.personId === personId)?.data;

/** A person does without these emails from now on. */
async function doesWithout(personId: string, unwanted: PersonItem['unwanted']): Promise<void> {
  const person = await getPerson(centre.db, personId);
  if (person === null) throw new Error(`There is no ${personId}`);
  await chooseEmails(centre.db, person, unwanted);
}

const about = {
  title: 'Sample credential in frailty',
  specificationVersion: 1,
  sample: true,
  criteriaSetKind: 'endorsement' as const,
};
const to = (kind: NoticeKind, ...people: readonly string[]) => people.map((id) => `${kind} to ${id}`).sort();
const reviewers = ['reviewer-1', 'reviewer-2', 'reviewer-3'] as const;
const ofCentre = ['oversight-1', 'staff-1', 'staff-2'] as const;

/** The notices that an operation makes; it must succeed. */
const madeBy = (operation: () => Promise<Parameters<typeof given>[0]>) =>
  centre.made(async () => given(await operation()));

describe('opening', () => {
  test('invites the panel, and nobody while the round is a draft', async () => {
    const roundId = await centre.draftRound(usualDates, [1, 2, 3, 4]);
    const recused = { ...(await callAbout(roundId, 'reviewer-4')), what: { reason: 'Works for them' } };
    given(await centre.does.recuseReviewer(recused));
    const made = await madeBy(async () =>
      centre.does.openRound({
        ...(await call(roundId)),
        what: { reason: 'The gateway was before this service.' },
      }),
    );
    expect(inShort(made)).toEqual(to('invitation', ...reviewers));
    expect(dataOf(made, 'reviewer-1')).toEqual({
      ...about,
      ...usualDates,
      answerBy: '2026-07-08T16:00:00.000Z',
      criteriaSetTitle: expect.stringContaining('ample'),
    });
    expect((await outbox(centre.db)).filter((notice) => notice.personId === 'reviewer-4')).toEqual([]);
  });

  test('a reviewer who is added to an open round is invited alone', async () => {
    const roundId = await centre.openRound();
    const made = await centre.made(() => centre.addReviewer(roundId, 'reviewer-4'));
    expect(inShort(made)).toEqual(to('invitation', 'reviewer-4'));
  });

  test('who takes somebody’s place is invited, and who leaves it is told', async () => {
    const roundId = await centre.openRound();
    const body = {
      name: 'Ignatius Dunwoody',
      email: 'reviewer-4@example.org',
      reason: 'Ill',
      inSpite: 'They work apart.',
    };
    const made = await madeBy(async () =>
      centre.does.replaceReviewer({ ...(await callAbout(roundId, 'reviewer-3')), what: body }),
    );
    expect(inShort(made)).toEqual([...to('invitation', 'reviewer-4'), ...to('off-panel', 'reviewer-3')]);
    expect(dataOf(made, 'reviewer-3')).toEqual(about);
  });

  test('fails as a whole where an invitation cannot be written', async () => {
    const roundId = await centre.draftRound();
    const there = {
      cause: `invitation ${roundId}`,
      notice: 'invitation',
      personId: 'reviewer-2',
      roundId,
      createdAt: start,
      data: { ...about, ...usualDates, criteriaSetTitle: 'Sample', answerBy: usualDates.reviewsDue },
    } as const;
    await writeOne(centre.db, noticeWrite(there));
    const made = await centre.made(async () => {
      const opened = await centre.does.openRound({
        ...(await call(roundId)),
        what: { reason: 'The gateway was before this service.' },
      });
      expect(opened.ok).toBe(false);
    });
    expect(made).toEqual([]);
    expect(await getRound(centre.db, roundId)).toMatchObject({ status: 'draft' });
  });
});

describe('a declaration', () => {
  const declared = { interest: 'declared' as const, description: 'I helped to write it.' };

  test('of no interests brings the reviewer the way to the file, and tells nobody else', async () => {
    const roundId = await centre.openRound();
    const made = await centre.made(() => centre.accept(roundId, 'reviewer-1'));
    expect(inShort(made)).toEqual(to('review-file', 'reviewer-1'));
    expect(dataOf(made, 'reviewer-1')).toEqual({ ...about, ...usualDates });
  });

  test('of no interests tells nobody where the Centre takes no files', async () => {
    const roundId = await centre.openRound();
    const settings = async (closedDoors: readonly Door[]) => {
      const { editVersion, ...now } = await getSettings(centre.db);
      const event = eventNow(centre.services, 'administrator-1', 'settings-changed');
      given(
        await changeSettings(
          centre.db,
          { ...now, editVersion },
          { ...now, closedDoors: [...closedDoors] },
          event,
        ),
      );
    };
    await settings(['file']);
    expect(await centre.made(() => centre.accept(roundId, 'reviewer-1'))).toEqual([]);
    await settings([]);
  });

  test('of an interest is confirmed to the reviewer and shown to staff, without a name or what it is', async () => {
    const roundId = await centre.openRound();
    const made = await madeBy(async () =>
      centre.does.declareInterests({ ...(await call(roundId, 'reviewer-1')), what: declared }),
    );
    expect(inShort(made)).toEqual([
      ...to('declaration-received', 'reviewer-1'),
      ...to('interest-declared', 'staff-1', 'staff-2'),
    ]);
    expect(dataOf(made, 'reviewer-1')).toEqual(about);
    expect(dataOf(made, 'staff-1')).toEqual(about);
  });

  test.each(['cleared', 'recused'] as const)('that is %s is told to the reviewer', async (resolution) => {
    const roundId = await centre.openRound();
    const reviewer = await call(roundId, 'reviewer-2');
    given(await centre.does.declareInterests({ ...reviewer, what: declared }));
    const made = await madeBy(async () =>
      centre.does.resolveInterest({
        ...(await callAbout(roundId, 'reviewer-2')),
        what: { resolution, reason: 'For the record alone' },
      }),
    );
    expect(inShort(made)).toEqual(to('declaration-resolved', 'reviewer-2'));
    expect(dataOf(made, 'reviewer-2')).toEqual({ ...about, ...usualDates, resolution });
  });
});

describe('a review', () => {
  test('that is submitted brings its receipt, to whoever wants it', async () => {
    const roundId = await centre.openRound();
    await doesWithout('reviewer-2', ['receipt', 'digest']);
    for (const reviewer of ['reviewer-1', 'reviewer-2']) await centre.accept(roundId, reviewer);
    const made = await centre.made(async () => {
      await centre.submit(roundId, 'reviewer-1', 1);
      await centre.submit(roundId, 'reviewer-2', 2);
    });
    await doesWithout('reviewer-2', []);
    expect(inShort(made)).toEqual(to('receipt', 'reviewer-1'));
    const { submissions } = given(
      await centre.does.listMySubmissions(await call(roundId, 'reviewer-1')),
    ).answer;
    const receipt = submissions[0]?.receipt;
    expect(dataOf(made, 'reviewer-1')).toEqual({
      ...about,
      receiptId: receipt?.id,
      submissionNumber: 1,
      submittedAt: receipt?.submittedAt,
      contentHash: receipt?.contentHash,
      criteriaSetHash: receipt?.criteriaSetHash,
      door: 'sheet',
    });
  });

  test('that is submitted twice with one key brings one receipt', async () => {
    const roundId = await centre.openRound();
    await centre.accept(roundId, 'reviewer-1');
    const { criteriaSetHash } = given(await centre.does.getForm(await call(roundId, 'reviewer-1'))).answer;
    const body = sampleReviewContent(1, criteriaSetHash);
    const asked = { ...(await call(roundId, 'reviewer-1')), expected: 0, what: body };
    const made = await centre.made(() =>
      Promise.all([centre.does.submitReview(asked), centre.does.submitReview(asked)]),
    );
    expect(inShort(made)).toEqual(to('receipt', 'reviewer-1'));
  });

  test('that staff reopen is asked for again, with their reason', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1');
    const reason = 'Criterion 5.2 has no evidence.';
    const made = await madeBy(async () =>
      centre.does.reopenReview({ ...(await callAbout(roundId, 'reviewer-1')), what: { reason } }),
    );
    expect(inShort(made)).toEqual(to('reopened', 'reviewer-1'));
    expect(dataOf(made, 'reviewer-1')).toEqual({ ...about, ...usualDates, reason });
  });

  test('of whoever waits for the Centre with an interest is not asked for by hand', async () => {
    const roundId = await centre.openRound();
    const what = { interest: 'declared' as const, description: 'I taught its author.' };
    given(await centre.does.declareInterests({ ...(await call(roundId, 'reviewer-1')), what }));
    const made = await centre.made(async () => {
      const refused = await centre.does.remindReviewer({
        ...(await callAbout(roundId, 'reviewer-1')),
        what: {},
      });
      expect(!refused.ok && refused.error).toMatchObject({
        code: 'not-now',
        detail: expect.stringContaining('waits for the Centre'),
      });
    });
    expect(made).toEqual([]);
  });

  test('is asked for by hand once a day, by UK days, and only where it is awaited', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-2');
    const remind = async (personId: string) => {
      const asked = await centre.does.remindReviewer({ ...(await callAbout(roundId, personId)), what: {} });
      return asked.ok ? 'reminded' : asked.error.detail;
    };
    const made = await centre.made(async () => {
      const answers = await Promise.all([remind('reviewer-1'), remind('reviewer-1')]);
      expect(answers.sort()).toEqual(['This reviewer has been reminded today.', 'reminded']);
      expect(await remind('reviewer-2')).toBe('Nothing is awaited of this reviewer now.');
      // Half past eleven in the evening in the UK, and half past midnight.
      centre.setNow('2026-07-01T22:30:00.000Z');
      expect(await remind('reviewer-1')).toBe('This reviewer has been reminded today.');
      centre.setNow('2026-07-01T23:30:00.000Z');
      expect(await remind('reviewer-1')).toBe('reminded');
    });
    expect(inShort(made)).toEqual(to('reminder', 'reviewer-1', 'reviewer-1'));
    expect(dataOf(made, 'reviewer-1')).toEqual({
      ...about,
      ...usualDates,
      when: 'asked',
      isOverdue: false,
      answerBy: null,
      hasStarted: false,
      isReopened: false,
    });
  });
});

describe('dates', () => {
  const later = { reviewsDue: '2026-09-03T16:00:00.000Z', closesAt: '2026-09-17T16:00:00.000Z' };

  test('that change are told to the reviewers who are still awaited', async () => {
    const roundId = await centre.openRound(usualDates, [1, 2, 3, 4]);
    await centre.submit(roundId, 'reviewer-1');
    const declined = { ...(await call(roundId, 'reviewer-2')), what: { reason: 'No time' } };
    given(await centre.does.declineOrRecuse(declined));
    const body = { ...later, reason: 'Holidays' };
    const made = await madeBy(async () => centre.does.extendRound({ ...(await call(roundId)), what: body }));
    expect(inShort(made)).toEqual(to('dates-changed', 'reviewer-3', 'reviewer-4'));
    expect(dataOf(made, 'reviewer-3')).toEqual({ ...about, ...later, isOpenAgain: false });
  });

  test('of a draft are told to nobody', async () => {
    const roundId = await centre.draftRound();
    const body = { ...later, reason: 'Holidays' };
    expect(
      await madeBy(async () => centre.does.extendRound({ ...(await call(roundId)), what: body })),
    ).toEqual([]);
  });

  test('of a round that opens again are told to the reviewers who are still awaited', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-1');
    await centre.close(roundId);
    const body = { ...later, reason: 'One more review' };
    const made = await madeBy(async () => centre.does.reopenRound({ ...(await call(roundId)), what: body }));
    expect(inShort(made)).toEqual(to('dates-changed', 'reviewer-2', 'reviewer-3'));
    expect(dataOf(made, 'reviewer-2')).toEqual({ ...about, ...later, isOpenAgain: true });
  });
});

describe('leaving a panel', () => {
  test('is told to whom staff take off it, while the round is open or closed', async () => {
    const roundId = await centre.openRound();
    const recuse = (personId: string) =>
      madeBy(async () =>
        centre.does.recuseReviewer({ ...(await callAbout(roundId, personId)), what: { reason: 'Ill' } }),
      );
    expect(inShort(await recuse('reviewer-1'))).toEqual(to('off-panel', 'reviewer-1'));
    await centre.close(roundId);
    expect(inShort(await recuse('reviewer-2'))).toEqual(to('off-panel', 'reviewer-2'));
  });

  test('of one’s own is told to nobody', async () => {
    const roundId = await centre.openRound();
    const body = { reason: 'No time' };
    expect(
      await madeBy(async () =>
        centre.does.declineOrRecuse({ ...(await call(roundId, 'reviewer-1')), what: body }),
      ),
    ).toEqual([]);
  });
});

describe('the end of a round', () => {
  test('is told to who is on the panel and wants to know, with whether they had submitted', async () => {
    const roundId = await centre.openRound(usualDates, [1, 2, 3, 4]);
    await centre.submit(roundId, 'reviewer-1');
    const declined = { ...(await call(roundId, 'reviewer-2')), what: { reason: 'No time' } };
    given(await centre.does.declineOrRecuse(declined));
    await doesWithout('reviewer-3', ['round-closed']);
    const made = await madeBy(async () =>
      centre.does.closeRound({ ...(await call(roundId)), what: { reason: '' } }),
    );
    await doesWithout('reviewer-3', []);
    expect(inShort(made)).toEqual(to('round-closed', 'reviewer-1', 'reviewer-4'));
    expect(dataOf(made, 'reviewer-1')).toEqual({ ...about, how: 'closed', hasSubmitted: true });
    expect(dataOf(made, 'reviewer-4')).toEqual({ ...about, how: 'closed', hasSubmitted: false });
  });

  test('is told where it is cancelled, but not of a draft', async () => {
    const [draft, open] = [await centre.draftRound(), await centre.openRound()];
    const cancel = (roundId: string) =>
      madeBy(async () =>
        centre.does.cancelRound({ ...(await call(roundId)), what: { reason: 'Withdrawn' } }),
      );
    expect(await cancel(draft)).toEqual([]);
    const made = await cancel(open);
    expect(inShort(made)).toEqual(to('round-closed', ...reviewers));
    expect(dataOf(made, 'reviewer-1')).toEqual({ ...about, how: 'cancelled', hasSubmitted: false });
  });
});

/** A closed round with its recommendation; the sample reviews dispute a criterion. */
async function judgedRound(): Promise<string> {
  const roundId = await centre.openRound();
  for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
  await centre.close(roundId);
  return roundId;
}

describe('after a round', () => {
  test('the recommendation goes to staff and oversight, once for each closing and finding', async () => {
    const roundId = await centre.openRound();
    for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
    given(await centre.does.closeRound({ ...(await call(roundId)), what: { reason: '' } }));
    const first = await centre.made(() =>
      Promise.all([1, 2, 3].map(() => project(centre.services, roundId))),
    );
    expect(inShort(first)).toEqual(to('recommendation', ...ofCentre));
    expect(dataOf(first, 'oversight-1')).toMatchObject({ ...about, recommendationNumber: 1 });

    const [disputed] = given(await decides().getPanelPaper(await call(roundId))).answer.disputed;
    await centre.callPanel(roundId);
    const asked = await call(roundId);
    const finding = { status: 'met' as const, reason: 'Read again.' };
    const found = { attended: ['staff-1'], findings: { [disputed?.criterionId ?? '']: finding } };
    const recorded = await madeBy(() =>
      decides().recordFindings({
        ...asked,
        of: { roundId },
        what: found,
      }),
    );
    expect(recorded).toEqual([]);
    const second = await centre.made(() => project(centre.services, roundId));
    expect(inShort(second)).toEqual(to('recommendation', ...ofCentre));
    expect(dataOf(second, 'staff-1')).toMatchObject({ recommendationNumber: 2 });
  });

  test('a panel is called with everybody who takes part, and nobody is told twice', async () => {
    const roundId = await judgedRound();
    const both = await getPerson(centre.db, 'reviewer-2');
    const setRoles = async (roles: PersonItem['roles']) =>
      given(
        await centre.does.setRoles({
          ...(await centre.by('administrator-1')),
          of: { personId: 'reviewer-2' },
          what: { roles },
          expected: (await getPerson(centre.db, 'reviewer-2'))?.editVersion ?? 0,
        }),
      );
    await setRoles(['reviewer', 'oversight']);
    given(
      await centre.does.recuseReviewer({
        ...(await callAbout(roundId, 'reviewer-3')),
        what: { reason: 'Ill' },
      }),
    );
    await project(centre.services, roundId);
    const body = { at: '2026-09-01T13:00:00.000Z', where: 'https://meet.example.org/panel' };
    const made = await madeBy(async () => decides().callPanel({ ...(await call(roundId)), what: body }));
    await setRoles(both?.roles ?? []);
    expect(inShort(made)).toEqual(to('panel-called', 'reviewer-1', 'reviewer-2', ...ofCentre));
    const audiences = made.map((one) => [one.personId, one.notice === 'panel-called' && one.data.audience]);
    expect(Object.fromEntries(audiences)).toMatchObject({
      'reviewer-1': 'reviewer',
      'reviewer-2': 'reviewer',
      'staff-1': 'centre',
    });
  });

  test('a panel is called without those who never declared their interests or never submitted', async () => {
    const roundId = await centre.openRound(usualDates, [1, 2, 3, 4]);
    for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
    await centre.close(roundId);
    const body = { at: '2026-09-01T13:00:00.000Z', where: 'Room 4' };
    const made = await madeBy(async () => decides().callPanel({ ...(await call(roundId)), what: body }));
    expect(inShort(made)).toEqual(to('panel-called', 'reviewer-1', 'reviewer-2', 'reviewer-3', ...ofCentre));
  });

  test('the decision goes to staff and oversight who want it, and the letter waits for its release', async () => {
    const roundId = await judgedRound();
    await doesWithout('oversight-1', ['decision-recorded']);
    const body = {
      outcome: 'do-not-endorse' as const,
      reason: 'The Centre knows more.',
      message: 'Thank you.',
      conditions: [],
      reviewBy: null,
      intervention: null,
      endorsement: null,
    };
    const made = await madeBy(async () => decides().decide({ ...(await call(roundId)), what: body }));
    await doesWithout('oversight-1', []);
    const letter = made.find(({ notice }) => notice === 'letter');
    if (letter === undefined) throw new Error('There is a letter');
    expect(inShort(made)).toEqual([
      ...to('decision-recorded', 'staff-1', 'staff-2'),
      `letter to ${letter.personId}`,
    ]);
    expect(await getPerson(centre.db, letter.personId)).toMatchObject({
      email: 'sample.developer@example.org',
      roles: [],
    });
    expect(dataOf(made, 'staff-1')).toMatchObject({
      outcome: 'do-not-endorse',
      departs: true,
      conditions: 0,
    });

    const emails: string[] = [];
    const mailer = {
      db: centre.db,
      now: centre.services.now,
      send: async (address: string) => {
        emails.push(address);
        return { ok: true as const, value: 'message' };
      },
      emails: plainEmails,
      mayWriteTo: allowList('*'),
    };
    expect(letter.status).toBe('waiting');
    expect(await deliver(mailer, letter.id)).toBe('nothing-to-do');
    const releasing = { ...(await call(roundId)), expected: letter.version, what: {} };
    const released = await decides().releaseLetter(releasing);
    expect(released.ok && released.value.answer.status).toBe('pending');
    expect((await decides().releaseLetter(releasing)).ok).toBe(false);
    expect(await deliver(mailer, letter.id)).toBe('sent');
    expect(emails).toEqual(['sample.developer@example.org']);
  });
});

describe('a withdrawal', () => {
  const endorsed = {
    outcome: 'endorse' as const,
    reason: 'The Centre knows more.',
    message: '',
    conditions: [],
    reviewBy: '2029-07-01',
    intervention: null,
    endorsement: null,
  };
  const body = { reason: 'A complaint was upheld.', message: 'There is new guidance.' };
  const endorsedRounds: string[] = [];
  // While one waits for its letter, no other round of the specification is decided.
  afterEach(async () => {
    for (const roundId of endorsedRounds.splice(0)) await withdraw(roundId);
  });
  const endorsedRound = async () => {
    const roundId = await judgedRound();
    endorsedRounds.push(roundId);
    const made = await madeBy(async () => decides().decide({ ...(await call(roundId)), what: endorsed }));
    const letter = made.find(({ notice }) => notice === 'letter');
    if (letter === undefined) throw new Error('There is a letter');
    return { roundId, letter };
  };
  /** Withdraws the decision as it stands, or as it was under a version: its letter’s release raises it. */
  const withdraw = async (
    roundId: string,
    said: typeof body & { readonly looked?: boolean } = body,
    under?: number,
  ) => {
    const asked = await call(roundId);
    const { version } = given(await decides().getDecision({ ...asked, what: undefined }));
    return decides().withdrawDecision({ ...asked, expected: under ?? version ?? 0, what: said });
  };

  test('goes to staff and oversight with the reason, and to the developer’s contact in words meant for them', async () => {
    const { roundId, letter } = await endorsedRound();
    const made = await madeBy(() => withdraw(roundId));
    expect(inShort(made)).toEqual(
      to('decision-withdrawn', 'oversight-1', 'staff-1', 'staff-2', letter.personId).sort(),
    );
    expect(dataOf(made, 'oversight-1')).toMatchObject({ reason: body.reason, audience: 'centre' });
    expect(dataOf(made, letter.personId)).toMatchObject({ reason: body.message, audience: 'developer' });
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set(['pending']));
    const again = await withdraw(roundId, body, 0);
    expect(!again.ok && again.error.code).toBe('stale');
  });

  test('whose message has a word of a reviewer’s name is sent once its writer has looked', async () => {
    const { roundId } = await endorsedRound();
    const said = { reason: 'Ravensworth (2019) is out of date.', message: 'See Ravensworth (2026).' };
    expect(await withdraw(roundId, said)).toMatchObject({
      error: {
        errors: [
          {
            pointer: '/message',
            detail:
              'The message has a part of a reviewer’s name: “Ravensworth”. If it means the reviewer, take it out; if not, say that you have looked.',
          },
        ],
      },
    });
    expect((await withdraw(roundId, { ...said, looked: true })).ok).toBe(true);
    const named = { ...said, message: 'See Zebedee Ravensworth.', looked: true };
    const { roundId: other } = await endorsedRound();
    expect(await withdraw(other, named)).toMatchObject({ error: { errors: [{ pointer: '/message' }] } });
  });

  test('names no reviewer and repeats no confidential note, to nobody', async () => {
    const { roundId } = await endorsedRound();
    for (const [part, said] of [
      ['reason', { ...body, reason: 'Zebedee Ravensworth asked for it.' }],
      ['message', { ...body, message: 'Ask reviewer-2@example.org.' }],
    ] as const) {
      const refused = await withdraw(roundId, said);
      expect(!refused.ok && refused.error.errors).toMatchObject([{ pointer: `/${part}`, code: 'leak' }]);
    }
  });

  test('withholds the letter that waits, which would say that the endorsement stands', async () => {
    const { roundId, letter } = await endorsedRound();
    given(await withdraw(roundId));
    const waiting = await listNoticesThat(centre.db, 'waiting', { limit: 50, cursor: undefined });
    expect(waiting.items.map(({ id }) => id)).not.toContain(letter.id);
    const asked = await call(roundId);
    const { status, version } = given(await decides().getLetter(asked)).answer;
    expect(status).toBe('withheld');
    const released = await decides().releaseLetter({ ...asked, what: {}, expected: version });
    expect(!released.ok && released.error.detail).toContain('withdrawn before the letter was released');
  });

  test('leaves a letter that was released on its way', async () => {
    const { roundId, letter } = await endorsedRound();
    given(await decides().releaseLetter({ ...(await call(roundId)), expected: letter.version, what: {} }));
    given(await withdraw(roundId));
    expect((await getNotice(centre.db, letter.id))?.status).toBe('pending');
  });

  test('and the release of the letter at the same time leave one of them to be done again', async () => {
    const { roundId, letter } = await endorsedRound();
    const release = { ...(await call(roundId)), expected: letter.version, what: {} };
    const both = await Promise.all([withdraw(roundId), decides().releaseLetter(release)]);
    const { status } = given(await decides().getLetter(await call(roundId))).answer;
    // A release before the withdrawal was read is a release before it.
    expect([
      [true, false, 'withheld'],
      [false, true, 'pending'],
      [true, true, 'pending'],
    ]).toContainEqual([...both.map(({ ok }) => ok), status]);
  });
});

describe('a round with everything that can happen to it', () => {
  let notices: readonly NoticeItem[];
  let items: readonly StoredItem[];
  beforeAll(async () => {
    centre.setNow(start);
    const declared = { interest: 'declared' as const, description: 'A confidence about my employer.' };
    notices = await centre.made(async () => {
      const roundId = await centre.openRound();
      const staff = async (personId: string) => callAbout(roundId, personId);
      given(await centre.does.declareInterests({ ...(await call(roundId, 'reviewer-1')), what: declared }));
      const cleared = { resolution: 'cleared' as const, reason: 'Long ago' };
      given(await centre.does.resolveInterest({ ...(await staff('reviewer-1')), what: cleared }));
      const replacement = {
        name: 'Ignatius Dunwoody',
        email: 'reviewer-4@example.org',
        reason: 'Ill',
        inSpite: 'They work apart.',
      };
      given(await centre.does.replaceReviewer({ ...(await staff('reviewer-3')), what: replacement }));
      given(await centre.does.remindReviewer({ ...(await staff('reviewer-2')), what: {} }));
      await centre.submit(roundId, 'reviewer-1', 1);
      const what = { text: 'A confidence about page 14.', criterionId: null };
      const raised = await centre.does.raiseConcern({ ...(await call(roundId, 'reviewer-1')), what });
      const ofConcern = { roundId, concernId: given(raised).answer.concernId };
      const said = { text: 'A confidence about the developer.' };
      given(await centre.does.answerConcern({ ...(await call(roundId)), of: ofConcern, what: said }));
      await centre.submit(roundId, 'reviewer-2', 2);
      await centre.submit(roundId, 'reviewer-4', 3);
      given(
        await centre.does.reopenReview({ ...(await staff('reviewer-1')), what: { reason: 'Once more' } }),
      );
      const later = { ...usualDates, closesAt: '2026-08-27T16:00:00.000Z', reason: 'Once more' };
      given(await centre.does.extendRound({ ...(await call(roundId)), what: later }));
      await centre.submit(roundId, 'reviewer-1', 1);
      await centre.close(roundId);
      const panel = { at: '2026-09-01T13:00:00.000Z', where: 'Room 4' };
      given(await decides().callPanel({ ...(await call(roundId)), what: panel }));
      const endorsed = {
        outcome: 'endorse-with-conditions' as const,
        reason: 'The panel agreed.',
        message: '',
        conditions: [{ text: 'Add it.', criteria: [], owner: 'Developer', due: '2026-12-01' }],
        reviewBy: '2029-07-01',
        intervention: null,
        endorsement: null,
      };
      given(await decides().decide({ ...(await call(roundId)), what: endorsed }));
      const over = { reason: 'There is better guidance.', message: 'There is better guidance now.' };
      given(await decides().withdrawDecision({ ...(await call(roundId)), expected: 0, what: over }));
    });
    const { roundId } = notices[0] ?? {};
    items = (await everyItem(centre.db)).filter(({ pk }) => pk === `ROUND#${roundId}`);
  });

  test('writes each notice once, in the transaction of its cause', () => {
    const causes = notices.map(({ id, notice }) => {
      const writing = transactions.filter((put) =>
        put.some((item) => item.kind === 'notice' && item.id === id),
      );
      const events = writing.flat().filter(({ kind }) => kind === 'event');
      return `${notice}: ${events.map(({ action }) => action).join(', ')}`;
    });
    expect([...new Set(causes)].sort()).toEqual([
      'concern-answered: concern-answered',
      'concern-raised: concern-raised',
      'dates-changed: round-extended',
      'decision-recorded: round-decided',
      'decision-withdrawn: decision-withdrawn',
      'declaration-received: interests-declared',
      'declaration-resolved: interest-cleared',
      'interest-declared: interests-declared',
      'invitation: reviewer-added, reviewer-replaced',
      'invitation: round-opened',
      'letter: round-decided',
      'off-panel: reviewer-added, reviewer-replaced',
      'panel-called: panel-called',
      'receipt: review-submitted',
      'recommendation: recommendation-derived',
      'reminder: reviewer-reminded',
      'reopened: review-reopened',
      'review-file: interests-declared',
      'round-closed: round-closed',
    ]);
  });

  test('keeps no name, address, rating or confidence in what its notices say', async () => {
    const people = await Promise.all(
      ['reviewer-1', 'reviewer-2', 'reviewer-3', 'reviewer-4'].map((id) => getPerson(centre.db, id)),
    );
    const names = people.flatMap((person) => [person?.name ?? '', ...(person?.name.split(' ') ?? [])]);
    const contents = items
      .filter(({ kind }) => kind === 'submission')
      .map(({ content }) => reviewContent.parse(content));
    expect(contents).toHaveLength(4);
    const ofCriteria = contents.flatMap(({ ratings }) => Object.values(ratings));
    const confidences = [
      'A confidence about my employer.',
      'A confidence about page 14.',
      'A confidence about the developer.',
      ...names,
      ...people.flatMap((person) => [person?.id ?? '', person?.email ?? '']),
      ...contents.map(({ overallNote }) => overallNote),
      ...ofCriteria.flatMap(({ note, evidence, reason }) => [note, evidence, reason]),
    ].filter((text) => text !== '');
    const comments = [
      ...contents.map(({ overallComment }) => overallComment),
      ...ofCriteria.map(({ comment }) => comment),
    ].filter((text) => text !== '');
    expect(confidences.length).toBeGreaterThan(60);
    for (const { notice, data, summary } of notices) {
      const said = JSON.stringify([data, { ...summary, personId: '' }]);
      // Comments are meant for the developer, and for nobody else's email.
      const hidden = notice === 'letter' ? confidences : [...confidences, ...comments];
      expect([notice, hidden.filter((text) => said.includes(JSON.stringify(text).slice(1, -1)))]).toEqual([
        notice,
        [],
      ]);
      expect(said).not.toMatch(/"(ratings?|scores?|panel)":/);
      // Whoever is told of something finds out beside a name, on the pages, whom it is about.
      expect([notice, /\bR\d\b|"place"/.test(said)]).toEqual([notice, false]);
    }
    const letter = notices.find(({ notice }) => notice === 'letter');
    expect(JSON.stringify(letter?.data)).toContain(JSON.stringify(comments[0]).slice(1, -1));
  });
});

test('one cause reaches everybody of the Centre, who are at most fifty', async () => {
  const roundId = await centre.openRound();
  for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
  given(await centre.does.closeRound({ ...(await call(roundId)), what: { reason: '' } }));
  for (let n = 2; n <= 48; n++)
    await addPerson(
      centre.db,
      {
        id: `oversight-${n}`,
        name: `Member ${n}`,
        email: `oversight-${n}@example.org`,
        roles: ['oversight'],
      },
      start,
    );
  const made = await centre.made(() => project(centre.services, roundId));
  expect(new Set(made.map(({ personId }) => personId)).size).toBe(50);

  const setRoles = async (personId: string, roles: PersonItem['roles']) => {
    const asked = { ...(await centre.by('administrator-1')), of: { personId }, what: { roles } };
    const expected = (await getPerson(centre.db, personId))?.editVersion ?? 0;
    const set = await centre.does.setRoles({ ...asked, expected });
    return set.ok ? 'set' : set.error.code;
  };
  expect(await setRoles('reviewer-4', ['reviewer', 'staff'])).toBe('not-now');
  // Who is told anyway can have the other role too, and who leaves makes room.
  expect(await setRoles('oversight-2', ['oversight', 'staff'])).toBe('set');
  expect(await setRoles('oversight-3', [])).toBe('set');
  expect(await setRoles('reviewer-4', ['reviewer', 'staff'])).toBe('set');
});
