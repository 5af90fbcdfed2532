import { execFile } from 'node:child_process';
import { resolveCname, resolveMx, resolveTxt } from 'node:dns/promises';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { deployCheck, steps, type World } from './deploy-check.ts';

const usage = 'npm run --silent deploy-check -- --host reviews.example.nhs.uk';

/** What the AWS CLI says where something does not exist. */
const isAbsent = (message: string): boolean => /does not exist|NotFound|ResourceNotFound/.test(message);

const lower = (texts: readonly string[]): string[] =>
  texts.map((text) => text.toLowerCase().replace(/\.$/, ''));

/** DNS answers that there is nothing by an error. */
async function known(asked: Promise<readonly string[]>): Promise<string[]> {
  try {
    return lower(await asked);
  } catch (error) {
    if (['ENODATA', 'ENOTFOUND'].includes((error as { code?: string }).code ?? '')) return [];
    throw error;
  }
}

/** The world as it is: the AWS CLI with the credentials of whoever asks, DNS, and this folder. */
const world: World = {
  aws: async (...command) => {
    if (!/^(describe|get|list)-|^query$/.test(command[1] ?? ''))
      throw new Error(`${command.slice(0, 2).join(' ')} may change something: a check only reads.`);
    try {
      const asked = [...command, '--region', 'eu-west-2', '--output', 'json'];
      const { stdout } = await promisify(execFile)('aws', asked, { env: { ...process.env, AWS_PAGER: '' } });
      return stdout.trim() === '' ? null : JSON.parse(stdout);
    } catch (error) {
      if (error instanceof Error && isAbsent(error.message)) return null;
      throw error;
    }
  },
  dns: (name, type) =>
    known(
      type === 'CNAME'
        ? resolveCname(name)
        : type === 'MX'
          ? resolveMx(name).then((found) => found.map(({ priority, exchange }) => `${priority} ${exchange}`))
          : resolveTxt(name).then((found) => found.map((parts) => parts.join(''))),
    ),
  get: async (url) => {
    try {
      return (await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(15_000) })).status;
    } catch {
      return null;
    }
  },
  file: (path) => {
    const whole = join(import.meta.dirname, '..', path);
    return existsSync(whole) ? readFileSync(whole, 'utf8') : null;
  },
};

/** Says which step of infra/README.md is next, and what is wrong with it. Reads, and changes nothing. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { host: { type: 'string' } } });
  if (values.host === undefined) throw new Error(`Usage: ${usage}`);
  const { done, next } = await deployCheck(world, values.host);
  for (const [at, name] of done.entries()) console.log(`${at + 1}. ${name}: done`);
  if (next === null) return console.log('All steps are done.');
  console.log(`${next.number}. ${next.name}: next`);
  for (const sentence of next.wrong) console.log(`   - ${sentence}`);
  const later = steps.slice(next.number).map(({ name }, at) => `${next.number + at + 1}. ${name}`);
  if (later.length > 0) console.log(`Not looked at yet: ${later.join(', ')}`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
