import { isDeepStrictEqual } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { criteriaSetFiles } from '../functions/criteria-set-files/handler.ts';
import type { ApiEvent } from '../functions/http/request.ts';
import { reviewerApi } from '../functions/reviewer-api/handler.ts';
import { staffApi } from '../functions/staff-api/handler.ts';
import { kindOf, storedKinds } from '../functions/stored-kinds.ts';
import { sampleCriteriaSet } from '../infra/local/samples.ts';
import { type Operation, routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { problemType } from '../shared/contract/problems.ts';
import { given } from './support/centre.ts';
import { type Everything, startEverything } from './support/everything.ts';
import { everyItem, type StoredItem } from './support/outbox.ts';
import { keptLog, plainEmails } from './support/plain.ts';

let all: Everything;
let asked: ReturnType<typeof asking>;
let items: readonly StoredItem[];
beforeAll(async () => {
  all = await startEverything();
  asked = asking(all);
  // Whoever asks for the first time is bound to their account.
  for (const who of Object.values(askers)) await asked.answer('getMyEmails', who, {});
  items = await everyItem(all.db);
}, 120_000);
afterAll(() => all.stop());

type Id = keyof typeof operations;

/** Who asks for what a role reads. */
const askers = {
  reviewer: 'reviewer-1',
  staff: 'staff-1',
  oversight: 'oversight-1',
  administrator: 'administrator-1',
} as const;

/** Everything that can be read, each of it by somebody who may. */
const reads = Object.entries<Operation>(operations).flatMap(([id, { method, roles }]) => {
  if (method !== 'GET' || id === 'getOpenApi' || id.includes('NoticePreview')) return [];
  const role = (['staff', 'reviewer', 'oversight', 'administrator'] as const).find((one) =>
    roles.includes(one as never),
  );
  // What is kept about somebody else is for administrators.
  return [{ id: id as Id, who: id === 'exportPerson' ? askers.administrator : askers[role ?? 'staff'] }];
});

/** Lists that stand in something, which has to be read first. */
const inSomething: readonly Id[] = ['getPastImport'];

const isList = (id: Id) =>
  !inSomething.includes(id) &&
  'shape' in operations[id].success.body &&
  'unreadable' in operations[id].success.body.shape;

/** Asks the API's own handlers, as API Gateway does. */
function asking({
  services,
  db,
  decidedRound,
  underReview,
  concernId,
  messageId,
  specificationId,
  priorityId,
  frameworkId,
  importId,
  meetingId,
  criterionId,
}: Everything) {
  const { log, lines } = keptLog();
  const handlers = {
    staff: staffApi(services, plainEmails, log),
    reviewer: reviewerApi(services, log, async () => ({ openapi: '3.1.0' })),
    files: criteriaSetFiles(db, log),
  };
  const of = {
    criteriaSetId: sampleCriteriaSet().id,
    version: '1',
    specificationId,
    priorityId,
    frameworkId,
    importId,
    meetingId,
    number: '1',
    of: 'decision',
    criterionId,
    concernId,
    messageId,
    personId: 'reviewer-1',
    part: '1',
    notice: 'off-panel',
    format: 'csv',
    file: 'days.csv',
  };

  async function answer(id: Id, who: string, more: object) {
    const operation: Operation = operations[id];
    const claims = {
      iss: 'https://accounts.example.org',
      sub: who,
      email: `${who}@example.org`,
      email_verified: 'true',
    };
    const event = {
      routeKey: routeKey(operation),
      headers: {},
      pathParameters: Object.fromEntries(
        Object.entries({ ...of, ...(id === 'getLetterFile' && { format: 'pdf' }), ...more }).filter(
          ([name]) => operation.path.includes(`{${name}}`),
        ),
      ),
      requestContext: { requestId: 'r', authorizer: { jwt: { claims } } },
    } as unknown as ApiEvent;
    const door = id.includes('CriteriaSetFile')
      ? 'files'
      : operation.roles.includes('reviewer' as never) && !operation.roles.includes('staff' as never)
        ? 'reviewer'
        : 'staff';
    const { statusCode, body } = await handlers[door](event, {} as never);
    const answered = JSON.parse(body ?? 'null');
    // A cursor is sealed anew each time.
    if (typeof answered?.next === 'string') answered.next = 'more';
    return { status: statusCode, body: answered };
  }

  /** What every read answers now: about both rounds, where it is about one. */
  async function everything() {
    const answers: Record<string, { status: number | undefined; body: Record<string, unknown> }> = {};
    const notice = (await everyItem(db, 'notice')).find((one) => one.notice === 'reminder');
    for (const { id, who } of reads)
      for (const roundId of operations[id].path.includes('{roundId}') ? [decidedRound, underReview] : [''])
        answers[`${id} ${roundId && (roundId === decidedRound ? 'decided' : 'under review')}`] = await answer(
          id,
          who,
          { roundId, noticeId: notice?.id },
        );
    return answers;
  }
  return { answer, everything, lines };
}

const put = (item: StoredItem) =>
  all.db.client.send(new PutCommand({ TableName: all.db.tableName, Item: item }));

/** Maps whose names are data: what stands in them is known. */
const data = new Set([
  ...['ratings', 'subjects', 'details', 'statusCounts'],
  ...['decided', 'holds', 'waiting'],
]);

/** The same with an attribute more wherever a later release could have put one. */
function withMore(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withMore(one));
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  // Maps in a map.
  if (name === 'passed') return value;
  const known = Object.fromEntries(
    Object.entries(value).map(([inner, one]) => [inner, withMore(one, inner)]),
  );
  return data.has(name) ? known : { ...known, addedLater: { by: ['a later release'] } };
}

/** Gives away what is kept as it is kept, whatever it is: all that there is about a person or a round. */
const asKept = /^(exportPerson|exportEverything) /;

/** What was not answered, and with which status; what is not there before a round has closed is not. */
const statuses = (answers: Awaited<ReturnType<typeof asked.everything>>) =>
  Object.entries(answers).flatMap(([id, { status }]) =>
    status === 200 || (id.endsWith('under review') && [403, 404, 409].includes(status ?? 0))
      ? []
      : [`${id}: ${status}`],
  );

test('an item of every kind is there', () => {
  expect(new Set(items.map(kindOf))).toEqual(new Set(Object.keys(storedKinds)));
});

test('what a later release adds to any item, at any depth, is no error and in no answer', async () => {
  const before = await asked.everything();
  expect(statuses(before)).toEqual([]);
  for (const item of items) await put(withMore(item) as StoredItem);
  const after = await asked.everything();
  expect(statuses(after)).toEqual([]);
  expect(Object.entries(after).filter(([id]) => !asKept.test(id))).toEqual(
    Object.entries(before).filter(([id]) => !asKept.test(id)),
  );
  expect(asked.lines.filter(({ message }) => message !== 'answered')).toEqual([]);
});

test('what a later release added stays when an item is changed', async () => {
  const { does, by, db, decidedRound, underReview } = all;
  const more = items.map((item) => withMore(item) as StoredItem);
  for (const item of more) await put(item);
  const ofDecided = { ...(await by('staff-1')), of: { roundId: decidedRound } };
  const letter = given(await does.getLetter({ ...ofDecided, what: undefined })).answer;
  given(await does.changeLetter({ ...ofDecided, what: { subject: 'Another subject', body: letter.body } }));
  const evidence = { evidence: 'They sent it.' };
  given(
    await does.fulfilCondition({ ...ofDecided, of: { roundId: decidedRound, number: 1 }, what: evidence }),
  );
  const suspension = { reason: 'So.', message: 'So.', reconsiderBy: '2028-01-31' };
  const ofRegistered = { ...(await by('staff-1')), of: { roundId: all.registeredRound } };
  given(await does.suspendEndorsement({ ...ofRegistered, what: suspension }));
  const settings = { namesOnCriterionPages: false };
  given(await does.changeSettings({ ...(await by('administrator-1')), of: {}, what: settings }));
  const person = { ...(await by('staff-1')), of: { personId: 'reviewer-3' } };
  given(await does.changePerson({ ...person, what: { name: 'Xanthe Pemberley-Cox', expertise: [] } }));
  const ofOpen = { ...(await by('staff-1')), of: { roundId: underReview } };
  given(await does.cancelRound({ ...ofOpen, what: { reason: 'It was a sample.' } }));

  const after = new Map((await everyItem(db)).map((item) => [`${item.pk} ${item.sk}`, item]));
  const changed = more.flatMap((was) => {
    const is = after.get(`${was.pk} ${was.sk}`);
    return is === undefined || isDeepStrictEqual(was, is) ? [] : [{ was, is }];
  });
  expect(new Set(changed.map(({ is }) => kindOf(is)))).toEqual(
    new Set([
      'approval',
      'assignment',
      'condition',
      'decision',
      'endorsement',
      'notice letter',
      'person',
      'round',
      'settings',
      // Made anew from the person: what lay in one was of a word that is gone.
      'word',
    ]),
  );
  for (const { was, is } of changed.filter(({ is }) => kindOf(is) !== 'word')) {
    const { addedLater } = was;
    expect(is).toMatchObject({ kind: was.kind, addedLater });
    for (const inner of ['summary', 'data'])
      expect((is[inner] ?? { addedLater }) as StoredItem).toMatchObject({ addedLater });
  }
  for (const item of items) await put(item);
});

/** What the Centre cannot be without while it asks: who asks, and the rounds that are asked about. */
const needed = ({ pk, kind }: StoredItem) =>
  [
    'seal',
    'subject',
    'roster',
    'settings',
    'round',
    'assignment',
    'criteria-set',
    'result',
    'priority',
  ].includes(String(kind)) ||
  (String(kind).startsWith('specification') && pk === `SPEC#${all.specificationId}`) ||
  /#(staff-1|reviewer-1|administrator-1)$/.test(String(pk));

describe.each(['newer', 'damaged'] as const)('an item that is %s', (because) => {
  test('is left out of lists, which say so and log its key, and is a declared problem of its own', async () => {
    const broken = items.filter((item) => !needed(item));
    const later = (item: StoredItem) => ({ ...item, format: 99, version: 'by another meaning' });
    const torn = ({ pk, sk, kind, ownerPk, ownerSk, listPk, listSk, todoPk, todoSk }: StoredItem) =>
      Object.fromEntries(
        Object.entries({ pk, sk, kind, ownerPk, ownerSk, listPk, listSk, todoPk, todoSk }).filter(
          ([, value]) => value !== undefined,
        ),
      );
    const before = asked.lines.length;
    for (const item of broken) await put(because === 'newer' ? later(item) : torn(item));
    const answers = Object.entries(await asked.everything());
    for (const item of broken) await put(item);

    const failed = answers.filter(([, { status }]) => status === 500);
    expect(failed.filter(([id]) => isList(id.split(' ')[0] as Id) && !asKept.test(id))).toEqual([]);
    expect(failed.filter(([, { body }]) => body.type !== problemType('unreadable'))).toEqual([]);
    expect(failed.length).toBeGreaterThan(0);
    const saying = answers
      .filter(([, { body }]) => Number(body.unreadable) > 0)
      .map(([id]) => id.split(' ')[0]);
    const lists =
      because === 'newer'
        ? ['listEvents', 'listCompanions']
        : ['listEvents', 'listPeople', 'listSpecifications'];
    expect(saying).toEqual(expect.arrayContaining(lists));
    const logged = asked.lines.slice(before).filter(({ message }) => message === 'unreadable');
    expect(logged.length).toBeGreaterThan(0);
    for (const { values } of logged)
      expect(values).toEqual({ item: expect.stringMatching(/^[A-Z]+(?:#\S*)? [A-Z]+/), because });
    expect(JSON.stringify(asked.lines.slice(before))).not.toMatch(/@example\.org|Ravensworth/);
  });
});
