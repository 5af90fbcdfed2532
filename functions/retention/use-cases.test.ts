import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, given, startCentre } from '../../test/support/centre.ts';
import { listAllEvents } from '../centre/events-storage.ts';
import { getRound } from '../rounds/storage.ts';
import { keys } from '../table/keys.ts';

let centre: Centre;
let roundId: string;
let specificationId: string;
beforeAll(async () => {
  centre = await startCentre();
  roundId = await centre.openRound();
  specificationId = (await getRound(centre.db, roundId))?.specificationId ?? '';
});
afterAll(() => centre.stop());

const asAdministrator = async (of: object = {}) => ({ ...(await centre.by('administrator-1')), of });

test('a hold is placed once, with its reason, is shown, and is lifted once', async () => {
  const hold = { ...(await asAdministrator()), what: { roundId, reason: 'An appeal' } } as never;
  given(await centre.does.holdRecords(hold));
  expect(await centre.does.holdRecords(hold)).toMatchObject({ error: { code: 'not-now' } });
  const shown = given(await centre.does.getRetention((await asAdministrator()) as never)).answer;
  expect(shown.holds).toMatchObject([{ roundId, reason: 'An appeal', by: 'administrator-1' }]);
  const lift = (await asAdministrator({ roundId })) as never;
  given(await centre.does.releaseRecords(lift));
  expect(await centre.does.releaseRecords(lift)).toMatchObject({ error: { code: 'not-now' } });
});

/** All text of the workbook that answers a request. */
async function disclosed(namedBecause: string): Promise<string> {
  const what = { request: '=FOI-7', namedBecause };
  const call = { ...(await asAdministrator({ specificationId })), what } as never;
  const { content } = given(await centre.does.discloseSpecification(call)).answer;
  return Object.values(unzipSync(Buffer.from(content, 'base64')))
    .map((part) => strFromU8(part))
    .join('\n');
}

test('a disclosure names nobody, counts what it leaves out, and is on record with what it was made for', async () => {
  const text = await disclosed('');
  expect(text).not.toMatch(/Okonkwo|Ashdown|Ravensworth|Thornbury|Pemberley/);
  expect(text).toContain('Rounds whose decision has not been released');
  expect(text).toContain('Names of people who did something');
  const named = await disclosed('The tribunal asked who decided');
  expect(named).toContain('Okonkwo');
  expect(named).not.toMatch(/Ravensworth|Thornbury|Pemberley/);
  const events = await listAllEvents(centre.db, keys.specification(specificationId));
  // Both at the same moment, in no order.
  const recorded = events.filter(({ action }) => action === 'records-disclosed');
  expect(recorded.map(({ details }) => `${details.request} ${details.reason}`).sort()).toEqual([
    '=FOI-7 ',
    '=FOI-7 The tribunal asked who decided',
  ]);
});

test('of a round whose letter is out a disclosure says what was decided, and counts the rest', async () => {
  for (const number of [1, 2, 3] as const) await centre.submit(roundId, `reviewer-${number}`, number);
  await centre.close(roundId);
  const staff = { ...(await centre.by('staff-1')), of: { roundId } };
  given(
    await centre.does.decide({
      ...staff,
      what: {
        outcome: 'return-for-revision',
        reason: '=HYPERLINK("https://example.org")',
        message: '',
        conditions: [],
        reviewBy: null,
        intervention: null,
        endorsement: null,
      },
    }),
  );
  const before = await disclosed('');
  expect(before).not.toContain('HYPERLINK');
  given(await centre.does.releaseLetter({ ...staff, what: {} } as never));
  const text = await disclosed('');
  expect(text).toContain('return-for-revision');
  expect(text).toContain('HYPERLINK');
  // It closed before it was to.
  expect(text).not.toContain('2026-08-20');
  expect(text).not.toMatch(/<f[ >]/);
  expect(text).not.toMatch(/Okonkwo|Ashdown|Ravensworth|Thornbury|Pemberley/);
  const counted = (what: string): number =>
    Number(new RegExp(`${what}</t>.*?<v>(\\d+)</v>`, 's').exec(text)?.[1] ?? Number.NaN);
  expect(counted('Reviewers who were asked')).toBe(3);
  expect(counted('Reviews, with their ratings and comments')).toBe(3);
  expect(counted('Letters, whose text names people')).toBe(1);
  // Three invitations and receipts, who closed it, what it recommends, who decided, and more.
  expect(counted('Other emails about a round')).toBeGreaterThan(6);
});
