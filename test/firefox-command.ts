import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { firefoxPath } from './support/find-browser.ts';

/** What staff and reviewers do, from an empty installation to the letter, and from a code to a receipt. */
const journeys = ['desk-journey', 'desk-decision', 'page-door-journey'];

const path = firefoxPath();
if (path === null)
  console.log(
    'Skipped: no Firefox is in its usual place. Install one, or set FIREFOX to where its program is.',
  );
else {
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`${version}, by WebDriver BiDi: ${journeys.join(', ')}`);
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      'whole',
      '--no-file-parallelism',
      ...journeys.map((name) => `test/${name}.test.ts`),
    ],
    { stdio: 'inherit', env: { ...process.env, BROWSER: 'firefox' } },
  );
  console.log(
    status === 0 ? `${version}: every journey went through.` : `${version}: see what failed above.`,
  );
  process.exitCode = status ?? 1;
}
