import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../../infra/local/samples.ts';
import { openSession } from '../../../test/support/session.ts';
import { type RunningSite, startSite } from '../../../test/support/site.ts';
import { getCriteriaSet } from '../../criteria-sets/storage.ts';
import { csrfToken } from '../sign-in/csrf.ts';
import { sessionCookie } from '../sign-in/session-cookie.ts';

let site: RunningSite;
beforeAll(async () => {
  site = await startSite();
  await openSession(site.db, 'session', 'sample-staff');
});
afterAll(() => site.stop());

const cookie = () => sessionCookie(site.url).keep('session').split(';')[0] ?? '';

const get = async (path: string) => {
  const response = await fetch(`${site.url}${path}`, { redirect: 'manual', headers: { cookie: cookie() } });
  return { status: response.status, html: await response.text() };
};

async function post(path: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(`${site.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.url, cookie: cookie() },
    body: new URLSearchParams({ csrf: csrfToken('session'), idempotencyKey: randomUUID(), ...fields }),
  });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    html: await response.text(),
  };
}

/** A draft of its own, whose page this is. */
async function draft(id: string) {
  await post('/criteria-sets/import', { pasted: JSON.stringify({ ...sampleCriteriaSet(), id }) });
  return `/criteria-sets/${id}/versions/1`;
}

const contentOf = async (id: string) => (await getCriteriaSet(site.db, id, 1))?.content;

const numbers = async (id: string) =>
  (await contentOf(id))?.sections.map(({ criteria }) => criteria.map(({ number }) => number));

test('a criterion of a draft is changed, moved, added and removed', async () => {
  const at = await draft('edited');
  const [section, next] = (await contentOf('edited'))?.sections ?? [];
  const [first, second] = section?.criteria ?? [];
  const fields = { number: '4.1', text: 'Reworded', guidance: '', newSection: '', threshold: '2' };
  const moved = { ...fields, place: `criterion/${second?.id}`, editVersion: '0' };
  expect((await post(`${at}/criteria/${first?.id}`, moved)).location).toBe(`${at}?done=saved`);
  const changed = (await contentOf('edited'))?.sections[0]?.criteria;
  expect(changed?.slice(0, 2)).toEqual([
    second,
    {
      id: first?.id,
      number: '4.1',
      text: 'Reworded',
      guidance: '',
      mandatory: false,
      threshold: 2,
      dissentRefers: false,
    },
  ]);

  const added = {
    ...fields,
    number: '99.1',
    text: 'One more',
    newSection: 'A new section',
    editVersion: '1',
  };
  expect((await post(`${at}/criteria/add`, { ...added, place: `section/${next?.id}` })).status).toBe(303);
  expect((await contentOf('edited'))?.sections.at(-1)).toMatchObject({
    id: 'a-new-section',
    title: 'A new section',
    criteria: [{ id: 'one-more', number: '99.1' }],
  });
  expect((await post(`${at}/criteria/${first?.id}/remove`, { editVersion: '2' })).status).toBe(303);
  expect((await numbers('edited'))?.flat()).not.toContain('4.1');
  expect(
    (await post(`${at}/sections/${next?.id}`, { number: '77', title: 'Renamed', editVersion: '3' })).status,
  ).toBe(303);
  expect((await contentOf('edited'))?.sections[1]).toMatchObject({ number: '77', title: 'Renamed' });
});

test('what is wrong stands at its field, and a draft that was changed meanwhile is not published', async () => {
  const at = await draft('refused');
  const [first, second] = (await contentOf('refused'))?.sections[0]?.criteria ?? [];
  const fields = {
    number: second?.number ?? '',
    text: 'x',
    guidance: '',
    newSection: '',
    place: `criterion/${second?.id}`,
  };
  const twice = await post(`${at}/criteria/${first?.id}`, { ...fields, editVersion: '0' });
  expect(twice.status).toBe(422);
  expect(twice.html).toMatch(/href="#field-number">\s*The number “4\.2” is used already/);
  const settings = {
    title: 'New title',
    kind: 'endorsement',
    instructions: '',
    'scale.0.label': 'No',
    'scale.1.label': 'Yes',
  };
  const rules = {
    'rules.threshold': '2',
    'rules.minReviews': '3',
    'rules.metShare': '3 of 4',
    'rules.nonMandatoryShare': '70',
  };
  expect((await post(`${at}/settings`, { ...settings, ...rules, editVersion: '0' })).location).toBe(
    `${at}?done=saved`,
  );
  expect(await contentOf('refused')).toMatchObject({
    title: 'New title',
    scale: [
      { value: 1, label: 'No' },
      { value: 2, label: 'Yes' },
    ],
    rules: { threshold: 2, minReviews: 3, metShare: { atLeast: 3, of: 4 }, nonMandatoryShare: 0.7 },
  });
  expect((await post(`${at}/publish`, { editVersion: '0' })).status).toBe(412);
});

test('a draft that is discarded is gone, stays on record, and its number is never given again', async () => {
  const at = await draft('discarded');
  expect((await get(`${at}/discard`)).html).toContain('A draft that was discarded cannot be brought back.');
  expect((await post(`${at}/discard`, { editVersion: '0' })).location).toBe(
    '/criteria-sets?done=criteria-set-discarded',
  );
  expect((await get(at)).status).toBe(404);
  expect((await get('/criteria-sets')).html).not.toContain(at);
  expect((await post(`${at}/publish`, { editVersion: '0' })).status).toBe(404);
  await draft('discarded');
  expect((await get('/criteria-sets/discarded/versions/2')).status).toBe(200);
  expect((await get('/events?kind=criteria-set&id=discarded')).html).toContain(
    'discarded a draft of the criteria set',
  );
});

test('a published version is neither edited nor discarded', async () => {
  const at = await draft('published');
  expect((await post(`${at}/publish`, { editVersion: '0' })).status).toBe(303);
  const { html } = await get(at);
  for (const path of ['discard', 'settings', 'criteria/add']) {
    expect(html).not.toContain(`${at}/${path}`);
    expect((await get(`${at}/${path}`)).status).toBe(409);
  }
  expect((await post(`${at}/discard`, { editVersion: '1' })).status).toBe(409);
  const before = await contentOf('published');
  await post(`${at}/sections/${before?.sections[0]?.id}`, { number: '99', title: 'Other', editVersion: '1' });
  expect(await contentOf('published')).toEqual(before);
});
