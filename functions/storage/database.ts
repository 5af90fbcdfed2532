import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The table and the client that reaches it. */
export interface Database {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Connects to the table. Region, credentials and endpoint come from the environment, as the SDK reads it. */
export const connect = (tableName: string, client = new DynamoDBClient()): Database => ({
  tableName,
  client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
});

/** The table stayed contended through every retry. Nothing was written; the caller may try again. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}
