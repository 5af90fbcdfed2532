import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../shared/domain/basics/result.ts';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { everyItem } from '../../test/support/outbox.ts';
import { noEmails } from '../../test/support/sample-emails.ts';
import { centreUseCases } from '../centre/use-cases.ts';
import { claimNotice, getNotice, markSent } from '../notices/storage.ts';
import { getAssignment } from '../panels/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { putSession } from '../site/sign-in/sessions.ts';
import { readVisitor } from '../site/sign-in/visitor.ts';
import { getSpecification } from '../specifications/storage.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { transact } from '../table/write.ts';
import type { Problem } from '../use-case/problem.ts';
import { addPersonWrites, addRoleWrites } from './changes-storage.ts';
import { identify } from './identify.ts';
import { listReviewers } from './lists.ts';
import { listPeopleWithRoles } from './roster.ts';
import { getPerson } from './storage.ts';
import { people } from './use-cases.ts';

const issuer = 'https://accounts.google.com';

let centre: Centre;
/** The contact of the specification. */
let contactId: string;
/** Who is still one. */
let administrator = 'administrator-1';
/** Of the first three reviewers; decided, with a letter that waits. */
let roundId: string;
beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound();
  for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
  const specificationId = (await getRound(centre.db, roundId))?.specificationId ?? '';
  contactId = (await getSpecification(centre.db, specificationId))?.developer.contactId ?? '';
});
afterAll(() => centre.stop());

const personOf = async (id: string) => {
  const person = await getPerson(centre.db, id);
  if (person === null) throw new Error(`There is no ${id}`);
  return person;
};

/** An administrator erases a person as the page does, unless something is said to differ. */
async function erase(
  personId: string,
  { by = administrator, ...differs }: { by?: string; name?: string; expected?: number } = {},
) {
  const { name, editVersion } = await personOf(personId);
  const { expected, ...body } = { name, expected: editVersion, ...differs };
  const call = { ...(await centre.by(by)), of: { personId }, what: body, expected };
  return people(centre.services).erasePerson(call);
}

const whyNot = (answered: Result<unknown, Problem>): string =>
  answered.ok ? 'erased' : (answered.error.errors?.[0]?.detail ?? answered.error.detail);

const call = async () => ({ ...(await centre.by('staff-1')), of: { roundId } });

/** Items that contain a text, in letters of either case. */
const thatSay = async (text: string) =>
  (await everyItem(centre.db))
    .filter((item) => JSON.stringify(item).toLowerCase().includes(text.toLowerCase()))
    .map(({ pk, sk }) => `${pk} ${sk}`);

describe('nobody is erased', () => {
  test('who is on the panel of a round, or was and submitted, until its letter is released', async () => {
    // Administrators alone read no titles of rounds.
    const why = 'They are on the panel of 1 round.';
    expect(whyNot(await erase('reviewer-1'))).toContain(why);
    await centre.close(roundId);
    expect(whyNot(await erase('reviewer-1'))).toContain(why);
    const ifMatch = (await getRound(centre.db, roundId))?.editVersion ?? 0;
    const body = {
      outcome: 'return-for-revision' as const,
      reason: 'It is not there yet.',
      message: '',
      conditions: [],
      reviewBy: null,
      intervention: null,
      endorsement: null,
    };
    given(
      await staffUseCases(centre.services, noEmails).decide({
        ...(await call()),
        expected: ifMatch,
        what: body,
      }),
    );
    expect(whyNot(await erase('reviewer-1'))).toContain(why);

    const draft = await centre.draftRound(undefined, [4]);
    expect(whyNot(await erase('reviewer-4'))).toContain(why);
    const cancelled = { ...(await call()), of: { roundId: draft }, what: { reason: 'A mistake' } };
    given(await centre.does.cancelRound(cancelled));
  });

  test('to whom a letter is to go', async () => {
    expect(whyNot(await erase(contactId))).toContain(
      'They are the contact for 1 specification, whose round is not over.',
    );
  });

  test('by themselves, without their name, or as they were read before somebody changed them', async () => {
    expect(whyNot(await erase('administrator-1'))).toContain('You cannot erase yourself.');
    expect(whyNot(await erase('reviewer-4', { name: 'Ignatius' }))).toContain('Ignatius Dunwoody');
    expect(whyNot(await erase('reviewer-4', { expected: 7 }))).toContain('Somebody changed this person');
    expect(await getPerson(centre.db, 'reviewer-4')).not.toBeNull();
  });

  test('who is the last administrator, not even by another at the same moment', async () => {
    const [at, email] = ['2026-07-01T09:00:00.000Z', 'deputy@example.org'];
    const deputy = { id: 'deputy', name: 'Deputy', email, roles: ['administrator' as const] };
    given(await transact(centre.db, addPersonWrites(deputy, at, 'system')));
    const answers = await Promise.all([erase('deputy'), erase('administrator-1', { by: 'deputy' })]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.map(whyNot)).toContain('This is the last administrator. Make somebody else one first.');
    if ((await getPerson(centre.db, administrator)) === null) administrator = 'deputy';
  });
});

describe('once everything is over', () => {
  beforeAll(async () => {
    const desk = staffUseCases(centre.services, noEmails);
    const { noticeId, version, subject, body } = given(await desk.getLetter(await call())).answer;
    const { name, email } = await personOf(contactId);
    const addressed = { subject, body: `Dear ${name} (${email.toUpperCase()}),\n\n${body}` };
    const changed = given(await desk.changeLetter({ ...(await call()), expected: version, what: addressed }));
    const releases = { ...(await call()), expected: changed.answer.version, what: {} };
    given(await desk.releaseLetter(releases));
    expect(whyNot(await erase(contactId))).toContain('An email to them is being sent, or has just changed.');
    const letter = await getNotice(centre.db, noticeId);
    const claimed = letter && (await claimNotice(centre.db, letter, centre.services.now()));
    expect(whyNot(await erase(contactId))).toContain('An email to them is being sent, or has just changed.');
    if (claimed) await markSent(centre.db, claimed, 'message', '2026-08-20T17:00:00.000Z');
  });

  test('a reviewer’s name and address are nowhere any more; what they did stays under their id and place', async () => {
    const { name, email } = await personOf('reviewer-1');
    await identify(centre.db, { issuer, sub: 'sub-1', email, emailVerified: true });
    const signedIn = { step: 'signed-in' as const, personId: 'reviewer-1', issuer, sub: 'sub-1' };
    const now = centre.services.now();
    await putSession(centre.db, 'session-1', signedIn, now.getTime() / 1000 + 3600);
    expect((await readVisitor(centre.db, 'session-1', now)).person?.id).toBe('reviewer-1');
    const before = given(await centre.does.getRound(await call())).answer;

    const erased = given(await erase('reviewer-1')).answer;
    expect(erased).toEqual({ personId: 'reviewer-1', erasedAt: now.toISOString() });
    expect(await thatSay(name)).toEqual([]);
    expect(await thatSay(email)).toEqual([]);
    expect(await getPerson(centre.db, 'reviewer-1')).toBeNull();
    expect((await listReviewers(centre.db)).map(({ id }) => id)).not.toContain('reviewer-1');
    expect((await readVisitor(centre.db, 'session-1', now)).person).toBeNull();
    const again = await identify(centre.db, { issuer, sub: 'sub-1', email, emailVerified: true });
    expect(whyNot(again)).toContain('has not invited this account');

    expect(given(await centre.does.getRound(await call())).answer).toEqual(before);
    expect((await getAssignment(centre.db, roundId, 'reviewer-1'))?.status).toBe('submitted');
    expect(await thatSay('SUBMISSION#reviewer-1#')).not.toEqual([]);
  });

  test('the record says that somebody was erased, by whom, and no name', async () => {
    const query = { kind: 'person' as const, id: 'reviewer-1' };
    const { listEvents } = centreUseCases(centre.services);
    const { items } = given(
      await listEvents({
        ...(await centre.by(administrator)),
        of: { ...(await centre.by(administrator)).of, ...query },
      }),
    ).answer;
    expect(items.find(({ action }) => action === 'person-erased')).toMatchObject({
      actor: administrator,
      details: {},
    });
    const theirs = given(
      await listEvents({
        ...(await centre.by('staff-1')),
        of: { ...(await centre.by('staff-1')).of, actor: 'reviewer-1' },
      }),
    ).answer.items;
    expect(theirs.map(({ action }) => action)).toContain('review-submitted');
    expect(theirs.every(({ actorName }) => actorName === null)).toBe(true);
  });

  test('the contact whom a letter named is in it no more, and the letter stays', async () => {
    const { name, email } = await personOf(contactId);
    given(await erase(contactId));
    expect(await thatSay(name)).toEqual([]);
    expect(await thatSay(email)).toEqual([]);
    const letter = given(await staffUseCases(centre.services, noEmails).getLetter(await call())).answer;
    expect(letter).toMatchObject({ status: 'sent', contactName: null });
    expect(letter.body).toContain('Dear [erased] ([erased]),');
  });

  test('staff and oversight get no more emails, and those that wait for nobody are in nobody’s way', async () => {
    given(await transact(centre.db, addRoleWrites(await personOf('staff-2'), 'oversight')));
    given(await erase('staff-2'));
    expect(await listPeopleWithRoles(centre.db, ['staff', 'oversight'])).toEqual(['oversight-1', 'staff-1']);
    const theirs = (await everyItem(centre.db, 'notice')).filter(({ personId }) => personId === 'staff-2');
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.filter(({ todoPk }) => todoPk !== undefined)).toEqual([]);
    expect(new Set(theirs.map(({ failure }) => failure))).toEqual(
      new Set(['not sent: the recipient has been erased']),
    );
  });

  test('whoever gets the address of an erased person can be added anew', async () => {
    const body = { name: 'Somebody new', email: 'reviewer-1@example.org', expertise: [] };
    const added = given(await centre.does.addPerson({ ...(await centre.by('staff-1')), what: body })).answer;
    expect(added.personId).not.toBe('reviewer-1');
  });
});
