import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltSize, buildFunctions } from './build-functions.ts';
import { functionNames } from './function-names.ts';

const sources = join(import.meta.dirname, '..', 'functions');

/** What Lambda and the stacks set. */
const environment = {
  AWS_REGION: 'eu-west-2',
  TABLE_NAME: 'table',
  POWERTOOLS_SERVICE_NAME: 'test',
  POWERTOOLS_METRICS_NAMESPACE: 'CredentialReview',
  PUBLIC_ORIGIN: 'https://reviews.example.nhs.uk',
  REVIEWER_START_URL: 'https://reviews.example.nhs.uk/help',
  SENDER: '"Credential review" <reviews@example.nhs.uk>',
  RECIPIENT_ALLOW_LIST: '*',
  SES_CONFIGURATION_SET: 'set',
  OIDC_ISSUER: 'https://accounts.google.com',
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-2:111122223333:secret:oidc',
};

it('every function that there is deploys', () => {
  const folders = readdirSync(sources).filter((name) => existsSync(join(sources, name, 'index.ts')));
  expect(folders.sort()).toEqual([...functionNames].sort());
});

describe('every built function', () => {
  let outDir: string;
  let sizes: Readonly<Record<string, BuiltSize>>;
  beforeAll(async () => {
    // Far from node_modules: what is missing from a bundle is not found there either.
    outDir = await mkdtemp(join(tmpdir(), 'functions-'));
    sizes = await buildFunctions({ outDir });
  });
  afterAll(() => rm(outDir, { recursive: true, force: true }));

  it.each(functionNames)('starts with nothing but what it brings: %s', async (name) => {
    const script = "import('./index.mjs').then(({ handler }) => console.log(typeof handler))";
    const { stdout } = await promisify(execFile)(process.execPath, ['--eval', script], {
      cwd: join(outDir, name),
      env: environment,
    });
    expect(stdout.trim()).toBe('function');
  });

  it.each(functionNames)('brings with it all that it loads later: %s', async (name) => {
    const chunks = readdirSync(join(outDir, name)).filter((file) => file.endsWith('.mjs'));
    const script = `await Promise.all(${JSON.stringify(chunks)}.map((file) => import('./' + file)))`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: join(outDir, name),
      env: environment,
    });
  });

  it.each(functionNames)('stays small, so that it starts fast: %s', (name) => {
    expect(sizes[name]?.bytes).toBeLessThan(500 * 1024);
  });

  it.each(functionNames)(
    'brings nothing that compiles templates, describes the API or asks for other credentials: %s',
    (name) => {
      const { packages = {}, lazy } = sizes[name] ?? {};
      const all = { ...packages, ...lazy?.packages };
      for (const one of ['credential-provider-node', 'credential-provider-sso', 'credential-provider-ini'])
        expect(all).not.toHaveProperty([`@aws-sdk/${one}`]);
      const code = readdirSync(join(outDir, name))
        .filter((file) => file.endsWith('.mjs'))
        .map((file) => readFileSync(join(outDir, name, file), 'utf8'))
        .join();
      expect(code).not.toMatch(/compileFor|OpenAPI description/);
    },
  );

  it.each(functionNames)('loads no library for XLSX at its start: %s', (name) => {
    expect(Object.keys(sizes[name]?.packages ?? {})).toContain('zod');
    expect(sizes[name]?.packages).not.toHaveProperty('fflate');
    expect(sizes[name]?.packages).not.toHaveProperty('saxes');
  });

  it('those that read XLSX load a library for it when there is something to read', () => {
    const readers = functionNames.filter((name) => 'saxes' in (sizes[name]?.lazy.packages ?? {}));
    expect(readers.sort()).toEqual(['criteria-set-files', 'reviewer-site', 'staff-api', 'staff-site']);
  });

  it('those that make letters load what makes PDF and DOCX when one is asked for', () => {
    const makers = functionNames.filter((name) => 'pdfkit' in (sizes[name]?.lazy.packages ?? {}));
    expect(makers.sort()).toEqual(['mailer', 'staff-api', 'staff-site']);
    for (const name of functionNames)
      for (const library of ['pdfkit', 'fontkit', 'docx'])
        expect([name, sizes[name]?.packages]).not.toHaveProperty([1, library]);
    for (const name of makers)
      expect(readdirSync(join(outDir, name, 'emails', 'fonts')).sort()).toEqual([
        'LICENSE',
        'bold.ttf',
        'regular.ttf',
      ]);
  });

  it('counts every byte of code, at the start or later', () => {
    for (const name of functionNames) {
      const folder = join(outDir, name);
      const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
      const all = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
      expect((sizes[name]?.bytes ?? 0) + (sizes[name]?.lazy.bytes ?? 0)).toBe(all);
    }
  });
});
