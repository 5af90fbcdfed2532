import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

async function send(path: string, fields: Readonly<Record<string, string>> | URLSearchParams) {
  const body = new URLSearchParams(fields);
  body.set('csrf', csrfToken('session'));
  if (!body.has('idempotencyKey')) body.set('idempotencyKey', randomUUID());
  const response = await fetch(`${site.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.url, cookie: sessionCookie(site.url).keep('session').split(';')[0] ?? '' },
    body,
  });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    html: await response.text(),
  };
}

const plain = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What a browser would send of the last form of a page: what its fields hold. */
function filledIn(html: string): URLSearchParams {
  const form = html.slice(html.lastIndexOf('<form method="post" action="/criteria-sets/import/check"'));
  const given = new URLSearchParams();
  const attribute = (tag: string, name: string) =>
    plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const isBox = /type="(?:radio|checkbox)"/.test(tag);
    if (!isBox || / checked/.test(tag)) given.append(attribute(tag, 'name'), attribute(tag, 'value'));
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>([^<]*)<\/textarea>/g))
    given.append(attribute(tag, 'name'), plain(text).replace(/^\n/, ''));
  for (const [, tag = '', options = ''] of form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g))
    given.append(
      attribute(tag, 'name'),
      attribute(/<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? '', 'value'),
    );
  return given;
}

const table = [
  'Our criteria\t\t\t\t',
  'Domain\tNo.\tCriterion\tE/D\tOwner',
  ...Array.from({ length: 11 }, (_, i) => {
    const number = i === 9 ? '4.1' : `4.${i + 1}`;
    return `${i === 0 ? 'Curriculum' : ''}\t${number}\tThe outcome number ${i + 1} is stated\t${i < 5 ? 'E' : 'D'}\tAB`;
  }),
].join('\n');

/** The id of the set that an address is of. */
const idIn = (location: string) => location.split('/')[2] ?? '';

test('two new sets of one title are two sets, also at one moment; a button pressed twice keeps one', async () => {
  const keep = async (key: string, changed = table) => {
    const form = filledIn((await send('/criteria-sets/import', { pasted: changed })).html);
    form.set('title', 'One title');
    form.set('continues', 'new');
    form.set('idempotencyKey', key);
    return send('/criteria-sets/import/check', form);
  };
  const [key, other] = [randomUUID(), randomUUID()];
  const [one, twice, another] = await Promise.all([
    keep(key),
    keep(key),
    keep(other, table.replace('number 3 is', 'number 3 was')),
  ]);
  expect(idIn(twice.location)).toBe(idIn(one.location));
  expect(idIn(another.location)).not.toBe(idIn(one.location));
  for (const { location } of [one, another]) expect(location).toContain('/versions/1?');
});

test('a table as people keep it is shown first, kept when that is confirmed, and asks about 4.10', async () => {
  const shown = await send('/criteria-sets/import', { pasted: table });
  expect(shown.status).toBe(200);
  expect(shown.html).toContain('11 criteria in 1 section were read, with its headings in row 2.');
  expect(shown.html).toContain('Row 12 has the number 4.1, between 4.9 and 4.11.');
  expect(shown.html).toContain('E, “Owner”: left out');

  const form = filledIn(shown.html);
  form.set('sections.0.criteria.0.text', 'The first outcome is stated');
  form.set('sections.0.criteria.1.leftOut', 'yes');
  const made = await send('/criteria-sets/import/check', form);
  expect(made.location).toMatch(
    /^\/criteria-sets\/our-criteria-\w{12}\/versions\/1\?done=criteria-set-imported$/,
  );
  const set = await getCriteriaSet(site.db, idIn(made.location), 1);
  const [section] = set?.content.sections ?? [];
  expect({ ...section, criteria: section?.criteria.map(({ number }) => number) }).toEqual({
    id: 'curriculum',
    number: '4',
    title: 'Curriculum',
    criteria: ['4.1', '4.3', '4.4', '4.5', '4.6', '4.7', '4.8', '4.9', '4.10', '4.11'],
  });
  expect(section?.criteria[0]).toMatchObject({
    id: 'the-first-outcome-is-stated',
    text: 'The first outcome is stated',
    mandatory: true,
  });
  expect(set).toMatchObject({ status: 'draft', content: { title: 'Our criteria', sample: false } });
});

test('the next version keeps the ids of what stays, starts with the same rules, and can be published at once', async () => {
  const first = filledIn((await send('/criteria-sets/import', { pasted: table })).html);
  first.set('title', 'Kept criteria');
  first.set('scale.0.label', 'Absent');
  first.set('afterwards', 'publish');
  const { location } = await send('/criteria-sets/import/check', first);
  const id = idIn(location);
  expect(location).toBe(`/criteria-sets/${id}/versions/1?done=criteria-set-published`);

  const next = await send('/criteria-sets/import', { pasted: table.replace('number 3 is', 'number 3 was') });
  const form = filledIn(next.html);
  expect([form.get('continues'), form.get('title'), form.get('scale.0.label')]).toEqual([
    id,
    'Kept criteria',
    'Absent',
  ]);
  expect((await send('/criteria-sets/import/check', form)).location).toContain(`${id}/versions/2`);
  const [before, after] = await Promise.all(
    [1, 2].map(async (version) => (await getCriteriaSet(site.db, id, version))?.content.sections[0]),
  );
  expect(after?.criteria.map(({ id }) => id)).toEqual(before?.criteria.map(({ id }) => id));
});

test('what is wrong stands at its field, and a column that was taken for another is read again', async () => {
  const shown = await send('/criteria-sets/import', { pasted: table });
  const form = filledIn(shown.html);
  form.set('sections.0.criteria.0.leftOut', 'yes');
  form.set('sections.0.criteria.2.number', '4.2');
  form.set('rules.metShare', '67%');
  const refused = await send('/criteria-sets/import/check', form);
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('href="#field-sections-0-criteria-2-number"');
  expect(refused.html).toContain('The number “4.2” is used already above');
  expect(refused.html).toContain('href="#field-rules-metShare"');
  expect(filledIn(refused.html).get('sections.0.criteria.0.leftOut')).toBe('yes');

  const content = form.get('content') ?? '';
  const columns = {
    'column.0': 'section',
    'column.1': 'number',
    'column.2': 'text',
    'column.3': '',
    'column.4': 'guidance',
  };
  const again = await send('/criteria-sets/import/check', {
    content,
    step: 'again',
    sheetRead: '',
    sheet: '',
    ...columns,
  });
  expect(again.html).toContain('Nothing says which criteria are mandatory');
  expect(filledIn(again.html).get('sections.0.criteria.0.guidance')).toBe('AB');
});

test('what is no table of criteria is refused once, with what it needs', async () => {
  const { status, html } = await send('/criteria-sets/import', {
    pasted: 'Name\tEmail\nAda\tada@example.org',
  });
  expect(status).toBe(422);
  expect(html).toContain('No table of criteria was found in it');
  for (const content of ['', '{}', '[1]', JSON.stringify([{ name: '', rows: [[1]], unreadable: [] }])])
    expect((await send('/criteria-sets/import/check', { content })).status).toBe(404);
});
