/** A mailer in a process of its own, so that it can be killed: it is sent batches, and answers each when it is done. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { mailer } from '../../functions/mailer/handler.ts';
import { sesSend } from '../../functions/notices/send.ts';
import { connect } from '../../functions/table/database.ts';
import { keptLog, plainEmails } from '../support/plain.ts';

/** What the process is sent. */
export interface Batch {
  readonly ids: readonly string[];
  readonly now: string;
  readonly connection: DynamoDBClientConfig;
}

const sender = { sender: 'Reviews <reviews@example.org>', replyTo: undefined, configurationSet: undefined };

process.on('message', async ({ ids, now, connection }: Batch) => {
  const dependencies = {
    db: connect('test', new DynamoDBClient(connection)),
    now: () => new Date(now),
    send: sesSend(sender, { connection: 200, answer: 400 }),
    emails: plainEmails,
    mayWriteTo: () => true,
  };
  const Records = ids.map((id) => ({ dynamodb: { SequenceNumber: id, NewImage: { id: { S: id } } } }));
  await mailer(dependencies, keptLog().log)(
    { Records } as never,
    { getRemainingTimeInMillis: () => 60_000 } as never,
  );
  process.send?.('done');
});
