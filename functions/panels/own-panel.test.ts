import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Centre, given, startCentre, usualDates } from '../../test/support/centre.ts';
import { addRoleWrites } from '../people/changes-storage.ts';
import { findPersonByEmail, getPerson } from '../people/storage.ts';
import { getSpecification } from '../specifications/storage.ts';
import { transact } from '../table/write.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
  const person = await getPerson(centre.db, 'reviewer-3');
  if (person !== null) await transact(centre.db, addRoleWrites(person, 'staff'));
});
afterAll(() => centre.stop());

const codeOf = (answered: { ok: boolean; error?: { code: string } }) =>
  answered.ok ? 'done' : answered.error?.code;

/** What somebody is told who adds a person to a panel, under their own name unless another is given. */
async function adding(roundId: string, email: string, name?: string) {
  const call = { ...(await centre.by('staff-1')), of: { roundId } };
  const known = await findPersonByEmail(centre.db, email);
  const what = { name: name ?? known?.name ?? 'Whoever', email, reason: 'They work apart.' };
  const added = await centre.does.addReviewer({ ...call, what });
  return added.ok ? 'added' : (added.error.errors?.[0] ?? added.error.code);
}

describe('who reviews does not also judge themselves', () => {
  test('a declared interest is resolved by somebody else', async () => {
    const roundId = await centre.openRound();
    const own = { ...(await centre.by('reviewer-3')), of: { roundId } };
    given(
      await centre.does.declareInterests({
        ...own,
        what: { interest: 'declared', description: 'I wrote it' },
      }),
    );
    const parameters = { roundId, personId: 'reviewer-3' };
    const body = { resolution: 'cleared', reason: 'I trust me' } as const;
    expect(codeOf(await centre.does.resolveInterest({ ...own, of: parameters, what: body }))).toBe(
      'own-panel',
    );
    const other = { ...(await centre.by('staff-1')), of: parameters, what: body };
    expect(codeOf(await centre.does.resolveInterest(other))).toBe('done');
  });

  test('a submitted review is reopened by somebody else, and so is the round', async () => {
    const roundId = await centre.openRound();
    await centre.submit(roundId, 'reviewer-3');
    const own = { ...(await centre.by('reviewer-3')), of: { roundId, personId: 'reviewer-3' } };
    const body = { reason: 'I think otherwise now' };
    expect(codeOf(await centre.does.reopenReview({ ...own, what: body }))).toBe('own-panel');
    await centre.close(roundId);
    expect(codeOf(await centre.does.reopenRound({ ...own, what: { ...body, ...usualDates } }))).toBe(
      'own-panel',
    );
  });
});

describe('nobody is put on a panel who', () => {
  test('is the developer’s contact for the specification', async () => {
    const roundId = await centre.draftRound();
    const round = given(
      await centre.does.getRound({ ...(await centre.by('staff-1')), of: { roundId } }),
    ).answer;
    const specification = await getSpecification(centre.db, round.specificationId);
    const contact = await getPerson(centre.db, specification?.developer.contactId ?? '');
    const refused = { pointer: '/email', code: 'developer-contact' };
    expect(await adding(roundId, contact?.email ?? '')).toMatchObject(refused);
    const replaced = await centre.does.replaceReviewer({
      ...(await centre.by('staff-1')),
      of: { roundId, personId: 'reviewer-1' },
      what: { name: contact?.name ?? '', email: contact?.email ?? '', reason: 'Ill', inSpite: '' },
    });
    expect(!replaced.ok && replaced.error.errors).toMatchObject([refused]);
  });

  test('is staff or in the Oversight Group and could have read what was submitted', async () => {
    const roundId = await centre.openRound();
    expect(await adding(roundId, 'oversight-1@example.org')).toBe('added');
    await centre.submit(roundId, 'reviewer-1');
    expect(await adding(roundId, 'staff-2@example.org')).toMatchObject({ code: 'reads-reviews' });
    expect(await adding(roundId, 'reviewer-4@example.org')).toBe('added');
  });
});
