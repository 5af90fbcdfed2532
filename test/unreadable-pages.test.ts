import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys } from '../functions/table/keys.ts';
import { update, writeOne } from '../functions/table/write.ts';
import { openSession } from './support/session.ts';
import { type RunningSite, startSite } from './support/site.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
  await openSession(site.db, 'session-of-staff', 'sample-staff');
});
afterAll(() => site.stop());

const page = async (path: string) => {
  const cookie = `__Host-session-${new URL(site.url).port}=session-of-staff`;
  const response = await fetch(`${site.url}${path}`, { headers: { cookie } });
  return { status: response.status, text: await response.text() };
};

test('a list says to staff what it leaves out; what cannot be shown without it says why', async () => {
  const before = await page('/people');
  expect(before.text).not.toContain('left out');
  expect(before.text).toContain('Sample reviewer 1');
  // As a later release would have written it.
  const later = { format: 2, 'summary.name': undefined };
  await writeOne(site.db, update('person', keys.person('sample-reviewer-1'), { set: later }, {}));

  const { status, text } = await page('/people');
  expect([status, text.includes('Sample reviewer 1'), text.includes('Sample reviewer 2')]).toEqual([
    200,
    false,
    true,
  ]);
  expect(text).toContain('One thing that belongs on this page is left out');
  const single = await page('/people/sample-reviewer-1');
  expect(single.status).toBe(500);
  expect(single.text).toContain('A newer version of this service has written it.');
  expect(JSON.stringify(site.errors)).toContain('PERSON#sample-reviewer-1 PERSON');
  expect(JSON.stringify(site.errors)).not.toContain('reviewer-1@example.org');
});
