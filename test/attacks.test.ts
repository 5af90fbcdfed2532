import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewerRoutes } from '../functions/site/my-reviews/routes.ts';
import { allRoutes } from '../functions/site/routes.ts';
import { cursorBehind, encodeCursor } from '../functions/table/cursor.ts';
import { fieldsOf, type ReviewerBrowser, reviewerBrowser } from '../infra/local/reviewer-browser.ts';
import { type Operation, routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { problemType } from '../shared/contract/problems.ts';
import { type Answered, undeclared } from './fire/declared.ts';
import { openSession } from './support/session.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let roundId: string;
const tokens = new Map<string, string>();
beforeAll(async () => {
  world = await startWorld();
  roundId = await world.openRound();
  for (const who of ['staff', 'administrator', 'oversight', 'reviewer-1'])
    tokens.set(who, await world.service.token(`${who}@example.org`));
});
afterAll(() => world.stop());

const all = Object.values<Operation>(operations).map(
  (operation) => [routeKey(operation), operation] as const,
);

/** Somebody who has a role that an operation is for. */
const caller = ({ roles }: Operation): string =>
  ['administrator', 'staff', 'oversight'].find(
    (role) => roles !== 'public' && roles.includes(role as never),
  ) ?? 'reviewer-1';

/** Somebody who has none. */
const stranger = ({ roles }: Operation): string | undefined =>
  roles === 'public'
    ? undefined
    : ['reviewer-1', 'oversight', 'staff', 'administrator'].find(
        (who) => !roles.includes(who.replace('-1', '') as never),
      );

interface Sent {
  readonly who?: string;
  readonly id?: string;
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(
  operation: Operation,
  { who, id = roundId, query = '', body, headers }: Sent,
): Promise<Answered> {
  const path = operation.path.replace('{format}', 'csv').replace(/\{\w+\}/g, id);
  const response = await fetch(`${world.service.url}${path}${query}`, {
    method: operation.method,
    headers: {
      authorization: `Bearer ${tokens.get(who ?? caller(operation))}`,
      ...(operation.body !== undefined && { 'content-type': 'application/json' }),
      ...(operation.ifMatch && { 'if-match': '"0"' }),
      ...(operation.idempotencyKey && { 'idempotency-key': crypto.randomUUID() }),
      ...headers,
    },
    ...(operation.method !== 'GET' && { body: body ?? '{}' }),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const long = 'x'.repeat(1_025);
const damaged = [
  'x',
  '9',
  '0-',
  '4-%00',
  '5-x',
  cursorBehind('\ud800'),
  encodeCursor('["a","b","\\udfff"]'),
  encodeCursor(`["${long}","b","c"]`),
  encodeCursor(`["a","${long}${long}","c"]`),
  encodeCursor('EVENT#'.padEnd(1_025, '9')),
  encodeCursor('{}'),
  Buffer.from([0xed, 0xa0, 0x80]).toString('base64url'),
  `${cursorBehind('a')}=`,
];

describe('a damaged cursor', () => {
  const lists = all.filter(([, { query }]) => query !== undefined && 'cursor' in query.shape);

  test.each(lists)('is refused by %s, and is not page one', async (_, operation) => {
    for (const cursor of damaged) {
      // Their own id, where a person is asked about, so that there is something to list.
      const id = operation.path.includes('{personId}') ? 'sample-reviewer-1' : roundId;
      const answered = await send(operation, { id, query: `?cursor=${encodeURIComponent(cursor)}` });
      expect(undeclared(operation, answered)).toBeNull();
      const isElsewhere = operation.path.includes('{specificationId}');
      expect([cursor, isElsewhere ? 400 : answered.status]).toEqual([cursor, 400]);
    }
  });

  test.each(['/register', '/rounds', '/notices', '/events', '/people', '/specifications'])(
    'breaks no page: %s',
    async (path) => {
      for (const cursor of damaged) {
        const answered = await fetch(`${world.service.url}${path}?cursor=${encodeURIComponent(cursor)}`, {
          redirect: 'manual',
        });
        expect([cursor, answered.status < 500]).toEqual([cursor, true]);
      }
    },
  );
});

describe.each(all)('%s', (_, operation) => {
  test('looks at no body, address or header of somebody without its role', async () => {
    const who = stranger(operation);
    if (who === undefined || operation.roles === 'public') return;
    const refused = await send(operation, { who });
    expect(refused.status).toBe(403);
    const bodies = ['{', '\u0000', `{"a":"${'x'.repeat(300_000)}"}`];
    for (const body of operation.body === undefined ? [] : bodies) {
      const again = await send(operation, { who, body, query: '?cursor=%00', headers: { 'if-match': 'x' } });
      expect([again.status, JSON.parse(again.body).type]).toEqual([403, problemType('role-needed')]);
    }
  });
});

describe('a page', () => {
  const of: Readonly<Record<string, string>> = {
    specificationId: 'sample-frailty',
    criteriaSetId: 'sample-endorsement',
    version: '1',
    personId: 'sample-reviewer-1',
    criterionId: 'framework-alignment',
    sectionId: 'capabilities',
    notice: 'invitation',
  };
  const filled = (path: string, id?: string) =>
    path.replace(/\{(\w+)\+?\}/g, (_, name: string) => id ?? of[name] ?? roundId);

  /** Texts that no field was made for. */
  const odd = ['\u0000', '\u202e\u2066x', '\ud83d', '😀'.repeat(60_000), '__proto__', '-1', '1e999', '[]'];

  /** Bodies that no browser sends, or that no page has. */
  const bodies = (fields: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => {
    const form = 'application/x-www-form-urlencoded';
    const { csrf = '', idempotencyKey = '', editVersion = '' } = fields;
    const own = { csrf, idempotencyKey, editVersion };
    const names = Object.keys(fields).filter((name) => !(name in own));
    const all = (text: string) =>
      new URLSearchParams({ ...Object.fromEntries(names.map((name) => [name, text])), ...own }).toString();
    return [
      ['', ''],
      ['application/json', JSON.stringify(fields)],
      ['text/plain', all('x')],
      [
        'multipart/form-data; boundary=x',
        `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}`,
      ],
      ['multipart/form-data', all('x')],
      [form, `${new URLSearchParams(own)}&%ff=%ff&%ED%A0%80=%00&=&&`],
      [form.toUpperCase(), `${all('x')}&${all('y')}`],
      ...odd.map((text) => [form, all(text)] as const),
    ];
  };

  /** What a browser is answered with a failure of ours, or with anything else to HEAD than to GET. */
  async function failuresOf(browser: ReviewerBrowser, method: string, route: string) {
    const { origin } = new URL(world.service.url);
    const found: string[] = [];
    const ask = async (what: string, path: string, init: RequestInit) => {
      const { response } = await browser.request(path, init);
      if (response.status >= 500) found.push(`${method} ${path} ${what.slice(0, 60)}: ${response.status}`);
      return response.status;
    };
    if (method === 'GET') {
      const [got, head] = [
        await ask('', filled(route), {}),
        await ask('', filled(route), { method: 'HEAD' }),
      ];
      if (got !== head) found.push(`HEAD ${route}: ${head}, GET: ${got}`);
      for (const id of ['%00', '%ff', '%ED%A0%80', '%E2%80%AE', 'x'.repeat(1_100), '..%2f', '%'])
        await ask(id, filled(route, id), {});
      return found;
    }
    const { html } = await browser.request(filled(route));
    // What no field is named after too: files carry a review in theirs.
    const fields = { content: '', faulty: '', was: '', unread: '', answer: 'submit', ...fieldsOf(html) };
    for (const [type, body] of bodies(fields)) {
      const headers = { origin, ...(type !== '' && { 'content-type': type }) };
      await ask(`${type} ${body}`, filled(route), { method, headers, body });
    }
    return found;
  }

  test('of the Centre’s answers anything posted or asked with a page, and HEAD like GET', {
    tags: 'long',
    timeout: 300_000,
  }, async () => {
    await openSession(world.service.db, 'session-of-attacks', 'sample-staff');
    const browser = reviewerBrowser(world.service);
    browser.cookies.set(`__Host-session-${new URL(world.service.url).port}`, 'session-of-attacks');
    const leaves = ['/sign-out', '/sign-in', '/auth/callback'];
    const found: string[] = [];
    for (const { method, path } of await allRoutes())
      if (!leaves.includes(path)) found.push(...(await failuresOf(browser, method, path)));
    expect(found).toEqual([]);
  });

  test('of reviewers’ does so too', async () => {
    const browser = reviewerBrowser(world.service);
    await browser.signIn('reviewer-1@example.org');
    await browser.fill(`/my-reviews/${roundId}/interests`, { interest: 'none' });
    const found: string[] = [];
    for (const { method, path } of reviewerRoutes)
      if (!path.endsWith('/sign-out')) found.push(...(await failuresOf(browser, method, path)));
    expect(found).toEqual([]);
  }, 300_000);
});
