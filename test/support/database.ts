import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { connect, type Database } from '../../functions/table/database.ts';
import { realServices, type Services } from '../../functions/use-case/services.ts';
import { createTable, startDatabase } from '../../infra/local/database.ts';
import { tableInput } from '../../infra/local/table.ts';

/** A database of a test file's own. */
export interface TestDatabase {
  readonly db: Database;
  /** What another SDK client needs to reach it. */
  readonly connection: DynamoDBClientConfig;
  stop(): Promise<void>;
}

/** Starts a database with the service's table, empty. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const running = await startDatabase();
  const client = new DynamoDBClient(running.client);
  await createTable(client, tableInput('test', { stream: false }));
  return { db: connect('test', client), connection: running.client, stop: running.stop };
}

/** Services around a test database whose clock the test sets. */
export function testServices(db: Database, start = '2026-08-01T09:00:00.000Z') {
  let now = new Date(start);
  const services: Services = { ...realServices(db), now: () => now };
  return { services, setNow: (instant: string) => (now = new Date(instant)) };
}
