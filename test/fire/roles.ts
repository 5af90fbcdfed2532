import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type * as z from 'zod';
import { reviewerRoutes } from '../../functions/site/my-reviews/routes.ts';
import { allRoutes } from '../../functions/site/routes.ts';
import { type Operation, routeKey } from '../../shared/contract/operation.ts';
import { operations } from '../../shared/contract/operations.ts';
import type { Furnished } from '../support/furnished.ts';
import type { Burnt } from './burnt.ts';
import { type Answered, codeOf, undeclared } from './declared.ts';
import { fromSchema, type Known } from './from-schema.ts';
import { knownIn } from './known.ts';
import { type Caller, callersIn, marks, nowhere, prepare, type Thing, thingsIn } from './who-asks-what.ts';

/** How a request must be answered. */
type Expected =
  | 'the description'
  | 401
  | 'not-known'
  | 'role-needed'
  /** The same words as for what does not exist. */
  | 'not-found'
  /** By who they are, or by its state; never done. */
  | 'own-panel'
  /** Nothing is done; what is the caller's own may be read. */
  | 'refused'
  /** Anything but a word about who asks. */
  | 'answered';

/** Who left is told that they have, and may have read what worries them. */
const afterLeaving: readonly string[] = ['declineOrRecuse', 'raiseConcern'];

/** How an operation must be answered, by what the contract declares of it and by who is on a panel. */
function expected(id: string, operation: Operation, caller: Caller, thing: Thing): Expected {
  const { roles, path, problems: declared, method } = operation;
  if (roles === 'public') return 'the description';
  if (caller.unknown !== null) return caller.unknown;
  if (!caller.roles.some((role) => roles.includes(role))) return 'role-needed';
  const isOfRound = path.includes('{roundId}');
  const { personId } = caller;
  // One's own is everybody's; whoever else's is the administrators', as its summary says.
  if (id === 'exportPerson') {
    if (thing.ids.personId === personId) return 'answered';
    if (!caller.roles.includes('administrator')) return 'role-needed';
  }
  if (path.includes('{') && !thing.exists) return 'not-found';
  if (isOfRound && roles.every((role) => role === 'reviewer')) {
    if (thing.panel.includes(personId)) return 'answered';
    if (thing.left.includes(personId)) return afterLeaving.includes(id) ? 'answered' : 'refused';
    return 'not-found';
  }
  const isOwn = isOfRound && [...thing.panel, ...thing.left].includes(personId);
  if (isOwn && declared.includes('own-panel') && !(thing.isOver && method === 'GET')) return 'own-panel';
  return 'answered';
}

/** What is wrong with an answer, by how it must be; null where nothing is. */
function amiss(
  how: Expected,
  answered: Answered,
  operation: Operation,
  nothing: Answered | null,
): string | null {
  const { status, body } = answered;
  const isDone = status === operation.success.status;
  const code = codeOf(answered);
  const sameWords = () =>
    withoutId(body) === withoutId(nothing?.body ?? body) && !answered.headers.has('etag');
  switch (how) {
    case 'the description':
      return status === 401 || status === 403 ? 'is public' : null;
    case 401:
      return status === 401 && body === '{"message":"Unauthorized"}' ? null : 'must be 401, and nothing else';
    case 'not-known':
    case 'role-needed':
      return code === how && sameWords()
        ? null
        : `must be ${how}, in the same words for whatever is asked about`;
    case 'not-found':
      // Of what is not there a list is empty.
      if (isDone) return body.startsWith('{"items":[],') ? null : 'must be 404';
      return code === how && sameWords() ? null : 'must be 404, in the words for what is not there';
    case 'own-panel':
      if (isDone) return 'is of their own panel';
      // What its state keeps from everybody may be said first.
      return operation.method !== 'GET' || ['own-panel', 'not-found', 'not-now'].includes(code ?? '')
        ? null
        : 'must be own-panel';
    case 'refused':
      return isDone && operation.method !== 'GET'
        ? 'was done by somebody who is no longer on the panel'
        : null;
    case 'answered':
      // What is in the round’s state not there is not there for them either.
      return ['role-needed', 'not-known', 'not-signed-in'].includes(code ?? '') &&
        !operation.problems.includes('role-needed')
        ? 'must not be refused for who they are'
        : null;
  }
}

const withoutId = (body: string): string =>
  body.replace(/"requestId":"[^"]*"/, '').replace(/"instance":"[^"]*"/, '');

/** What of the marks nobody may read to whom this is answered. */
function leaked(
  how: Expected,
  { body, headers }: Answered,
  caller: Caller,
  isPublic: boolean,
): string | null {
  const text = `${body} ${[...headers].join()}`;
  const own = caller.personId === 'odalys' ? ['Odalys', 'odalys', marks.draft] : [];
  const of =
    caller.personId === 'sample-reviewer-1' || caller.personId === 'fenwick' ? [marks.submitted] : own;
  // While the round is open nobody reads what is said in it; names are the Centre's.
  const kept: readonly string[] =
    how === 'answered' && caller.roles.some((role) => role !== 'reviewer')
      ? [marks.draft, marks.submitted]
      : [marks.draft, marks.submitted, ...marks.people];
  const mine = (mark: string) =>
    of.some((one) => mark.includes(one)) || mark.toLowerCase().includes(caller.personId.slice(0, 6) || '-');
  const found = kept.filter((mark) => text.includes(mark) && !mine(mark));
  return found.length === 0 || isPublic ? null : `tells ${found.join(', ')}`;
}

/** A body that an operation takes, the first of twenty; what is refused for its body says nothing of roles. */
function fitting(schema: z.ZodType, known: Known): unknown {
  const made = fc.sample(fromSchema(schema, known), { numRuns: 20, seed: 1 });
  return made.find((body) => schema.safeParse(body).success) ?? made[0];
}

/**
 * Asks every operation as everybody about everything, and holds each answer against what the contract declares and who
 * is on which panel. What stands is not changed: changes of it name a version that never was.
 */
export async function roleMatrix(
  furnished: Furnished,
  fewer: { readonly things?: number; readonly callers?: readonly string[] } = {},
): Promise<Burnt> {
  const { service } = furnished.world;
  const all = thingsIn(furnished, await prepare(furnished));
  const everybody = await callersIn(furnished);
  const callers = everybody.filter(({ name }) => fewer.callers?.includes(name) !== false);
  const some = all.filter((thing, i) => i < (fewer.things ?? all.length) || !thing.exists);
  await service.idle();
  const known = knownIn(furnished);
  const wrong: string[] = [];
  const counts: Record<string, number> = {};
  const neverAnswered: string[] = [];
  for (const [id, operation] of Object.entries(operations) as [string, Operation][]) {
    const body = operation.body && fitting(operation.body, known);
    const parameters =
      operation.parameters && fc.sample(fromSchema(operation.parameters, known), { numRuns: 1, seed: 1 })[0];
    const ask = async (caller: Caller, thing: Thing): Promise<Answered> => {
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(
          thing.exists ? (thing.ids[name] ?? String((parameters as Record<string, unknown>)[name])) : nowhere,
        ),
      );
      const response = await fetch(`${service.url}${path}`, {
        method: operation.method,
        headers: {
          ...(caller.authorization !== null && { authorization: caller.authorization }),
          ...(operation.body && { 'content-type': 'application/json' }),
          ...(operation.ifMatch && { 'if-match': '"987654"' }),
          ...(operation.idempotencyKey && { 'idempotency-key': randomUUID() }),
        },
        ...(operation.body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: await response.text() };
    };
    let isAnswered = operation.method !== 'GET';
    for (const caller of callers) {
      const nothing = some.find(({ exists }) => !exists) as Thing;
      const absent = operation.path.includes('{') ? await ask(caller, nothing) : null;
      for (const thing of operation.path.includes('{') ? some : some.slice(0, 1)) {
        const answered = (thing.exists ? null : absent) ?? (await ask(caller, thing));
        const how = expected(id, operation, caller, thing);
        counts[how] = (counts[how] ?? 0) + 1;
        isAnswered ||= answered.status === 200;
        const compared = how === 'not-known' || how === 'role-needed' || how === 'not-found' ? absent : null;
        const faults = [
          amiss(how, answered, operation, id === 'exportPerson' ? null : compared),
          leaked(how, answered, caller, operation.roles === 'public'),
          undeclared(operation, answered),
        ];
        for (const fault of faults)
          if (fault !== null)
            wrong.push(
              `${routeKey(operation)} asked by ${caller.name} about ${thing.name} ${fault}: ${answered.status} ${answered.body.slice(0, 300)}`,
            );
      }
    }
    if (!isAnswered) neverAnswered.push(routeKey(operation));
  }
  const links = await wrongKeys(furnished);
  return {
    figures: {
      operations: Object.keys(operations).length,
      callers: callers.map(({ name }) => name),
      things: some.map(({ name }) => name),
      answers: counts,
      neverAnswered,
      links: links.asked,
    },
    wrong: [...wrong, ...links.wrong],
  };
}

/** Opens what is behind a link with the key of another's: it is as if there were nothing. */
async function wrongKeys({ world: { service }, ...furnished }: Furnished) {
  const split = (path: string) => path.split('/').slice(2, 4) as [string, string];
  const links = {
    developer: split(furnished.ownPage),
    emails: split(furnished.emailChoice),
    invitations: split(furnished.invitation),
  };
  const wrong: string[] = [];
  let asked = 0;
  const routes = [...(await allRoutes()), ...reviewerRoutes].filter(({ path }) => path.includes('{key}'));
  for (const { method, path } of routes) {
    const kind = path.split('/')[1] as keyof typeof links;
    const [noticeId] = links[kind];
    const others = Object.entries(links).filter(([name]) => name !== kind);
    const answer = async (id: string, key: string) => {
      const address = path
        .replace('{noticeId}', id)
        .replace('{key}', key)
        .replace(/\{\w+\}/g, '1');
      const response = await fetch(`${service.url}${address}`, {
        method,
        redirect: 'manual',
        headers: { origin: service.url },
        ...(method === 'POST' && { body: new URLSearchParams({ a: 'b' }) }),
      });
      asked += 1;
      const html = await response.text();
      return `${response.status} ${html
        .replaceAll(id, '')
        .replaceAll(key, '')
        .replace(/nonce-?[^"' ]*/g, '')}`;
    };
    const nothing = await answer(nowhere, nowhere);
    for (const [name, [, key]] of others)
      if ((await answer(noticeId, key)) !== nothing)
        wrong.push(`${method} ${path} with the key of ${name} tells more than one with none`);
  }
  return { asked, wrong };
}
