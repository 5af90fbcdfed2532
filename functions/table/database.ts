import {
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ThrottlingException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Patience, waitingAtMost, whilePeopleWait } from '../time-outs.ts';
import type { UnreadableError } from './stored.ts';

/** The table and the client that reaches it. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** What one request has read, by key; nothing after a write. */
  readonly seen?: Map<string, Promise<unknown>>;
  /** What the lists of one request had to leave out because it cannot be read, by key. */
  readonly unreadable?: Map<string, UnreadableError>;
  /** The id under which everything is logged that follows from one request; it goes with rounds and notices. */
  readonly requestId?: string | undefined;
  /** Which rules have refused what one request asked for: codes, and nothing of what was asked. */
  readonly refused?: string[];
}

/** The same table for what follows from a request. */
export const forRequest = (db: Database, requestId: string | undefined): Database => ({
  ...db,
  requestId,
  refused: [],
});

/** The same table for one request, whose lists show what can be read and note the rest. */
export const notingUnreadable = (db: Database): Database => ({ ...db, unreadable: new Map() });

/** The same, where besides what is read is read once, until something is written. */
export const readingOnce = (db: Database): Database => ({ ...notingUnreadable(db), seen: new Map() });

/** The same, where what was read before is read again. */
export const readingAnew = ({ seen: _, ...db }: Database): Database => db;

const throttling = [ProvisionedThroughputExceededException, RequestLimitExceeded, ThrottlingException];

/** What the SDK does to every request that DynamoDB has no use for: it took a fifth of the time of a small one. */
const needless = ['loggerMiddleware', 'recursionDetectionMiddleware', 'getUserAgentMiddleware'];

/** A client that waits only so long for each of its three attempts. */
export const tableClient = (patience: Patience): DynamoDBClient =>
  new DynamoDBClient({ maxAttempts: 3, ...waitingAtMost(patience) });

/**
 * Connects to the table. Region, credentials and endpoint come from the environment, as the SDK reads it. A request
 * that is throttled through every retry of the SDK throws BusyError.
 */
export function connect(tableName: string, client = tableClient(whilePeopleWait)): Database {
  for (const name of needless) client.middlewareStack.remove(name);
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (!throttling.some((kind) => error instanceof kind)) throw error;
        throw new BusyError('The table was throttled through every retry.', { cause: error });
      }
    },
    // Outside of the SDK's own retries.
    { step: 'initialize', priority: 'high', name: 'throttled', override: true },
  );
  return {
    tableName,
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  };
}

/** The table stayed contended or throttled through every retry. Nothing was written; the caller may try again. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}
