import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { audience, type Exercise, type Seat } from './exercise.ts';
import type { Exchange } from './recorder.ts';

/** What answers submissions: the built function behind the local gateway, or the least that could. */
export type Arm = 'service' | 'bare';

/** What a server of an arm is told when it starts. */
export interface Told {
  readonly arm: Arm;
  readonly issuer: string;
  readonly audience: string;
  /** For the bare one: the requests that it makes, of the seat that they were recorded of. */
  readonly requests: readonly Pick<Exchange, 'operation' | 'body'>[];
  readonly of: Pick<Seat, 'roundId' | 'personId'>;
}

/** A server in a process of its own. */
export interface Served {
  /** Submits for somebody, under a new key unless one is given; answers with the status. */
  submit(seat: Seat, key?: string): Promise<number>;
  /** Milliseconds of CPU that it has used since the last time. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server before the table of an exercise, or before what stands between: by its address. */
export async function serve(
  { centre, issuer, body }: Exercise,
  endpoint: string,
  arm: Arm,
  bare: Pick<Told, 'requests' | 'of'> = { requests: [], of: { roundId: '', personId: '' } },
): Promise<Served> {
  const child = fork(join(import.meta.dirname, 'served-process.ts'), {
    env: { ...process.env, ...environmentOf(centre.connection, endpoint, centre.db.tableName) },
  });
  const ask = async (question: unknown) => {
    const answered = once(child, 'message');
    child.send(question as object);
    return (await answered)[0] as unknown;
  };
  const url = String(await ask({ arm, issuer, audience, ...bare } satisfies Told));
  // What stays idle goes before the server closes it, which would meet what is sent at that moment.
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000, timeout: 3_000 });
  const submit = ({ roundId, token }: Seat, key: string = crypto.randomUUID()) =>
    new Promise<number>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'if-match': '"0"',
        'idempotency-key': key,
      };
      const sent = request(`${url}/v1/rounds/${roundId}/review/submissions`, {
        method: 'POST',
        headers,
        agent,
      });
      sent.on('response', (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject).end(body);
    });
  return {
    submit,
    cpu: async () => Number(await ask('cpu')),
    stop: async () => {
      agent.destroy();
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** What built functions find in their environment, before a table at an address. */
export const environmentOf = (
  { region, credentials }: DynamoDBClientConfig,
  endpoint: string,
  tableName: string,
): Readonly<Record<string, string>> => {
  const { accessKeyId, secretAccessKey } = credentials as { accessKeyId: string; secretAccessKey: string };
  return {
    AWS_REGION: String(region),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SESV2: endpoint,
    TABLE_NAME: tableName,
    PUBLIC_ORIGIN: 'https://bench.example.org',
    REVIEWER_START_URL: 'https://bench.example.org/start',
    SENDER: '"Credential review" <reviews@example.org>',
    RECIPIENT_ALLOW_LIST: '*',
    OIDC_ISSUER: 'https://issuer.example.org',
    OIDC_CLIENT_ID: audience,
    OIDC_CLIENT_SECRET_ARN: 'none',
    POWERTOOLS_SERVICE_NAME: 'bench',
    POWERTOOLS_METRICS_NAMESPACE: 'CredentialReview',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
  };
};
