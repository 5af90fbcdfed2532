import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getNotice } from '../functions/notices/storage.ts';
import { getResult } from '../functions/results/storage.ts';
import { recommendationItem } from '../functions/results/stored-recommendation.ts';
import { resultItem } from '../functions/results/stored-result.ts';
import { listKeys } from '../functions/table/keys.ts';
import { queryItems } from '../functions/table/read.ts';
import { queryIndex } from '../functions/table/read-index.ts';
import { builtFunctions } from '../infra/build-functions.ts';
import { passes } from '../infra/local/filter.ts';
import { lambdaContext } from '../infra/local/lambda-context.ts';
import { lambdaRecord } from '../infra/local/stream-record.ts';
import { streamFilters } from '../infra/stream-filters.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { resultOperations } from '../shared/contract/results/operations.ts';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { review, sampleReviewBody, startWorld, submit, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** What a round's projection has come to: its result, recommendations and notices, and every email. */
async function outcomeOf(roundId: string) {
  const { db, mail } = world.service;
  const [result] = await queryItems(db, { pk: `ROUND#${roundId}`, prefix: 'RESULT' }, resultItem);
  const recommendations = await queryItems(
    db,
    { pk: `ROUND#${roundId}`, prefix: 'RECOMMENDATION#' },
    recommendationItem,
  );
  const entries = await queryIndex(db, 'list', listKeys.noticesOfRound(roundId), 100);
  const notices = await Promise.all(entries.map(({ summary }) => getNotice(db, String(summary?.id))));
  return { result, recommendations, notices, emails: (await mail.received()).length };
}

/** Every record of the table's stream so far, in order, as Lambda hands them over. */
async function wholeStream(): Promise<DynamoDBRecord[]> {
  const { client, tableName } = world.service.db;
  const config = { endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '', region: 'eu-west-2' };
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const streams = new DynamoDBStreamsClient(config);
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const records: DynamoDBRecord[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    let { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    while (ShardIterator !== undefined) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      if ((page.Records ?? []).length === 0) break;
      for (const record of page.Records ?? []) records.push(lambdaRecord(record, StreamArn ?? ''));
      ShardIterator = page.NextShardIterator;
    }
  }
  return records;
}

/** Hands records to a built function in batches of ten, through the same filter as on AWS. */
async function replay(name: 'projector' | 'mailer', records: readonly DynamoDBRecord[]): Promise<void> {
  const { handler } = (await import(pathToFileURL(join(builtFunctions, name, 'index.mjs')).href)) as {
    handler: (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;
  };
  const wanted = records.filter((record) => passes(streamFilters[name], record));
  expect(wanted.length).toBeGreaterThan(0);
  for (let i = 0; i < wanted.length; i += 10) {
    const answer = await handler({ Records: wanted.slice(i, i + 10) }, lambdaContext(name, 60_000));
    expect(answer).toEqual({ batchItemFailures: [] });
  }
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const out = [...items];
  let state = seed;
  for (let i = out.length - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

test('replaying the whole stream twice, shuffled, changes nothing and sends nothing again', async () => {
  const roundId = await world.openRound();
  for (const reviewer of [1, 2, 3] as const) await review(world, roundId, reviewer);
  await world.service.idle();
  await world.staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await world.staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: {},
  });
  await world.service.idle();
  const before = await outcomeOf(roundId);
  expect(before.recommendations).toHaveLength(1);
  // Three invitations, links to the file, receipts and words of the closing; the recommendation to staff and to oversight; to staff, that
  // every review is in.
  expect(before.notices.map((notice) => notice?.status)).toEqual(Array(15).fill('sent'));
  expect(before.emails).toBe(15);

  const records = await wholeStream();
  for (const seed of [1, 2]) {
    await replay('projector', shuffled(records, seed));
    await replay('mailer', shuffled(records, seed));
  }
  await world.service.idle();
  expect(await outcomeOf(roundId)).toEqual(before);
});

test('a reopened review changes the result at the next submission, not before', async () => {
  const roundId = await world.openRound();
  const parameters = { roundId };
  for (const reviewer of [1, 2, 3] as const) await review(world, roundId, reviewer);
  await world.service.idle();
  const result = async () => {
    const item = await getResult(world.service.db, roundId);
    if (item === null) throw new Error('Nothing was projected.');
    return item;
  };
  const before = await result();
  const { panel } = await world.staff.call(roundOperations.getRound, { parameters });
  await world.staff.call(panelOperations.reopenReview, {
    parameters: { roundId, personId: 'sample-reviewer-1' },
    headers: await world.staff.lock(panelOperations.getPanelMember, {
      parameters: { roundId, personId: 'sample-reviewer-1' },
    }),
    body: { reason: 'A page was missing from the document.' },
  });
  await world.service.idle();
  // It is projected anew, because a review is awaited again, and comes to the same.
  expect((await result()).result).toEqual(before.result);
  expect(panel.find((member) => member.personId === 'sample-reviewer-1')?.status).toBe('submitted');

  const body = sampleReviewBody(1, before.result.criteriaSetHash);
  const lowered = { ...body, ratings: { ...body.ratings, 'framework-alignment': { rating: 1 } } };
  expect((await submit(world.reviewer(1), roundId, lowered)).status).toBe(201);
  await world.service.idle();
  const after = await result();
  expect(after.revision).toBe(before.revision + 2);
  const of = (one: typeof after) =>
    one.result.criteria.find((c) => c.criterionId === 'framework-alignment')?.counts;
  expect(of(after)).not.toEqual(of(before));
  expect(after.result.submissions).toHaveLength(3);
});

test('a declared interest after submitting holds the recommendation until staff resolve it, which derives another', async () => {
  const roundId = await world.openRound();
  const parameters = { roundId };
  for (const reviewer of [1, 2, 3] as const) await review(world, roundId, reviewer);
  await world.reviewer(3).call(reviewOperations.declareInterests, {
    parameters,
    headers: await world.reviewer(3).lock(reviewOperations.getMyAssignment, { parameters }),
    body: { interest: 'declared', description: 'I have since been asked to teach on it.' },
  });
  await world.staff.call(roundOperations.closeRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {},
  });
  await world.service.idle();
  const recommendation = () => world.staff.call(resultOperations.getRecommendation, { parameters });
  expect(await recommendation()).toMatchObject({ number: 1, recommendation: { outcome: 'hold' } });

  await world.staff.call(panelOperations.resolveInterest, {
    parameters: { roundId, personId: 'sample-reviewer-3' },
    headers: await world.staff.lock(panelOperations.getPanelMember, {
      parameters: { roundId, personId: 'sample-reviewer-3' },
    }),
    body: { resolution: 'recused', reason: 'The interest is material.' },
  });
  await world.service.idle();
  const second = await recommendation();
  expect(second.number).toBe(2);
  expect(second.recommendation.outcome).toBe('return-for-revision');
  expect(second.recommendation.places).toHaveLength(2);
});

test('closing without enough reviews gives hold, and a second closing a second recommendation', async () => {
  const roundId = await world.openRound();
  const parameters = { roundId };
  await review(world, roundId, 1);
  await world.staff.call(roundOperations.closeRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {},
  });
  await world.service.idle();
  expect(await world.staff.call(resultOperations.getRecommendation, { parameters })).toMatchObject({
    number: 1,
    recommendation: { outcome: 'hold' },
  });
  await world.staff.call(roundOperations.reopenRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {
      reason: 'Two reviews are missing.',
      reviewsDue: '2099-01-01T00:00:00Z',
      closesAt: '2099-02-01T00:00:00Z',
    },
  });
  for (const reviewer of [2, 3] as const) await review(world, roundId, reviewer);
  await world.staff.call(roundOperations.closeRound, {
    parameters,
    headers: await world.staff.lock(roundOperations.getRound, { parameters }),
    body: {},
  });
  await world.service.idle();
  expect(await world.staff.call(resultOperations.getRecommendation, { parameters })).toMatchObject({
    number: 2,
    recommendation: { outcome: 'endorse-with-conditions' },
  });
});
