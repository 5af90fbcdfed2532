import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { addCriteriaSetVersion } from '../../functions/criteria-sets/storage.ts';
import { createEmails } from '../../functions/emails/render.ts';
import type { Log } from '../../functions/log/log.ts';
import { addPerson } from '../../functions/people/changes-storage.ts';
import { recommendationWrites, writeProjection } from '../../functions/results/storage.ts';
import { changeRound, getRound, newRoundWrites } from '../../functions/rounds/storage.ts';
import { createOidc } from '../../functions/site/sign-in/oidc.ts';
import { createAssets } from '../../functions/site/web/assets.ts';
import { createPages } from '../../functions/site/web/pages.ts';
import { siteHandler } from '../../functions/staff-site/handler.ts';
import { connect, type Database } from '../../functions/table/database.ts';
import { transact } from '../../functions/table/write.ts';
import { builtEmails } from '../../infra/built-emails.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { startGateway } from '../../infra/local/gateway.ts';
import { startIdentityProvider } from '../../infra/local/identity-provider.ts';
import { freePort } from '../../infra/local/ports.ts';
import { readSampleReview, sampleCriteriaSet, samplePeople } from '../../infra/local/samples.ts';
import { tableInput } from '../../infra/local/table.ts';
import { copySiteFiles } from '../../infra/site-files.ts';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { recommend } from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate, type PanelSubmission } from '../../shared/domain/results/aggregate.ts';
import { emptyCriterionReview } from '../../shared/domain/reviews/review.ts';

/** The staff site with the real database, identity provider and gateway around it. */
export interface RunningSite {
  /** The function itself. */
  readonly handler: ReturnType<typeof siteHandler>;
  readonly url: string;
  readonly issuer: string;
  readonly db: Database;
  /** Moves the site's clock, in hours. */
  readonly passHours: (hours: number) => void;
  /** The errors that were logged. */
  readonly errors: readonly unknown[];
  stop(): Promise<void>;
}

/** Starts the site on free ports, with the sample people in its table. */
export async function startSite(): Promise<RunningSite> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await copySiteFiles(join(import.meta.dirname, '../../functions/site'), folder);
  const database = await startDatabase();
  const client = new DynamoDBClient(database.client);
  await createTable(client, tableInput('site', { stream: false }));
  const db = connect('site', client);
  const people = samplePeople();
  for (const person of people) await addPerson(db, person, at(1));

  const port = await freePort(0);
  const origin = `http://localhost:${port}`;
  const redirectUri = `${origin}/auth/callback`;
  const issuer = await startIdentityProvider({
    people: async () => people.map((person) => ({ ...person, sub: `sub-of-${person.id}` })),
    clients: [{ clientId: 'site', clientSecret: 'secret', redirectUris: [redirectUri] }],
  });

  let passed = 0;
  const errors: unknown[] = [];
  const ignored = () => {};
  const log: Log = { info: ignored, count: ignored, flush: ignored, error: (...line) => errors.push(line) };
  const assets = createAssets([join(folder, 'assets'), join(folder, 'pages', 'assets')]);
  const handler = siteHandler({
    db,
    now: () => new Date(Date.now() + passed),
    oidc: createOidc({
      issuer: issuer.url,
      clientId: 'site',
      clientSecret: async () => 'secret',
      redirectUri,
    }),
    pages: createPages(folder, assets),
    assets,
    emails: createEmails(builtEmails, { origin, reviewerStart: origin }),
    origin,
    issuerName: '',
    contactAddress: 'centre@example.org',
    log,
  });
  const gateway = await startGateway({
    port,
    jwt: { issuer: issuer.url, audiences: ['none'] },
    routes: ['GET /', 'GET /{proxy+}', 'POST /{proxy+}'].map((key) => {
      const [method = '', path = ''] = key.split(' ');
      return { method, path, authorized: false, handler };
    }),
  });

  return {
    url: gateway.url,
    issuer: issuer.url,
    db,
    errors,
    handler,
    passHours: (hours) => {
      passed += hours * 60 * 60 * 1000;
    },
    stop: async () => {
      await Promise.all([gateway.stop(), issuer.stop()]);
      await database.stop();
      await rm(folder, { recursive: true });
    },
  };
}

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T17:30:00.000Z`;

const event = (action: EventAction, day: number, of = '') => ({
  id: `${action}-${of}-${day}`,
  at: at(day),
  actor: 'sample-staff',
  action,
});

const hash = 'ab12'.repeat(16);

/** The sample reviews as submissions of a panel. */
function sampleSubmissions(): readonly PanelSubmission[] {
  const criteria = criteriaOf(sampleCriteriaSet());
  return ([1, 2, 3] as const).map((place) => {
    const { ratings, ...overall } = readSampleReview(place);
    const byId = criteria.map(({ id, number }) => [id, { ...emptyCriterionReview, ...ratings[number] }]);
    return {
      place,
      contentHash: `c0ffee0${place}`.repeat(8),
      content: { criteriaSetHash: hash, ratings: Object.fromEntries(byId), ...overall },
    };
  });
}

/** Adds the sample criteria set and a round on it, still a draft. */
export async function addRound(db: Database, id: string, title: string): Promise<void> {
  const set = sampleCriteriaSet();
  await addCriteriaSetVersion(db, { content: set, version: 1, hash }, event('criteria-set-created', 1));
  const round = {
    id,
    title,
    specificationId: 'sample-frailty',
    specificationVersion: 1,
    criteriaSetId: set.id,
    criteriaSetVersion: 1,
    criteriaSetHash: hash,
    criteriaSetKind: set.kind,
    sample: set.sample,
    reviewsDue: at(15),
    closesAt: at(22),
  };
  const foundBy = { areaOfPractice: 'Frailty', organisation: 'Sample developer' };
  await transact(db, newRoundWrites(round, foundBy, event('round-created', 1, id)));
}

/** Opens a round, counts the sample reviews, and closes it with its recommendation where wanted. */
export async function runRound(db: Database, id: string, until: 'open' | 'closed'): Promise<void> {
  const change = async (status: 'open' | 'closed', day: number) => {
    const round = await getRound(db, id);
    if (round === null) throw new Error(`There is no round ${id}.`);
    const closing = status === 'closed' ? ({ recommendationDue: true } as const) : {};
    await changeRound(
      db,
      round,
      { status, ...closing },
      [],
      event(status === 'open' ? 'round-opened' : 'round-closed', day, id),
    );
  };
  await change('open', 2);
  if (until === 'closed') await change('closed', 22);

  const round = await getRound(db, id);
  if (round === null) throw new Error(`There is no round ${id}.`);
  const set = sampleCriteriaSet();
  const submissions = sampleSubmissions();
  const grounds = { set, criteriaSetHash: hash, submissions, findings: [], unresolvedInterests: 0 };
  const besides =
    until === 'open'
      ? []
      : recommendationWrites(round, at(22), recommend(grounds), event('recommendation-derived', 22, id));
  await writeProjection(db, round, at(22), { result: aggregate(set, hash, submissions) }, besides);
}
