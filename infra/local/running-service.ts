import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { connect, type Database } from '../../functions/table/database.ts';
import { portsFrom } from './ports.ts';
import { addonRedirect, clientIds, tableName } from './service.ts';
import { fetchIdToken } from './token.ts';

/** Where a service that `npm start` started answers. */
export interface RunningService {
  readonly origin: string;
  readonly inbox: string;
  /** Its table. */
  readonly db: Database;
  /** An identity token for a person, by email address. */
  token(email: string): Promise<string>;
}

/** The service that runs at `PORT`; null where none does. */
export async function findRunningService(env: NodeJS.ProcessEnv): Promise<RunningService | null> {
  const ports = portsFrom(env);
  const origin = `http://localhost:${ports.gateway}`;
  const issuer = `http://127.0.0.1:${ports.identityProvider}`;
  const answers = await fetch(`${origin}/v1/openapi.json`).then(
    (response) => response.ok,
    () => false,
  );
  if (!answers) return null;
  return {
    origin,
    inbox: `http://127.0.0.1:${ports.mail}`,
    db: connect(
      tableName,
      new DynamoDBClient({
        endpoint: `http://127.0.0.1:${ports.database}`,
        region: 'eu-west-2',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    ),
    token: (email) => fetchIdToken({ issuer, clientId: clientIds.addon, redirectUri: addonRedirect, email }),
  };
}
