import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** A path from the root, with forward slashes on Windows too. */
const fromRoot = (path: string): string => relative(root, path).replaceAll('\\', '/');

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => fromRoot(join(entry.parentPath, entry.name)));

const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('test/');

/** What a file imports, as paths from the root, or package names. */
const importsOf = (file: string): string[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /^(?:(?:\}|import|export)[^'\n]* from|import) '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...statements].map(([, from, dynamic]) => {
    const name = from ?? dynamic ?? '';
    return name.startsWith('.') ? fromRoot(resolve(root, dirname(file), name)) : name;
  });
};

const forbidden = (folder: string, may: (imported: string) => boolean): string[] =>
  sources(folder)
    .filter((file) => !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((one) => !may(one))
        .map((one) => `${file} → ${one}`),
    );

const isOurs = (imported: string) => /^(?:infra|functions|addon|shared|test)\//.test(imported);
const within =
  (...folders: string[]) =>
  (imported: string) =>
    !isOurs(imported) || folders.some((folder) => imported.startsWith(`${folder}/`));

test('the domain imports nothing but itself', () => {
  expect(forbidden('shared/domain', (imported) => imported.startsWith('shared/domain/'))).toEqual([]);
});

test('no two folders of the domain import each other, however far around', () => {
  const folderOf = (file: string) => file.split('/').slice(0, 3).join('/');
  const files = sources('shared/domain').filter((file) => !isTest(file) && file.split('/').length > 3);
  const onto = Map.groupBy(
    files.flatMap((file) =>
      importsOf(file).map((imported) => ({ from: folderOf(file), to: folderOf(imported) })),
    ),
    ({ from }) => from,
  );
  const reachedFrom = (start: string) => {
    const found = new Set<string>();
    const follow = (folder: string) => {
      for (const { to } of onto.get(folder) ?? [])
        if (to !== folder && !found.has(to)) {
          found.add(to);
          follow(to);
        }
    };
    follow(start);
    return found;
  };
  expect([...onto.keys()].filter((folder) => reachedFrom(folder).has(folder))).toEqual([]);
});

test('the contract imports the domain and zod', () => {
  const may = (imported: string) => imported === 'zod' || imported.startsWith('shared/');
  expect(forbidden('shared/contract', may)).toEqual([]);
});

test('functions import shared code, never the add-on nor how they are run', () => {
  expect(forbidden('functions', within('functions', 'shared'))).toEqual([]);
});

test('the add-on imports shared code only, and what goes to Google neither Node nor a package but zod', () => {
  expect(forbidden('addon', within('addon', 'shared'))).toEqual([]);
  const may = (imported: string) => isOurs(imported) || imported === 'zod';
  expect(forbidden('addon/src', may)).toEqual([]);
});

test('Google’s stand-ins know no host: neither Node, nor a browser’s spreadsheet, nor the add-on', () => {
  const may = (imported: string) =>
    imported.startsWith('addon/google/') || imported.startsWith('@noble/hashes/');
  expect(forbidden('addon/google', may)).toEqual([]);
});

test('only the table’s own folder knows DynamoDB', () => {
  const may = (imported: string) =>
    !imported.startsWith('@aws-sdk/client-dynamodb') && imported !== '@aws-sdk/lib-dynamodb';
  expect(forbidden('functions', may).filter((line) => !line.startsWith('functions/table/'))).toEqual([]);
});

test('pages know use cases, never the table', () => {
  const mayKnow = [
    // What is told apart from bugs.
    'functions/site/web/form.ts → functions/table/database.ts',
    // What one request reads with, and what of it could not be read.
    'functions/site/web/serving.ts → functions/table/database.ts',
    'functions/site/web/serving.ts → functions/table/stored.ts',
    // Sessions are the site’s own.
    ...['database', 'keys', 'read', 'write'].map(
      (file) => `functions/site/sign-in/sessions.ts → functions/table/${file}.ts`,
    ),
    'functions/site/sign-in/stored-session.ts → functions/table/stored.ts',
    'functions/site/sign-in/sessions.ts → functions/site/sign-in/stored-session.ts',
    'functions/site/sign-in/visitor.ts → functions/site/sign-in/stored-session.ts',
  ];
  const isOfTable = (imported: string) => /^functions\/table\/|(?:\/|-)storage\.ts$|\/stored-/.test(imported);
  const found = forbidden('functions/site', (imported) => !isOfTable(imported));
  expect(found.filter((line) => !mayKnow.includes(line))).toEqual([]);
});

test('nothing imports zod by name, which would bring every language along', () => {
  const named = ['infra', 'functions', 'addon', 'shared', 'test']
    .flatMap(sources)
    .filter((file) => /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')));
  expect(named).toEqual([]);
});

test('formats of dates and numbers are made when first asked for, not at a cold start', () => {
  const early = [...sources('functions'), ...sources('shared')]
    .filter((file) => !isTest(file))
    .filter((file) => /^(?:export )?const \w+ = new Intl\./m.test(readFileSync(join(root, file), 'utf8')));
  expect(early).toEqual([]);
});

test('the top level holds what the design names and what tools insist on', () => {
  const insisted = [
    '.ci',
    '.github',
    '.gitattributes',
    '.gitignore',
    '.npmrc',
    'biome.json',
    'knip.json',
    'package-lock.json',
    'stryker.config.json',
    'vitest.config.ts',
  ];
  const designed = [
    'infra',
    'functions',
    'addon',
    'shared',
    'test',
    'package.json',
    'tsconfig.json',
    'cdk.json',
    'README.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'SECURITY.md',
  ];
  const made = ['.git', 'node_modules', 'dist', 'cdk.out', '.data', 'reports', '.stryker-tmp'];
  const there = readdirSync(root);
  const extra = there.filter((name) => ![...insisted, ...designed, ...made].includes(name));
  const missing = designed.filter((name) => !there.includes(name));
  expect({ extra, missing }).toEqual({ extra: [], missing: [] });
});

test('everybody may use, change and pass on what is here, as the licence says that package.json names', () => {
  const { license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [title] = readFileSync(join(root, 'LICENSE'), 'utf8').split('\n');
  expect(title).toBe(`${license} License`);
});

test('each top-level folder says what lives in it', () => {
  for (const folder of ['infra', 'functions', 'addon', 'shared', 'test'])
    expect(readFileSync(join(root, folder, 'README.md'), 'utf8').length).toBeGreaterThan(200);
});

test('every dependency has its reason in a README, and is pinned exactly', () => {
  const kept = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const all: Readonly<Record<string, string>> = {
    ...kept.dependencies,
    ...kept.devDependencies,
    ...kept.optionalDependencies,
    ...kept.overrides,
  };
  const readmes = [
    'addon',
    'addon/google',
    'addon/headless',
    'addon/workbench',
    'functions',
    'infra',
    'infra/local',
    'shared',
    'test',
  ]
    .map((folder) => readFileSync(join(root, folder, 'README.md'), 'utf8'))
    .join('\n');
  // `@types/*` stands for all of a scope, and "`@scope/a`, `b`" for two of it.
  const isExplained = (name: string) =>
    [name, name.replace(/\/.*/, '/*'), name.replace(/(client)-.*/, '$1-*'), name.replace(/^@.*\//, '')].some(
      (spelt) => readmes.includes(`\`${spelt}\``),
    );
  expect(Object.keys(all).filter((name) => !isExplained(name))).toEqual([]);
  expect(Object.values(all).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
