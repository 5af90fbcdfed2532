import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { createEmails } from '../../functions/emails/render.ts';
import { project } from '../../functions/projector/project.ts';
import { siteHandler } from '../../functions/staff-site/handler.ts';
import { createOidc } from '../../functions/staff-site/sign-in/oidc.ts';
import { sessionCookie } from '../../functions/staff-site/sign-in/session-cookie.ts';
import { createAssets } from '../../functions/staff-site/web/assets.ts';
import { createPages } from '../../functions/staff-site/web/pages.ts';
import { connect, type Database } from '../../functions/storage/database.ts';
import { addPerson, addPersonWrites, getPerson } from '../../functions/storage/people.ts';
import { getRound } from '../../functions/storage/rounds.ts';
import { putSession } from '../../functions/storage/sessions.ts';
import { criteriaSets } from '../../functions/use-cases/criteria-sets.ts';
import { deciding } from '../../functions/use-cases/deciding.ts';
import { reviewing } from '../../functions/use-cases/reviewing.ts';
import { rounds } from '../../functions/use-cases/rounds/rounds.ts';
import { realServices } from '../../functions/use-cases/services.ts';
import { specifications } from '../../functions/use-cases/specifications.ts';
import { builtEmails } from '../../infra/built-emails.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { sampleCriteriaSet, samplePeople, sampleSpecifications } from '../../infra/local/samples.ts';
import { tableInput } from '../../infra/local/table.ts';
import { copySiteFiles } from '../../infra/site-files.ts';
import { criteriaOf } from '../../shared/domain/criteria-set.ts';
import type { Result } from '../../shared/domain/result.ts';
import { emptyCriterionReview } from '../../shared/domain/review.ts';
import type { Furnished } from '../support/furnished.ts';
import { getRoutes, pages, somebodyWho } from '../support/site-pages.ts';

/** `node test/bench/desk.ts 1000 10000` loads less. */
const [specificationsWanted = 10_000, submissionsWanted = 100_000] = process.argv.slice(2).map(Number);

/** What a page's median may take, in milliseconds, and over how many times it is the median. */
const budget = 150;
const runs = 15;

const panelSize = 5;
const reviewers = 500;
const origin = 'https://desk.example.org';

const given = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

type Ids = Omit<Furnished, 'world'>;

/** Works in an empty table, as people would, until every page has something to show. */
async function furnish(db: Database): Promise<Ids> {
  const services = realServices(db);
  const at = services.now().toISOString();
  for (const person of samplePeople()) await addPerson(db, person, at);
  const callOf = async (personId: string) => {
    const person = await getPerson(db, personId);
    if (person === null) throw new Error(`There is no ${personId}`);
    return { person, parameters: {}, query: {}, body: undefined, ifMatch: 0, idempotencyKey: randomUUID() };
  };
  const staff = await callOf('sample-staff');
  const set = sampleCriteriaSet();
  const { createCriteriaSet, publishCriteriaSet } = criteriaSets(services);
  given(await createCriteriaSet({ ...staff, body: set }));
  given(await publishCriteriaSet({ ...staff, parameters: { criteriaSetId: set.id, version: 1 } }));
  given(await createCriteriaSet({ ...staff, body: { ...set, title: 'Changed' } }));
  const { registerSpecification, addSpecificationVersion, linkCompanion } = specifications(services);
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There is no sample specification');
  for (const id of ['spec-real', 'spec-other'])
    given(await registerSpecification({ ...staff, body: { id, ...sample.registration } }));
  const parameters = { specificationId: 'spec-real' };
  given(await addSpecificationVersion({ ...staff, parameters, body: sample.version }));
  given(
    await linkCompanion({ ...staff, parameters, body: { companionId: 'spec-other', kind: 'sequential' } }),
  );

  const use = { ...rounds(services), ...reviewing(services), ...deciding(services) };
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
  const round = async (until: 'draft' | 'open' | 'closed') => {
    const body = {
      specificationId: 'spec-real',
      specificationVersion: 1,
      criteriaSetId: set.id,
      criteriaSetVersion: 1,
      reviewsDue: inDays(14),
      closesAt: inDays(21),
    };
    const key = { ...staff, idempotencyKey: randomUUID() };
    const { roundId } = given(await use.createRound({ ...key, body })).body;
    const at = { ...staff, parameters: { roundId } };
    for (let n = 1; n <= panelSize; n++)
      given(await use.addReviewer({ ...at, body: { name: `Panel ${n}`, email: `panel-${n}@example.org` } }));
    if (until === 'draft') return roundId;
    const opened = given(await use.openRound({ ...at, body: { reason: '' } })).body;
    for (const [n, { personId }] of opened.panel.entries()) {
      if (until === 'open' && n > 1) break;
      const call = { ...(await callOf(personId)), parameters: { roundId } };
      given(await use.declareInterests({ ...call, body: { interest: 'none' } }));
      // The panel disputes its first criterion.
      const ratings = criteriaOf(set).map(({ id }, i) => [
        id,
        { ...emptyCriterionReview, rating: i === 0 && n % 2 === 0 ? 1 : 3 },
      ]);
      const body = {
        criteriaSetHash: opened.criteriaSetHash,
        ratings: Object.fromEntries(ratings),
        overallComment: 'A careful specification.',
        overallNote: '',
      };
      given(await use.submitReview({ ...call, body }));
    }
    if (until === 'closed') given(await use.closeRound({ ...at, body: { reason: '' } }));
    await project(services, roundId);
    return roundId;
  };
  const [draftRound, openRound, disputedRound, decidedRound] = [
    await round('draft'),
    await round('open'),
    await round('closed'),
    await round('closed'),
  ];
  const day = inDays(300).slice(0, 10);
  const condition = { text: 'Say who supervises.', criteria: [], owner: 'The developer', due: day };
  given(
    await use.decide({
      ...staff,
      parameters: { roundId: decidedRound },
      ifMatch: (await getRound(db, decidedRound))?.editVersion ?? 0,
      body: {
        outcome: 'endorse-with-conditions',
        message: '',
        reason: 'The panel agreed.',
        conditions: [condition],
        reviewBy: day,
      },
    }),
  );
  const panel = await given(await use.getRound({ ...staff, parameters: { roundId: openRound } })).body.panel;
  return {
    draftRound,
    openRound,
    disputedRound,
    decidedRound,
    criterionId: criteriaOf(set)[0]?.id ?? '',
    specificationId: 'spec-real',
    companionId: 'spec-other',
    criteriaSetId: set.id,
    draftVersion: 2,
    publishedVersion: 1,
    reviewerId: panel[2]?.personId ?? '',
    submitterId: panel[0]?.personId ?? '',
    noticeId: '',
  };
}

type Item = Record<string, unknown>;

async function partition(db: Database, pk: string): Promise<readonly Item[]> {
  const { Items = [] } = await db.client.send(
    new QueryCommand({
      TableName: db.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    }),
  );
  return Items;
}

/** Puts items, 25 at once and several times at once. */
async function load(db: Database, items: Iterable<Item>): Promise<number> {
  let count = 0;
  let batch: Item[] = [];
  const running = new Set<Promise<unknown>>();
  const send = async () => {
    const sent = batch;
    batch = [];
    if (sent.length === 0) return;
    const request = db.client.send(
      new BatchWriteCommand({
        RequestItems: { [db.tableName]: sent.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
    const done: Promise<unknown> = request.then(() => running.delete(done));
    running.add(done);
    if (running.size >= 8) await Promise.race(running);
  };
  for (const item of items) {
    batch.push(item);
    count += 1;
    if (batch.length === 25) await send();
  }
  await send();
  await Promise.all(running);
  return count;
}

/** Copies of a specification and of its rounds, with reviewers of their own. */
async function* copies(db: Database, ids: Ids): AsyncGenerator<readonly Item[]> {
  const services = realServices(db);
  for (let n = 0; n < reviewers; n++) {
    const person = {
      id: `r-${n}`,
      name: `Reviewer ${n}`,
      email: `r-${n}@example.org`,
      roles: ['reviewer' as const],
    };
    yield addPersonWrites(person, services.now().toISOString()).flatMap((write): Item[] => {
      const { Put } = write.item(db.tableName);
      return Put?.Item === undefined ? [] : [Put.Item];
    });
  }
  const specification = JSON.stringify(
    (await partition(db, 'SPEC#spec-real')).filter(({ kind }) => kind !== 'companion'),
  );
  const templates = await Promise.all(
    [ids.disputedRound, ids.decidedRound, ids.openRound].map(async (roundId) => {
      const items = await partition(db, `ROUND#${roundId}`);
      const panel = items.filter(({ kind }) => kind === 'assignment').map(({ personId }) => String(personId));
      return { roundId, panel, json: JSON.stringify(items) };
    }),
  );
  const roundsWanted = submissionsWanted / panelSize;
  for (let s = 0; s < specificationsWanted; s++)
    yield JSON.parse(specification.replaceAll('spec-real', `spec-${s}`)) as Item[];
  for (let n = 0; n < roundsWanted; n++) {
    // Nine in ten are done with; of the others most are open.
    const template = templates[n % 10 === 0 ? 2 : n % 10 === 1 ? 0 : 1];
    if (template === undefined) throw new Error('There is no template');
    let json = template.json
      .replaceAll(template.roundId, `round-${n}`)
      .replaceAll('spec-real', `spec-${n % specificationsWanted}`);
    template.panel.forEach((personId, place) => {
      json = json.replaceAll(personId, `r-${(n * panelSize + place) % reviewers}`);
    });
    const items = JSON.parse(json) as Item[];
    // Two rounds in ten bring their events along: they would be two thirds of all items.
    yield n % 10 < 2 ? items : items.filter(({ kind }) => kind !== 'event');
  }
}

interface Measured {
  readonly path: string;
  readonly median: number;
  readonly reads: number;
  readonly kilobytes: number;
}

/** Asks for every page, several times, and counts what it asks of the database. */
async function measure(
  handler: ReturnType<typeof siteHandler>,
  db: Database,
  ids: Ids,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const { client } = db;
  const send = client.send.bind(client);
  let reads = 0;
  Object.assign(client, {
    send: (...given: Parameters<typeof send>) => {
      reads += 1;
      return send(...given);
    },
  });
  for (const route of getRoutes.filter(({ path }) => path in pages)) {
    const address = new URL(pages[route.path]?.({ ...ids } as Furnished) ?? '', origin);
    const person = somebodyWho(route) === 'Sample staff member' ? 'sample-staff' : 'sample-administrator';
    const event = {
      rawPath: address.pathname,
      rawQueryString: address.search.slice(1),
      cookies: [sessionCookie(origin).keep(`session-${person}`).split(';')[0]],
      headers: {},
      isBase64Encoded: false,
      requestContext: { requestId: 'bench', http: { method: 'GET' } },
    };
    const ask = () =>
      handler(event as unknown as Parameters<typeof handler>[0], {} as Context) as Promise<{
        statusCode: number;
        body: string;
      }>;
    const first = await ask();
    if (first.statusCode !== 200) throw new Error(`${address.pathname} answered ${first.statusCode}`);
    reads = 0;
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
    const median = times.sort((a, b) => a - b)[(runs - 1) / 2] ?? 0;
    measured.push({
      path: route.path,
      median,
      reads: reads / runs,
      kilobytes: Buffer.byteLength(first.body) / 1024,
    });
  }
  Object.assign(client, { send });
  return measured;
}

/**
 * Loads specifications and submissions into a table without a stream, and times every page: no median may
 * reach 150 ms, and no page may read more often than it did before anything was loaded.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const database = await startDatabase({ dataFolder: folder });
  try {
    const client = new DynamoDBClient(database.client);
    await createTable(client, tableInput('desk', { stream: false }));
    const db = connect('desk', client);
    const ids = await furnish(db);
    await copySiteFiles(join(import.meta.dirname, '../../functions/staff-site/pages'), folder);
    const assets = createAssets([join(folder, 'assets'), join(folder, 'pages', 'assets')]);
    const inAnHour = Math.floor(Date.now() / 1000) + 3600;
    for (const personId of ['sample-staff', 'sample-administrator'])
      await putSession(db, `session-${personId}`, { step: 'signed-in', personId }, inAnHour);
    const ignored = () => {};
    const handler = siteHandler({
      db,
      now: () => new Date(),
      oidc: createOidc({
        issuer: 'https://issuer.example.org',
        clientId: 'desk',
        clientSecret: async () => '',
        redirectUri: origin,
      }),
      pages: createPages([folder], assets),
      assets,
      emails: createEmails(builtEmails, { origin, reviewerStart: origin }),
      origin,
      log: { info: ignored, count: ignored, flush: ignored, error: (...line) => console.error(...line) },
    });
    const before = new Map((await measure(handler, db, ids)).map((one) => [one.path, one]));
    const started = performance.now();
    const items: Item[] = [];
    let loaded = 0;
    for await (const some of copies(db, ids)) {
      items.push(...some);
      if (items.length >= 2_000) loaded += await load(db, items.splice(0));
    }
    loaded += await load(db, items);
    console.log(
      `Loaded ${loaded} items in ${Math.round((performance.now() - started) / 1000)} s: ${specificationsWanted} specifications, ${submissionsWanted} submissions.`,
    );
    const after = await measure(handler, db, ids);
    const tooMany = (one: Measured) => one.reads > (before.get(one.path)?.reads ?? 0) + maxGrowth(one.path);
    console.table(
      after.map((one) => ({
        page: one.path,
        'median ms': Number(one.median.toFixed(1)),
        'ms before': Number((before.get(one.path)?.median ?? 0).toFixed(1)),
        reads: one.reads,
        'reads before': before.get(one.path)?.reads ?? 0,
        KB: Math.round(one.kilobytes),
      })),
    );
    const slow = after.filter(({ median }) => median >= budget).map(({ path }) => path);
    const many = after.filter(tooMany).map(({ path }) => path);
    if (slow.length > 0) console.error(`Slower than ${budget} ms: ${slow.join(', ')}`);
    if (many.length > 0) console.error(`More reads than before: ${many.join(', ')}`);
    if (slow.length + many.length > 0) process.exitCode = 1;
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lists read once more for each entry of a page that was not full before, and never more than a page holds. */
const maxGrowth = (path: string): number =>
  ['/people', '/people/severity', '/register'].includes(path) ? 25 : 4;

await main();
