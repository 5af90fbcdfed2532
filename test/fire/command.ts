/** `npm run fire -- NAME …`: what is done to the service on purpose, each with its figures; without a name, which there are. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Each is a program of its own: its arguments follow its name. */
const fires = {
  mailer: ['mailer-command.ts', 'mailers killed at random moments while SES refuses, stalls and resets'],
  restore: ['restore-command.ts', 'a table restored while a round is open, made safe as an operator does'],
  histories: ['../histories/command.ts', 'what becomes of emails when functions die at every await'],
  doors: ['../doors/command.ts', 'one review through three doors against one; hostile files'],
  edits: ['../../addon/testing/random-edits-command.ts', 'a scoring sheet edited as people do'],
} as const;

const [name = '', ...rest] = process.argv.slice(2);
if (Object.hasOwn(fires, name)) {
  const [file] = fires[name as keyof typeof fires];
  const run = spawnSync(process.execPath, [join(import.meta.dirname, file), ...rest], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} else {
  for (const [one, [, what]] of Object.entries(fires)) console.log(`npm run fire -- ${one}\t${what}`);
  process.exitCode = name === '' ? 0 : 1;
}
