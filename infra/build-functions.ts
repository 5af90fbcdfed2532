import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { openApi } from '../shared/contract/openapi.ts';
import { operations } from '../shared/contract/operations.ts';
import { builtEmails } from './built-emails.ts';
import { type FunctionName, functionNames } from './function-names.ts';
import { leftOut } from './left-out.ts';
import { copySiteFiles } from './site-files.ts';

const root = join(import.meta.dirname, '..');

/** Where the built functions lie: what is deployed from there is also what runs on one machine. */
export const builtFunctions = join(root, 'dist', 'functions');

/** How much code there is, in bytes when minified, and of which packages, largest first. */
interface CodeSize {
  readonly bytes: number;
  readonly packages: Readonly<Record<string, number>>;
}

/** How large a built function is: what every cold start loads, and apart from it what only the requests that need it do. */
export interface BuiltSize extends CodeSize {
  readonly lazy: CodeSize;
}

/**
 * Bundles each function into `<outDir>/<name>/index.mjs`, with what it imports later in chunks beside it, the site's pages, macros and assets beside the
 * site and the compiled emails (`build-emails.ts`, which runs first) beside what sends or shows them, and writes what is in them to `<outDir>/sizes.json`. Answers the same sizes.
 */
export async function buildFunctions({
  outDir = builtFunctions,
  names = functionNames,
}: {
  readonly outDir?: string;
  readonly names?: readonly FunctionName[];
} = {}): Promise<Readonly<Record<string, BuiltSize>>> {
  const sizes = await Promise.all(
    names.map(async (name) => [name, await buildFunction(name, join(outDir, name))] as const),
  );
  const summary = Object.fromEntries(sizes);
  await writeFile(join(outDir, 'sizes.json'), `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

async function buildFunction(name: FunctionName, outDir: string): Promise<BuiltSize> {
  // Nothing of an earlier build may deploy.
  await rm(outDir, { recursive: true, force: true });
  const entryPoint = `functions/${name}/index.ts`;
  const metafile = await bundle(entryPoint, outDir);
  if (name === 'reviewer-api')
    await writeFile(join(outDir, description), JSON.stringify(openApi(operations)));
  if (withEmails.includes(name)) await cp(builtEmails, join(outDir, 'emails'), { recursive: true });
  if (name === 'staff-site' || name === 'reviewer-site')
    await copySiteFiles(join(root, 'functions', 'site'), outDir);
  return builtSize(metafile, entryPoint);
}

/** Bundles one entry point, by its path from the project’s root, as functions are deployed. */
export async function bundle(entryPoint: string, outDir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    // What is imported by `import()` becomes a chunk of its own, which a cold start does not read.
    splitting: true,
    platform: 'node',
    target: 'node24',
    // The SDK comes along, pinned, and as modules: its CommonJS half cannot be shaken.
    mainFields: ['module', 'main'],
    // Nunjucks asks for it only to watch templates, which nothing does here.
    external: ['chokidar'],
    plugins: [leftOut],
    minify: true,
    // Errors and stack traces keep their names. A source map would cost 22 ms of every cold start (measured).
    keepNames: true,
    // CommonJS packages call `require` for Node's own modules, which an ES module does not have.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

/** What `GET /v1/openapi.json` answers, made at the build: making it took longer than anything else at a cold start. */
const description = 'openapi.json';

/** The functions that send emails or show them. */
const withEmails: readonly FunctionName[] = ['mailer', 'staff-site', 'staff-api'];

function builtSize({ outputs }: Metafile, entryPoint: string): BuiltSize {
  const paths = Object.keys(outputs);
  const entry = paths.find((path) => outputs[path]?.entryPoint === entryPoint);
  if (entry === undefined) throw new Error('The bundle has no entry point.');
  const atStart = new Set([entry]);
  // The set grows while it is walked.
  for (const path of atStart)
    for (const { kind, path: imported } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && imported in outputs) atStart.add(imported);
  const sizeOf = (some: readonly string[]) => codeSize(some.flatMap((path) => outputs[path] ?? []));
  return {
    ...sizeOf([...atStart]),
    lazy: sizeOf(paths.filter((path) => !atStart.has(path))),
  };
}

function codeSize(outputs: readonly Metafile['outputs'][string][]): CodeSize {
  const packages = new Map<string, number>();
  for (const { inputs } of outputs)
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = packageOf(path);
      packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
    }
  return {
    bytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0),
    packages: Object.fromEntries([...packages].sort(([, a], [, b]) => b - a)),
  };
}

/** The package that a bundled file belongs to; files of our own count by their top-level folder. */
const packageOf = (path: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? `${path.split('/')[0]}/`;

if (import.meta.main) {
  const kilobytes = ({ bytes }: CodeSize) => `${Math.round(bytes / 1024)} KB`;
  for (const [name, size] of Object.entries(await buildFunctions())) {
    const later = size.lazy.bytes === 0 ? '' : `, and ${kilobytes(size.lazy)} when needed`;
    console.log(`${name.padEnd(18)} ${kilobytes(size)}${later}`);
  }
}
