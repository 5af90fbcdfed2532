import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewOperations } from '../shared/contract/reviews/operations.ts';
import { type AddonBuild, buildAddon } from './build.ts';

const run = promisify(execFile);
const expected = [
  'checkScores',
  'clearStray',
  'declareInterests',
  'goToNextUnrated',
  'help',
  'importResults',
  'keepChanges',
  'keepSheet',
  'leaveReview',
  'listMyReviews',
  'lookAtSelection',
  'onInstall',
  'onOpen',
  'putBack',
  'raiseConcern',
  'rebuildSheet',
  'refreshResults',
  'runSelfTest',
  'saveDraft',
  'saveQuietly',
  'selectCell',
  'selectNextUnrated',
  'showAlignment',
  'showConcern',
  'showDeclaration',
  'showHelp',
  'showLeaving',
  'showReceipt',
  'showSidebar',
  'startReview',
  'submitReview',
  'takeSaved',
  'useTab',
];

let folder = '';
let built: AddonBuild;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'addon-'));
  built = await buildAddon({
    outDir: path.join(folder, 'dist'),
    apiUrl: 'https://api.review.example.org/stage',
  });
});

afterAll(() => rm(folder, { recursive: true }));

describe('the built add-on', () => {
  it('is one plain ES2020 script whose top-level functions are exactly those that Google calls', () => {
    const program = parse(built.code, { ecmaVersion: 2020, sourceType: 'script' });
    const names = program.body.flatMap((node) =>
      node.type === 'FunctionDeclaration' && node.id ? [node.id.name] : [],
    );
    expect(names.sort()).toEqual(expected);
    expect(built.functions).toEqual(expected);
  });

  it('stays under 200 KB', () => {
    const bytes = Buffer.byteLength(built.code);
    console.log(`addon bundle: ${bytes} bytes`);
    expect(bytes).toBeLessThan(200_000);
  });

  it('describes none of the operations that it calls', () => {
    expect(built.code).not.toContain(reviewOperations.submitReview.summary);
    expect(built.code).toContain(reviewOperations.submitReview.path);
  });

  it('says what it is and that it is a built file', () => {
    expect(built.code).toMatch(/^\/\*!\n \* Credential review: .*\n \* This is a built file/);
  });

  it('writes no formula, which a locale may want with other separators', () => {
    expect(built.code).not.toMatch(
      /setFormulas?\(|setFormulaR1C1|whenFormulaSatisfied|requireFormulaSatisfied/,
    );
  });

  it('asks for nothing over the network in its sidebar', () => {
    const page = /<!DOCTYPE html>[\s\S]*?<\/html>/.exec(built.code)?.[0] ?? '';
    expect(page).toContain('google.script.run'.split('.').at(-1));
    expect(page).not.toMatch(/https?:\/\/\w|src=|<link|@import|url\(/);
  });

  it('uses no built-in that is newer than ES2020', () => {
    const newer =
      /\.(?:hasOwn|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|groupBy)\(|\.at\(|structuredClone/;
    expect(newer.exec(built.code)).toBeNull();
  });

  it('has a manifest with no more scopes than it needs and the API’s host in its whitelist', async () => {
    const manifest = JSON.parse(await readFile(path.join(built.outDir, 'appsscript.json'), 'utf8'));
    expect(manifest).toMatchObject({ runtimeVersion: 'V8', timeZone: 'Europe/London' });
    expect(manifest.urlFetchWhitelist).toEqual(['https://api.review.example.org/']);
    expect(manifest.oauthScopes.map((scope: string) => scope.replace(/^.*\//, '')).sort()).toEqual([
      'openid',
      'script.container.ui',
      'script.external_request',
      'spreadsheets.currentonly',
      'userinfo.email',
    ]);
  });

  it('keeps the placeholder in the whitelist where the API is not on https', async () => {
    const local = await buildAddon({ outDir: path.join(folder, 'local'), apiUrl: 'http://localhost:4000' });
    expect(await readFile(path.join(local.outDir, 'appsscript.json'), 'utf8')).toContain(
      'https://credential-review.example.org/',
    );
  });

  it('is what clasp would push, and nothing else is', async () => {
    const project = path.join(built.outDir, '.clasp.json');
    await writeFile(project, JSON.stringify({ scriptId: 'not-a-real-script', rootDir: '.' }));
    const clasp = path.join(import.meta.dirname, '../node_modules/@google/clasp/build/src/index.js');
    const { stdout } = await run(process.execPath, [clasp, '--json', '-P', project, 'show-file-status'], {
      cwd: built.outDir,
    });
    expect(JSON.parse(stdout).filesToPush.sort()).toEqual(['Code.js', 'appsscript.json']);
  });
});
