import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { everyItem } from '../../test/support/outbox.ts';
import { exports } from '../exports/use-cases.ts';
import { discussionItem } from '../findings/stored-finding.ts';
import { assignmentWrite, getAssignment } from '../panels/storage.ts';
import { submissionItem } from '../reviews/stored-submission.ts';
import { keys } from '../table/keys.ts';
import { putNew, transact, update } from '../table/write.ts';
import { centreUseCases } from './use-cases.ts';

type Item = Readonly<Record<string, unknown>>;

let centre: Centre;
let roundId: string;
let draftId: string;
beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound();
  await centre.submit(roundId, 'reviewer-1', 1);
  await centre.submit(roundId, 'reviewer-2', 2);
  const staff = await centre.by('staff-1');
  const reminded = { roundId, personId: 'reviewer-3' };
  given(await centre.does.remindReviewer({ ...staff, of: reminded, what: {} }));
  const recused = { roundId, personId: 'reviewer-1' };
  given(
    await centre.does.recuseReviewer({
      ...staff,
      of: recused,
      what: { reason: 'They advised the developers.' },
    }),
  );
  draftId = await centre.draftRound(undefined, [1]);
});
afterAll(() => centre.stop());

/** All pages about a person, as the API gives them one by one to whoever asks: themselves, if nobody else is named. */
async function pagesAbout(personId: string, asking = personId): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const call = { ...(await centre.by(asking)), of: { personId, ...query } };
    const page = given(await exports(centre.services).exportPerson(call)).answer;
    pages.push(page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

const nameOf = ({ pk, sk }: Item) => `${pk} ${sk}`;

test('everything about a person is in one of the pages, once, with what others did about them and why', async () => {
  const discussion = {
    ...keys.discussion(roundId, 1),
    ...discussionItem.stamp,
    attended: ['reviewer-1', 'staff-1'],
  };
  // Closed twice: a round with one recommendation has no findings.
  const recommended = update(
    'round',
    keys.round(roundId),
    { set: { recommendations: 2, status: 'closed' } },
    {},
  );
  given(await transact(centre.db, [putNew('discussion', discussion), recommended]));
  const items = (await pagesAbout('reviewer-1')).flat();
  const names = items.map(nameOf);
  expect(new Set(names).size).toBe(names.length);

  const theirs = (await everyItem(centre.db)).filter((item) => {
    const says = (part: unknown) => JSON.stringify(part ?? '').includes('reviewer-1');
    return says(item.personId) || says(item.pk) || says(item.sk) || says(item.details) || says(item.actor);
  });
  const expected = [...theirs, discussion].filter(({ kind }) => kind !== 'idempotency').map(nameOf);
  expect(names.toSorted()).toEqual(expected.toSorted());
  const reasons = items.map(({ details }) => (details as Item | undefined)?.reason);
  expect(reasons).toContain('They advised the developers.');
  expect(names).toContain(`ROUND#${draftId} ASSIGNMENT#reviewer-1`);
  const about = (await pagesAbout('reviewer-3')).flat();
  expect(about.map(({ action }) => action)).toContain('reviewer-reminded');
  expect(about.map(({ action }) => action)).not.toContain('reviewer-recused');
});

test('an administrator’s export of somebody else has nothing that they wrote, nor what says at which place', async () => {
  const items = (await pagesAbout('reviewer-1', 'administrator-1')).flat();
  const kinds = new Set(items.map(({ kind }) => kind));
  // The words of their name, by which the Centre finds them.
  expect([...kinds].toSorted()).toEqual([
    'assignment',
    'email',
    'event',
    'notice',
    'person',
    'reviewer',
    'word',
  ]);
  expect(items.filter(({ kind }) => kind === 'assignment').map(({ place }) => place)).toEqual([null, null]);
  expect(items.some(({ notice }) => notice === 'receipt')).toBe(false);
  const answered = await exports(centre.services).exportPerson({
    ...(await centre.by('administrator-1')),
    of: { personId: 'reviewer-1' },
  });
  expect(given(answered).answer.leftOut).toEqual(expect.arrayContaining(['drafts', 'reviews', 'places']));
  for (const asking of ['staff-1', 'reviewer-2'])
    expect(
      await exports(centre.services).exportPerson({
        ...(await centre.by(asking)),
        of: { personId: 'reviewer-1' },
      }),
    ).toMatchObject({ error: { code: 'role-needed' } });
});

test('whoever only keeps people reads that something happened, by whom and when, and of reviews neither to what nor why', async () => {
  const { listEvents } = centreUseCases(centre.services);
  const seen = async (by: string, query: object) =>
    given(await listEvents({ ...(await centre.by(by)), of: { ...(await centre.by(by)).of, ...query } }))
      .answer.items;
  const ofRound = { kind: 'round' as const, id: roundId };
  for (const query of [ofRound, { actor: 'staff-1' }, {}]) {
    const [all, some] = await Promise.all([seen('oversight-1', query), seen('administrator-1', query)]);
    expect(all.map(({ details }) => details.reason)).toContain('They advised the developers.');
    expect(some.map(({ eventId }) => eventId)).toEqual(all.map(({ eventId }) => eventId));
    expect(some.map(({ actorName }) => actorName)).toEqual(all.map(({ actorName }) => actorName));
    // Areas of practice are people's as well.
    const ofReviews = some.filter(
      ({ action }, at) => all[at]?.concerns?.kind !== 'person' && action !== 'areas-changed',
    );
    expect(ofReviews.length).toBeGreaterThan(0);
    for (const { concerns, details } of ofReviews)
      expect({ concerns, details }).toEqual({ concerns: null, details: {} });
  }
  const ofPeople = await seen('administrator-1', { kind: 'person', id: 'staff-1' });
  expect(ofPeople[0]?.details).toMatchObject({ roles: 'staff' });
});

test('nothing of an index and no key to somebody’s choice of emails leaves', async () => {
  const items = (await pagesAbout('reviewer-2')).flat();
  expect(items.filter(({ notice }) => notice === 'receipt')).toHaveLength(1);
  for (const item of items)
    expect(Object.keys(item)).not.toEqual(expect.arrayContaining([expect.stringMatching(/Key$|Pk$|Sk$/)]));
});

test('many submissions of one review come in several pages, none with more than Lambda may answer', async () => {
  const [template] = (await everyItem(centre.db, 'submission')).filter(
    ({ personId }) => personId === 'reviewer-2',
  );
  const note = 'x'.repeat(250 * 1024);
  for (let number = 2; number <= 27; number++) {
    const key = keys.submission(roundId, 'reviewer-2', number);
    const text = { ...template, ...key, ...submissionItem.stamp, number, note };
    given(await transact(centre.db, [putNew('submission', text)]));
  }
  const assignment = await getAssignment(centre.db, roundId, 'reviewer-2');
  if (assignment === null) throw new Error('There is no assignment');
  given(
    await transact(centre.db, [assignmentWrite(assignment, { submissions: 27 }, '2026-07-02T09:00:00.000Z')]),
  );
  const pages = await pagesAbout('reviewer-2');
  const submissions = pages.flat().filter(({ kind }) => kind === 'submission');
  expect(submissions.map(({ number }) => number)).toEqual(Array.from({ length: 27 }, (_, n) => n + 1));
  const largest = Math.max(...pages.map((items) => Buffer.byteLength(JSON.stringify(items))));
  expect(largest).toBeLessThan(6_000_000);
});
