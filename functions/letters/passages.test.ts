import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { letterOperations } from '../../shared/contract/letters/operations.ts';
import { maxPassages } from '../../shared/contract/letters/schemas.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { type Centre, given, startCentre, usualDates } from '../../test/support/centre.ts';
import { noEmails } from '../../test/support/sample-emails.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { addRoleWrites } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import { keys } from '../table/keys.ts';
import { transact } from '../table/write.ts';
import type { Problem } from '../use-case/problem.ts';

type Letter = Answer<(typeof letterOperations)['getLetter']>;

let centre: Centre;
let roundId: string;
beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound(usualDates);
  for (const n of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${n}`, n);
  await centre.close(roundId);
  const { services, by, db } = centre;
  // Staff 1 decides, and so writes the letter.
  given(
    await staffUseCases(services, noEmails).decide({
      ...(await by('staff-1')),
      of: { roundId },
      expected: (await getRound(db, roundId))?.editVersion ?? 0,
      what: {
        outcome: 'return-for-revision',
        reason: 'It is not there yet.',
        message: 'Please revise it.',
        conditions: [],
        reviewBy: null,
        intervention: null,
        endorsement: null,
      },
    }),
  );
  const reviewer = await getPerson(db, 'reviewer-3');
  if (reviewer !== null) await transact(db, addRoleWrites(reviewer, 'staff'));
});
afterAll(() => centre.stop());

const does = () => staffUseCases(centre.services, noEmails);
const call = async (person: string) => ({ ...(await centre.by(person)), of: { roundId } });
const read = async (): Promise<Letter> => given(await does().getLetter(await call('staff-1'))).answer;

/** Somebody makes the letter say something, and nothing else. */
async function say(body: string, person = 'staff-1'): Promise<Letter> {
  const { version, subject } = await read();
  return given(
    await does().changeLetter({ ...(await call(person)), expected: version, what: { subject, body } }),
  ).answer;
}

const reason = 'I have looked: the document cites a study of that name.';

async function pass(
  person: string,
  { passageId = '', body = {}, ifMatch }: { passageId?: string | undefined; body?: object; ifMatch?: number },
): Promise<Result<{ answer: Letter }, Problem>> {
  centre.setNow(new Date(centre.services.now().getTime() + 1_000).toISOString());
  return does().passLetterPassage({
    ...(await call(person)),
    of: { roundId, passageId },
    expected: ifMatch ?? (await read()).version,
    what: { reason, together: [], ...body },
  }) as Promise<Result<{ answer: Letter }, Problem>>;
}

const release = async () => {
  const { version } = await read();
  return does().releaseLetter({ ...(await call('staff-2')), expected: version, what: {} });
};

const codeOf = (answer: Result<unknown, Problem>) => (answer.ok ? 'ok' : answer.error.code);
const statesOf = ({ passages }: Letter) => passages.map(({ hit, state }) => `${hit}: ${state}`);
const events = async () =>
  (await listEventsOf(centre.db, keys.round(roundId), { limit: 3, cursor: undefined })).items;

// Nobody has said anything about these lines before.
let line = 0;
beforeEach(() => {
  line++;
});
const lines = (...texts: readonly string[]) => texts.map((text) => `${line}. ${text}`).join('\n');

describe('a word that may mean a reviewer', () => {
  test('keeps the letter back until a member of staff says that it does not, on record and beside the letter', async () => {
    const letter = await say(lines('See Ravensworth (2019).'));
    expect(letter.passages).toMatchObject([
      { kind: 'part-of-name', state: 'waiting', line: 1, before: `${line}. See `, hit: 'Ravensworth' },
    ]);
    const refused = await release();
    expect(codeOf(refused)).toBe('letter-leaks');
    if (!refused.ok) expect(refused.error.errors).toMatchObject([{ code: 'waiting' }]);

    const [passage] = letter.passages;
    const passed = given(await pass('staff-1', { passageId: passage?.passageId })).answer;
    expect(passed).toMatchObject({
      passages: [],
      morePassages: 0,
      passes: [{ step: 'passed', by: 'staff-1', byName: 'Thessaly Okonkwo', reason }],
    });
    expect(passed.passes[0]?.passages).toMatchObject([{ hit: 'Ravensworth', after: ' (2019).' }]);
    expect(passed.version).toBe(letter.version + 1);
    expect((await events())[0]).toMatchObject({
      action: 'letter-passage-passed',
      actor: 'staff-1',
      details: { places: 1, passages: passage?.passageId, reason },
    });
  });

  test('is asked about anew once its line has changed, and only then', async () => {
    const { passages } = await say(lines('See Ravensworth.', 'So Thornbury says.'));
    const [first, second] = passages.map(({ passageId }) => passageId);
    given(await pass('staff-2', { passageId: first }));
    given(await pass('staff-2', { passageId: second }));
    const more = await say(lines('New.', 'See Ravensworth.', 'So Thornbury says it.'));
    expect(statesOf(more)).toEqual(['Thornbury: waiting']);
    expect(more.passes.flatMap((one) => one.passages)).toMatchObject([{ hit: 'Ravensworth' }]);
  });

  test('is passed in all places at once that were looked at together', async () => {
    const { passages } = await say(lines('Ravensworth.', 'RAVENSWORTH!', 'Z.R.'));
    const [one, other, initials] = passages.map(({ passageId }) => passageId);
    const unlike = await pass('staff-1', { passageId: one, body: { together: [other, initials] } });
    expect(unlike).toMatchObject({ error: { errors: [{ pointer: '/together/1', code: 'differs' }] } });
    const unknown = await pass('staff-1', { passageId: one, body: { together: ['0'.repeat(32)] } });
    expect(unknown).toMatchObject({ error: { errors: [{ pointer: '/together/0', code: 'unknown' }] } });
    const passed = given(await pass('staff-1', { passageId: one, body: { together: [other, one] } })).answer;
    expect(statesOf(passed)).toEqual(['Z.R: waiting']);
    expect(passed.passes.map((said) => said.passages.length)).toEqual([2]);
  });

  test('is passed once, and not by who was on the panel', async () => {
    const { passages } = await say(lines('Ravensworth.'));
    const passageId = passages[0]?.passageId;
    expect(codeOf(await pass('reviewer-3', { passageId }))).toBe('own-panel');
    given(await pass('staff-1', { passageId }));
    expect(codeOf(await pass('staff-2', { passageId }))).toBe('not-now');
    expect(codeOf(await pass('staff-2', { passageId: 'f'.repeat(32) }))).toBe('not-found');
  });

  test('is not passed with a reason that names a reviewer', async () => {
    const { passages } = await say(lines('Ravensworth.'));
    const body = { reason: 'It is not Zebedee Ravensworth.' };
    expect(await pass('staff-1', { passageId: passages[0]?.passageId, body })).toMatchObject({
      error: { code: 'invalid-body', errors: [{ pointer: '/reason', code: 'leak' }] },
    });
    expect(statesOf(await read())).toEqual(['Ravensworth: waiting']);
  });

  test('is not passed in a letter that somebody has changed meanwhile, nor is a pass lost to a change', async () => {
    const { passages, version, subject } = await say(lines('Ravensworth.'));
    const passageId = passages[0]?.passageId;
    expect(await pass('staff-1', { passageId, ifMatch: version - 1 })).toMatchObject({
      error: { code: 'stale', currentVersion: version },
    });
    const change = async () =>
      does().changeLetter({
        ...(await call('staff-2')),
        expected: version,
        what: { subject, body: lines('Ravensworth, of course.') },
      });
    const both = await Promise.all([pass('staff-1', { passageId, ifMatch: version }), change()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const after = await read();
    expect(after.version).toBe(version + 1);
    expect(after.passages.length + after.passes.length).toBe(1);
  });
});

describe('a full name', () => {
  test('that is a namesake’s stands once a second member of staff says so, who has not written the letter', async () => {
    // Staff 2 has changed it last, staff 1 has written it.
    const { passages } = await say(lines('Zebedee Ravensworth (2019) found so.'), 'staff-2');
    expect(passages).toMatchObject([{ kind: 'name', state: 'refused' }]);
    const passageId = passages[0]?.passageId;
    const asked = given(await pass('staff-2', { passageId })).answer;
    expect(statesOf(asked)).toEqual(['Zebedee Ravensworth: asked']);
    expect(asked.passes).toMatchObject([{ step: 'asked', by: 'staff-2' }]);
    expect((await events())[0]).toMatchObject({ action: 'letter-namesake-asked', actor: 'staff-2' });
    expect(codeOf(await release())).toBe('letter-leaks');

    for (const person of ['staff-1', 'staff-2'])
      expect([person, codeOf(await pass(person, { passageId }))]).toEqual([person, 'another-person-needed']);
    const third = await getPerson(centre.db, 'oversight-1');
    if (third !== null) await transact(centre.db, addRoleWrites(third, 'staff'));
    const passed = given(await pass('oversight-1', { passageId })).answer;
    expect(passed.passages).toEqual([]);
    expect(passed.passes.map(({ step, by }) => `${by} ${step}`)).toEqual([
      'staff-2 asked',
      'oversight-1 passed',
    ]);
    expect((await events())[0]).toMatchObject({ action: 'letter-passage-passed', actor: 'oversight-1' });
  });

  test('of whoever asked is passed by nobody for them, and is asked for anew once its line has changed', async () => {
    const { passages } = await say(lines('Zebedee Ravensworth (2019).'));
    given(await pass('staff-2', { passageId: passages[0]?.passageId }));
    expect(statesOf(await say(lines('Zebedee Ravensworth, 2019.')))).toEqual([
      'Zebedee Ravensworth: refused',
    ]);
  });
});

test('an address cannot be passed', async () => {
  const { passages } = await say(lines('Write to reviewer-1@example.org.'));
  expect(passages).toMatchObject([{ kind: 'email', state: 'refused' }]);
  expect(codeOf(await pass('staff-2', { passageId: passages[0]?.passageId }))).toBe('not-now');
});

test('no more passages are listed than one answer holds, and the letter is kept back by all of them', async () => {
  const letter = await say(Array.from({ length: maxPassages + 20 }, (_, i) => `${i} Ravensworth`).join('\n'));
  expect([letter.passages.length, letter.morePassages]).toEqual([maxPassages, 20]);
  const [first, ...together] = letter.passages.map(({ passageId }) => passageId);
  const passed = given(await pass('staff-1', { passageId: first, body: { together } })).answer;
  expect([passed.passages.length, passed.morePassages]).toEqual([20, 0]);
});

test('who has looked stays beside a letter that was released', async () => {
  const { passages } = await say(lines('See Ravensworth.', 'Done.'));
  given(await pass('staff-1', { passageId: passages[0]?.passageId }));
  given(await release());
  const sent = await read();
  expect(sent.status).toBe('pending');
  expect(sent.passages).toEqual([]);
  expect(sent.passes).toMatchObject([{ by: 'staff-1', passages: [{ hit: 'Ravensworth' }] }]);
  expect(codeOf(await pass('staff-2', { passageId: passages[0]?.passageId }))).toBe('not-now');
});
