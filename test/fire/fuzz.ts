import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import * as fc from 'fast-check';
import { kindOf, storedKinds } from '../../functions/stored-kinds.ts';
import { type Operation, routeKey } from '../../shared/contract/operation.ts';
import { operations } from '../../shared/contract/operations.ts';
import type { Furnished } from '../support/furnished.ts';
import { everyItem, type StoredItem } from '../support/outbox.ts';
import type { Burnt } from './burnt.ts';
import { type Answered, undeclared } from './declared.ts';
import { fromSchema, hostile, spoilt } from './from-schema.ts';
import { knownIn } from './known.ts';

/** A request as it is sent. */
interface Request {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

const texts = hostile.filter((value): value is string => typeof value === 'string' && value.length < 2_000);
const hostileText = fc.constantFrom(...texts);

/** Parts of an address that nothing decodes, or that name nothing. */
const hostilePart = fc.oneof(
  fc.constantFrom('%00', '%ff', '%ED%A0%80', '..%2f', '%E2%80%AE', '%', '.', 'x'.repeat(1_100)),
  hostileText.map((text) => encodeURIComponent(text.toWellFormed())),
);

const cursors = ['', 'x', '9', '4-%00', 'eyJhIjoxfQ', Buffer.from([0xed, 0xa0, 0x80]).toString('base64url')];

/** A header’s value that a client can send at all. */
const hostileHeader = hostileText.map((text) => text.replace(/[^ -~]/g, '?').slice(0, 2_000));

/** Mostly as it should be; else anything else. */
const mostly = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: right }, { weight: 1, arbitrary: wrong });

/** Half of a character, which UTF-8 does not have. */
const halved: Request['body'] = new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]);

const rawBodies = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('', '{', 'null', '[]', '"\\ud800"', '{"\\udfff":1}', '\u0000') },
  { weight: 5, arbitrary: fc.json({ stringUnit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`${'['.repeat(60_000)}${']'.repeat(60_000)}`, `"${'x'.repeat(263_000)}"`),
  },
);

/** Requests of an operation: valid, nearly so, and hostile in address, query, headers, method or body. */
function requestsOf(operation: Operation, known: Readonly<Record<string, readonly string[]>>, token: string) {
  const { method, path, parameters, query, body, ifMatch, idempotencyKey } = operation;
  const named = parameters ? fromSchema(parameters, known) : fc.constant({});
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1]));
  const parts = fc
    .tuple(named, mostly(fc.constant(null), fc.tuple(fc.nat(), hostilePart)))
    .map(([right, wrong]) =>
      path.replace(/\{(\w+)\}/g, (_, name: string) =>
        wrong !== null && names[wrong[0] % names.length] === name
          ? wrong[1]
          : encodeURIComponent(String((right as Record<string, unknown>)[name])),
      ),
    );
  const asked = query
    ? fromSchema(query, { ...known, cursor: cursors, id: known.roundId ?? [] })
    : fc.constant({});
  const queries = mostly(
    asked.map((record) => new URLSearchParams(record as Record<string, string>).toString()),
    fc.constantFrom('cursor=%00', 'a=1', 'cursor=x&cursor=y', '%ff=%ff', '=', `words=${'w'.repeat(3_000)}`),
    4,
  );
  const valid = body ? fromSchema(body, known) : fc.constant(undefined);
  const json = (of: fc.Arbitrary<unknown>) => of.map((value): Request['body'] => JSON.stringify(value) ?? '');
  const bodies = fc.oneof(
    { weight: 4, arbitrary: json(valid) },
    { weight: 4, arbitrary: json(spoilt(valid)) },
    { weight: 1, arbitrary: fc.oneof(rawBodies, fc.constant(halved)) },
  );
  const headers = fc.record({
    authorization: mostly(fc.constant(`Bearer ${token}`), fc.constantFrom('Bearer x', 'Basic eDp4', ''), 40),
    'content-type': mostly(
      fc.constant('application/json'),
      fc.constantFrom('text/plain', '', 'a/b; c=d'),
      30,
    ),
    'if-match': ifMatch
      ? mostly(
          fc.nat(6).map((version) => `"${version}"`),
          fc.oneof(hostileHeader, fc.constantFrom('*', 'W/"1"')),
        )
      : fc.constant(''),
    'idempotency-key': idempotencyKey
      ? mostly(fc.uuid(), fc.oneof(hostileHeader, fc.constant('the-same-key-again')))
      : fc.constant(''),
    'x-odd': mostly(fc.constant(''), hostileHeader, 20),
  });
  const methods = mostly(
    fc.constant<string>(method),
    fc.constantFrom('HEAD', 'GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'),
    30,
  );
  return fc.record({ method: methods, path: parts, query: queries, headers, body: bodies }).map(
    (one): Request => ({
      method: one.method,
      address: one.query === '' ? one.path : `${one.path}?${one.query}`,
      headers: Object.fromEntries(Object.entries(one.headers).filter(([, value]) => value !== '')),
      body: body === undefined || ['GET', 'HEAD'].includes(one.method) ? undefined : one.body,
    }),
  );
}

/** A write as DynamoDB is asked for it. */
interface Written {
  readonly Item?: { readonly pk?: { readonly S?: string } };
  readonly Key?: { readonly pk?: { readonly S?: string } };
  readonly TransactItems?: readonly Readonly<Record<string, Written>>[];
}

/** Whether a write is about anything but the records by which a repeated request is known. */
function isOfMore({ Item, Key, TransactItems }: Written): boolean {
  if (TransactItems !== undefined) return TransactItems.some((step) => Object.values(step).some(isOfMore));
  return (Item ?? Key)?.pk?.S?.startsWith('KEY#') !== true;
}

/** Counts what is written to the table from here on, by whomever. */
function countWrites() {
  let written = 0;
  const onCreated = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (!/Write|Put|Update|Delete/.test(String(request.getHeader('x-amz-target')))) return;
    // The SDK gives the whole body with `end`.
    const end = request.end.bind(request);
    request.end = ((...args: Parameters<typeof end>) => {
      if (isOfMore(JSON.parse(String(args[0]))))
        request.once('response', ({ statusCode }: IncomingMessage) => {
          if (statusCode === 200) written += 1;
        });
      return end(...args);
    }) as typeof request.end;
  };
  subscribe('http.client.request.created', onCreated);
  return { count: () => written, stop: () => unsubscribe('http.client.request.created', onCreated) };
}

/** What is kept in a form that nothing reads, and which rounds’ results lag behind them. */
export function unsoundIn(items: readonly StoredItem[]): readonly string[] {
  const results = new Map(
    items.filter(({ kind }) => kind === 'result').map((item) => [item.pk, item.revision]),
  );
  return items.flatMap((item) => {
    const kind = storedKinds[kindOf(item as never)];
    if (kind === undefined) return [`Nobody knows the kind of ${item.pk} ${item.sk}`];
    try {
      kind.parse(item as never);
    } catch (error) {
      return [`${item.pk} ${item.sk} cannot be read: ${error}`];
    }
    const projected = results.get(item.pk);
    return item.kind === 'round' && projected !== undefined && projected !== item.revision
      ? [`${item.pk} stands at ${item.revision}, its result at ${projected}`]
      : [];
  });
}

/** Somebody who has a role that an operation is for, and is on no panel where that matters. */
const callerOf = ({ roles }: Operation): string =>
  ['administrator', 'staff', 'oversight'].find(
    (role) => roles !== 'public' && roles.includes(role as never),
  ) ?? 'reviewer-1';

/**
 * Sends so many requests an operation to the built service, one after the other, and looks at each answer: nothing but
 * what is declared, and nothing written by what is refused or only reads. In the end everything kept is sound.
 */
export async function fuzz(furnished: Furnished, perOperation: number, seed: number): Promise<Burnt> {
  const { service } = furnished.world;
  const known = knownIn(furnished);
  const tokens = new Map<string, string>();
  for (const who of ['administrator', 'staff', 'oversight', 'reviewer-1']) {
    const token = await service.token(`${who}@example.org`);
    tokens.set(who, token);
    // Whoever asks for the first time is bound to their account.
    await fetch(`${service.url}/v1/me/emails`, { headers: { authorization: `Bearer ${token}` } });
  }
  await service.idle();
  const writes = countWrites();
  const wrong: string[] = [];
  const statuses: Record<string, number> = {};
  const neverSucceeded: string[] = [];
  let done = 0;
  for (const operation of Object.values(operations) as Operation[]) {
    const token = tokens.get(callerOf(operation)) ?? '';
    let succeeded = 0;
    const requests = fc.sample(requestsOf(operation, known, token), { numRuns: perOperation, seed });
    for (const { method, address, headers, body } of requests) {
      const before = writes.count();
      const response = await fetch(`${service.url}${address}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
        redirect: 'manual',
      });
      const answered: Answered = {
        status: response.status,
        headers: response.headers,
        body: await response.text(),
      };
      done += 1;
      statuses[answered.status] = (statuses[answered.status] ?? 0) + 1;
      const isItself = method === operation.method && !/\/\.(?:\/|\?|$)/.test(address);
      const found = isItself
        ? undeclared(operation, answered)
        : answered.status === 500
          ? 'Answered 500'
          : null;
      const isChanged = writes.count() > before;
      if (found !== null)
        wrong.push(`${found}\n    ${method} ${address.slice(0, 300)} ${body?.slice(0, 2_000)}`);
      if (answered.status < 300) {
        succeeded += 1;
        if (method !== 'GET' && method !== 'HEAD') await service.idle();
        else if (isChanged) wrong.push(`${method} ${address} wrote something`);
      } else if (isChanged)
        wrong.push(
          `${method} ${address} was refused with ${answered.status} and wrote: ${body?.slice(0, 2_000)}`,
        );
    }
    if (succeeded === 0) neverSucceeded.push(routeKey(operation));
  }
  await service.tick();
  await service.idle();
  writes.stop();
  wrong.push(...unsoundIn(await everyItem(service.db)));
  return {
    figures: {
      operations: Object.keys(operations).length,
      requests: done,
      seed,
      answers: statuses,
      neverSucceeded,
    },
    wrong,
  };
}
