import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { given, startCentre } from '../../test/support/centre.ts';
import { getNotice } from '../notices/storage.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { codePurpose } from '../sign-in-codes/code-purpose.ts';
import { getSpecification } from '../specifications/storage.ts';
import { openText } from '../table/seal.ts';
import { hasSentCode, sendContactCode, takeContactCode } from './contact.ts';
import type { OwnPage } from './link.ts';

let centre: Awaited<ReturnType<typeof startCentre>>;

beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

let callers = 0;

// So many codes are sent from one page, and no more within their time.
beforeEach(() => centre.setNow(`2026-07-0${2 + callers}T09:00:00.000Z`));

/** The page of whoever is the contact now, of a round of the specification. */
async function ownPage(): Promise<OwnPage> {
  const { db } = centre;
  const round = await getRound(db, await centre.draftRound());
  const specification = round && (await getSpecification(db, round.specificationId));
  const contact = specification && (await getPerson(db, specification.developer.contactId));
  if (!round || !specification || !contact) throw new Error('There is no page');
  return { round, specification, contact, letter: null, facts: null };
}

/** Has a code sent to an address, and reads it there. */
async function codeTo(own: OwnPage, email: string) {
  const caller = `192.0.2.${callers++}`;
  const asked = { caller, key: caller };
  const { codeId } = given(
    await sendContactCode(centre.services, own, { name: 'Next Contact', email }, asked),
  );
  const notice = await getNotice(centre.db, codeId);
  const code =
    notice?.notice === 'contact-code' ? await openText(centre.db, codePurpose, notice.data.code) : '';
  return { codeId, code: code ?? '' };
}

const contactNow = async ({ specification }: OwnPage) => {
  const { developer } = (await getSpecification(centre.db, specification.id)) ?? specification;
  return (await getPerson(centre.db, developer.contactId))?.email;
};

test('of two right codes for two addresses at once one is taken, and the other’s sender is told what stands', async () => {
  const own = await ownPage();
  const codes = [await codeTo(own, 'one@example.org'), await codeTo(own, 'other@example.org')];
  const taken = await Promise.all(
    codes.map(({ codeId, code }) => takeContactCode(centre.services, own, codeId, code)),
  );
  expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
  const lost = taken.find(({ ok }) => !ok);
  expect(lost).toMatchObject({ error: { detail: expect.stringContaining('Somebody else has become') } });
  expect(await contactNow(own)).toBe(taken[0]?.ok ? 'one@example.org' : 'other@example.org');
});

test('what is no id of a code leads nowhere', async () => {
  const own = await ownPage();
  for (const codeId of ['', 'x'.repeat(3_000), '\ud800'])
    expect(await hasSentCode(centre.services, own, codeId)).toBe(false);
});

test('one right code pressed twice at once has handed over, for both presses', async () => {
  const own = await ownPage();
  const { codeId, code } = await codeTo(own, 'third@example.org');
  const press = () => takeContactCode(centre.services, own, codeId, code);
  expect((await Promise.all([press(), press()])).map(({ ok }) => ok)).toEqual([true, true]);
  expect(await contactNow(own)).toBe('third@example.org');
});

test('a right code is taken although staff changed something else of the specification meanwhile', async () => {
  const own = await ownPage();
  const { codeId, code } = await codeTo(own, 'fourth@example.org');
  const contact = await getPerson(centre.db, own.specification.developer.contactId);
  given(
    await centre.does.changeDeveloper({
      ...(await centre.by('staff-1')),
      of: { specificationId: own.specification.id },
      what: {
        organisation: 'Another name of theirs',
        contactName: contact?.name ?? '',
        contactEmail: contact?.email ?? '',
      },
    }),
  );
  given(await takeContactCode(centre.services, own, codeId, code));
  const after = await getSpecification(centre.db, own.specification.id);
  expect(after?.developer.organisation).toBe('Another name of theirs');
  expect(await contactNow(own)).toBe('fourth@example.org');
});
