import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The region that the stacks are for. */
export const region = 'eu-west-2';

/** What the AWS CLI answers, read from its JSON; null where it says nothing. It asks `AWS_ENDPOINT_URL`. */
export async function aws(...command: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)('aws', [...command, '--region', region, '--output', 'json'], {
    env: { ...process.env, ...credentials, AWS_PAGER: '' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.trim() === '' ? null : JSON.parse(stdout);
}

/** Of nobody: an emulator asks for some, and these open no account. */
export const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: region };

/** Asks until there is an answer that is not null; throws after so many seconds. */
export async function eventually<T>(what: string, ask: () => Promise<T | null>, seconds = 60): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > until) throw new Error(`${what} did not happen within ${seconds} seconds.`);
    await pause(250);
  }
}
