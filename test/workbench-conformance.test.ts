import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildAddon } from '../addon/build.ts';
import { runHeadlessSheets } from '../addon/headless/index.ts';
import { buildWorkbench } from '../addon/workbench/build.ts';
import { startBrowser } from './support/browser.ts';
import { sitDownAt } from './support/workbench.ts';
import { startWorld, type World } from './support/world.ts';

// A browser, a spreadsheet and a service start on two cores that others may use as well.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const reviewer = 'reviewer-1@example.org';

/** A place where Apps Script code runs. */
interface Host {
  call(name: string, ...args: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

interface Listed {
  readonly name: string;
  readonly gives: readonly unknown[];
}

const probe = join(import.meta.dirname, '../addon/google/conformance/probe.ts');
const functions = [
  ...[
    'listChecks',
    'runStep',
    'writeRow',
    'readSheet',
    'onOpen',
    'useWhatIsMissing',
    'returnDate',
    'askPerson',
  ],
];

/** The checks as one script, as the add-on itself is built. */
async function buildProbe(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [probe],
    bundle: true,
    write: false,
    target: 'es2020',
    format: 'iife',
    globalName: 'probe',
    footer: { js: functions.map((f) => `function ${f}(...args){return probe.${f}(...args)}`).join('\n') },
  });
  return outputFiles[0]?.text ?? '';
}

let world: World;
let browser: Browser;
let code: string;

beforeAll(async () => {
  [world, browser, code] = await Promise.all([startWorld(), startBrowser(), buildProbe(), buildWorkbench()]);
});

afterAll(async () => {
  await browser.close();
  await world.stop();
});

const probeAtWorkbench = () =>
  sitDownAt(browser, world.service.url, reviewer, async (page) => {
    await page.route('**/workbench/addon/Code.js', (route) =>
      route.fulfill({ body: code, contentType: 'text/javascript' }),
    );
  });

const hosts: Record<string, () => Promise<Host>> = {
  'the bare realm': () =>
    runHeadlessSheets({
      code,
      identityToken: 'none',
      email: reviewer,
      properties: { API_URL: world.service.url },
    }),
  'the workbench': probeAtWorkbench,
};

describe.each(Object.keys(hosts))('Apps Script in %s', (name) => {
  let host: Host;
  beforeAll(async () => {
    host = await (hosts[name] as () => Promise<Host>)();
  });
  afterAll(() => host.close());

  test('does what the add-on relies on', async () => {
    const checks = (await host.call('listChecks')) as Listed[];
    const differing: unknown[] = [];
    for (const { name: check, gives } of checks) {
      for (const [step, expected] of gives.entries()) {
        const given = await host.call('runStep', check, step).catch((error: Error) => error.message);
        if (JSON.stringify(given) !== JSON.stringify(expected))
          differing.push({ check, step, expected, given });
      }
    }
    expect(checks.length).toBeGreaterThan(20);
    expect(differing).toEqual([]);
  });

  test('fails a run that meets a gap, even where the add-on catches it', async () => {
    await expect(host.call('useWhatIsMissing')).rejects.toThrow('not part of the stand-in');
  });

  test('carries plain data only', async () => {
    await expect(host.call('returnDate')).rejects.toThrow('not a supported return type');
    await expect(host.call('neverWritten')).rejects.toThrow('Script function not found: neverWritten');
  });
});

test('the workbench shows boxes that a run waits for', { tags: 'long' }, async () => {
  const at = await probeAtWorkbench();
  const { page } = at;
  const asked = at.call('askPerson');
  await page.getByText('One moment').waitFor();
  expect(await at.cell('A1')).toBe('written before the question');
  await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Yes' }).click();
  await page.getByRole('dialog', { name: 'Your name' }).getByRole('textbox').fill('Ada');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await asked;
  expect((await at.shown())[1]).toEqual(['YES', 'OK', 'Ada', 'CLOSE']);
  await at.close();
});

test('the workbench computes between runs what a script wrote as a formula', { tags: 'long' }, async () => {
  const at = await probeAtWorkbench();
  const formulas = ['=A1+B1', '=IF(A1=2,"two","other")'];
  await at.call('writeRow', 'Computed', [2, 3, ...formulas]);
  expect(await at.call('readSheet', 'Computed')).toEqual([[2, 3, 5, 'two']]);
  await at.close();
});

describe('the self-test of the built add-on', () => {
  const outcomes = (rows: readonly (readonly string[])[]) =>
    rows.filter((row) => /^(Passed|FAILED)$/.test(row[1] ?? ''));

  const failedOf = (rows: readonly (readonly string[])[]) =>
    rows.filter(([, result]) => result !== 'Passed').map(([name]) => name);
  // Tokens of the local provider are not Google's, and the check says so.
  const onlyOnGoogle = ['The identity token is Google’s, names its audience, and has a verified address'];

  test('passes in the bare realm', async () => {
    const { code: addon } = await buildAddon();
    const sheets = await runHeadlessSheets({
      code: addon,
      identityToken: await world.service.token(reviewer),
      email: reviewer,
      properties: { API_URL: world.service.url },
    });
    await sheets.call('runSelfTest');
    const shown = outcomes(await sheets.spreadsheet.shown('Self-test'));
    await sheets.close();
    expect(shown.length).toBeGreaterThan(15);
    expect(failedOf(shown)).toEqual(onlyOnGoogle);
  });

  test('passes in the workbench', async () => {
    const at = await sitDownAt(browser, world.service.url, reviewer);
    await at.call('runSelfTest');
    const shown = outcomes(await at.shown());
    await at.close();
    expect(shown.length).toBeGreaterThan(15);
    expect(failedOf(shown)).toEqual(onlyOnGoogle);
  });
});
