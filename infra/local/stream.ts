import { DescribeTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type FilterPattern, passes } from './filter.ts';
import { lambdaContext } from './lambda-context.ts';
import { openPositions, type Position } from './stream-positions.ts';
import { lambdaRecord } from './stream-record.ts';

/** A function that reads the stream, with the settings of its event source mapping. */
export interface StreamConsumer {
  /** Names the function, and its position in the stream: keep it between starts. */
  readonly name: string;
  /** May answer `batchItemFailures`: the batch is then tried again from the first of them. */
  readonly handler: (
    event: DynamoDBStreamEvent,
    context: Context,
    // biome-ignore lint/suspicious/noConfusingVoidType: what a Lambda handler may answer
  ) => Promise<DynamoDBBatchResponse | undefined | void>;
  /** Only records that pass one of these are handed over; none means all. */
  readonly filters?: readonly FilterPattern[];
  /** The most records handed over at once; 100, as the mapping's default. */
  readonly batchSize?: number;
  /** How often a batch that makes no progress is tried again before it is given up; 3. */
  readonly retries?: number;
  /** The failure destination: what was given up, never dropped silently. A rejection tries the batch again. */
  readonly onFailure: (failure: StreamFailure) => Promise<void> | void;
}

/** Records that a consumer could not process, and the reason it gave last. */
export interface StreamFailure {
  readonly consumer: string;
  readonly records: readonly DynamoDBRecord[];
  readonly reason: unknown;
}

/** What to read, and for whom. */
export interface StreamOptions {
  /** `database.client`. */
  readonly client: DynamoDBClientConfig;
  readonly tableName: string;
  readonly consumers: readonly StreamConsumer[];
  /** The folder that keeps the positions; without one every start reads from the beginning. */
  readonly dataFolder?: string;
  /** Milliseconds between looks at a quiet stream; 150. */
  readonly pollInterval?: number;
  /** Milliseconds before the first retry, doubled for each one after; 200. */
  readonly retryInterval?: number;
}

/** A stream that is being read. */
export interface RunningStream {
  /** Resolves when every consumer has processed all there is, including what they wrote meanwhile. */
  idle(): Promise<void>;
  /** Lets the batches in hand finish, and stops. What was not processed comes again at the next start. */
  stop(): Promise<void>;
}

/**
 * Reads a table's stream as Lambda's event source mappings do: every consumer at its own pace, in order, at
 * least once.
 */
export async function startStream(options: StreamOptions): Promise<RunningStream> {
  const dynamodb = new DynamoDBClient(options.client);
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: options.tableName }));
  dynamodb.destroy();
  const streamArn = Table?.LatestStreamArn;
  if (!streamArn) throw new Error(`The table ${options.tableName} has no stream.`);

  const client = new DynamoDBStreamsClient(options.client);
  const positions = openPositions(streamArn, options.dataFolder);
  const stopping = new AbortController();
  let processed = 0;

  const readers = options.consumers.map((consumer) =>
    startReader({
      consumer,
      client,
      streamArn,
      position: positions(consumer.name),
      pollInterval: options.pollInterval ?? 150,
      retryInterval: options.retryInterval ?? 200,
      stopping: stopping.signal,
      onProcessed: () => {
        processed += 1;
      },
    }),
  );

  return {
    idle: async () => {
      // A consumer that finds nothing may be found wanting a moment later by what another one writes.
      let before: number;
      do {
        before = processed;
        await Promise.all(readers.map((reader) => reader.nothingLeft()));
      } while (processed !== before);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(readers.map((reader) => reader.ended));
      client.destroy();
    },
  };
}

interface ReaderOptions {
  readonly consumer: StreamConsumer;
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly position: Position;
  readonly pollInterval: number;
  readonly retryInterval: number;
  readonly stopping: AbortSignal;
  readonly onProcessed: () => void;
}

interface Reader {
  /** Resolves after a whole look at the stream, begun after the call, that finds nothing. */
  nothingLeft(): Promise<void>;
  readonly ended: Promise<void>;
}

function startReader(options: ReaderOptions): Reader {
  const { consumer, stopping, pollInterval } = options;
  const readOnce = shardReader(options);
  const nap = napper(stopping);
  let waiting: (() => void)[] = [];

  const run = async () => {
    while (!stopping.aborted) {
      const asked = waiting;
      waiting = [];
      try {
        if (await readOnce()) {
          waiting.push(...asked);
        } else {
          for (const resolve of asked) resolve();
          if (waiting.length === 0) await nap.sleep(pollInterval);
        }
      } catch (error) {
        waiting.push(...asked);
        if (stopping.aborted) break;
        console.error(`The stream could not be read for ${consumer.name}:`, error);
        await nap.sleep(1000);
      }
    }
    for (const resolve of waiting) resolve();
  };

  return {
    ended: run(),
    nothingLeft: () =>
      new Promise((resolve) => {
        if (stopping.aborted) return resolve();
        waiting.push(resolve);
        nap.wake();
      }),
  };
}

/** Reads a page of every open shard and hands it over; answers whether there was anything. */
function shardReader({ client, streamArn, position, consumer, ...rest }: ReaderOptions) {
  const iterators = new Map<string, string>();
  const deliver = deliverer({ consumer, ...rest });
  let shards: Shard[] = [];

  /** A shard's iterator after what was processed; from the beginning if that was trimmed away meanwhile. */
  const iteratorFor = async (shardId: string): Promise<string | undefined> => {
    const known = iterators.get(shardId);
    if (known) return known;
    const after = position.of(shardId);
    const start = after
      ? ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after } as const)
      : ({ ShardIteratorType: 'TRIM_HORIZON' } as const);
    const shard = { StreamArn: streamArn, ShardId: shardId };
    const { ShardIterator } = await client.send(new GetShardIteratorCommand({ ...shard, ...start }));
    return ShardIterator;
  };

  const readShard = async (shardId: string): Promise<boolean> => {
    try {
      const ShardIterator = await iteratorFor(shardId);
      const page = await client.send(
        new GetRecordsCommand({ ShardIterator, Limit: consumer.batchSize ?? 100 }),
      );
      const records = (page.Records ?? []).map((record) => lambdaRecord(record, streamArn));
      const finished = await deliver(records, (sequenceNumber) => position.move(shardId, sequenceNumber));
      // Only a missing next iterator says that a shard has ended: the embedded engine reports an
      // EndingSequenceNumber for open ones too.
      if (!finished) iterators.delete(shardId);
      else if (page.NextShardIterator) iterators.set(shardId, page.NextShardIterator);
      else end(shardId);
      return records.length > 0;
    } catch (error) {
      iterators.delete(shardId);
      if (error instanceof TrimmedDataAccessException) position.move(shardId, undefined);
      else if (!(error instanceof ExpiredIteratorException)) throw error;
      return true;
    }
  };

  const end = (shardId: string) => {
    iterators.delete(shardId);
    position.end(shardId);
    shards = [];
  };

  return async (): Promise<boolean> => {
    if (shards.length === 0) shards = await describeShards(client, streamArn);
    const listed = new Set(shards.map((shard) => shard.ShardId));
    let any = false;
    for (const { ShardId, ParentShardId } of shards) {
      if (!ShardId || position.hasEnded(ShardId)) continue;
      // A child's records come after its parent's.
      if (ParentShardId && listed.has(ParentShardId) && !position.hasEnded(ParentShardId)) continue;
      any = (await readShard(ShardId)) || any;
    }
    return any;
  };
}

async function describeShards(client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let last: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ...(last && { ExclusiveStartShardId: last }) }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last);
  return shards;
}

type DelivererOptions = Pick<ReaderOptions, 'consumer' | 'retryInterval' | 'stopping' | 'onProcessed'>;

/**
 * Hands a page of records to the consumer, again from the first that failed, until all are processed or
 * given up. Answers false when told to stop before that.
 */
function deliverer({ consumer, retryInterval, stopping, onProcessed }: DelivererOptions) {
  const { name, filters = [], retries = 3 } = consumer;
  const nap = napper(stopping);

  return async (page: readonly DynamoDBRecord[], moveTo: (sequenceNumber: string) => void) => {
    const lastOfPage = page.at(-1)?.dynamodb?.SequenceNumber;
    if (!lastOfPage) return true;

    let left = page.filter((record) => passes(filters, record));
    let failures = 0;
    while (left.length > 0) {
      const outcome = await invoke(consumer, left);
      onProcessed();
      const processed = left[outcome.processed - 1]?.dynamodb?.SequenceNumber;
      if (processed) {
        moveTo(processed);
        failures = 0;
      }
      left = left.slice(outcome.processed);
      if (left.length === 0) break;

      failures += 1;
      if (failures > retries && (await givenUp({ consumer: name, records: left, reason: outcome.reason })))
        break;
      await nap.sleep(Math.min(retryInterval * 2 ** (failures - 1), 30_000));
      if (stopping.aborted) return false;
    }
    moveTo(lastOfPage);
    return true;
  };

  async function givenUp(failure: StreamFailure): Promise<boolean> {
    try {
      await consumer.onFailure(failure);
      return true;
    } catch (error) {
      console.error(`The failure destination of ${name} refused a batch:`, error);
      return false;
    }
  }
}

/** Lambda's reading of an answer: how many records were processed, and why not more. */
async function invoke(
  { name, handler }: StreamConsumer,
  records: DynamoDBRecord[],
): Promise<{ processed: number; reason?: unknown }> {
  try {
    const answer = await handler({ Records: records }, lambdaContext(name, 60_000));
    const failed = answer?.batchItemFailures ?? [];
    if (failed.length === 0) return { processed: records.length };
    const positions = failed.map(({ itemIdentifier }) =>
      records.findIndex((record) => record.dynamodb?.SequenceNumber === itemIdentifier),
    );
    // An identifier that names no record fails the whole batch.
    return { processed: Math.max(0, Math.min(...positions)), reason: { batchItemFailures: failed } };
  } catch (error) {
    return { processed: 0, reason: error };
  }
}

/** A pause that ends early when woken or when everything stops. */
function napper(stopping: AbortSignal) {
  let wake = () => {};
  stopping.addEventListener('abort', () => wake());
  return {
    sleep: (milliseconds: number) =>
      new Promise<void>((resolve) => {
        if (stopping.aborted) return resolve();
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => wake(),
  };
}
