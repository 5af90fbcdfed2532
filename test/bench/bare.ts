import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Exchange } from './recorder.ts';

const commands = {
  BatchGetItem: BatchGetItemCommand,
  DeleteItem: DeleteItemCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  UpdateItem: UpdateItemCommand,
};

/** Sends recorded requests again by the SDK alone, as it comes, one after the other. */
export function bareClient(client = new DynamoDBClient({})) {
  return async (requests: readonly Pick<Exchange, 'operation' | 'body'>[]): Promise<unknown> => {
    let answer: unknown;
    for (const { operation, body } of requests) {
      // What is sent as JSON is what a command takes, in requests of text and numbers. Which one it is matters to nobody.
      const Command = commands[operation as keyof typeof commands] as unknown as typeof GetItemCommand;
      answer = await client.send(new Command(JSON.parse(body)));
    }
    return answer;
  };
}
