import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { builtEmails } from './built-emails.ts';
import { type FunctionName, functionNames } from './function-names.ts';
import { copySiteFiles } from './site-files.ts';

const root = join(import.meta.dirname, '..');

/** Where the built functions lie: what is deployed from there is also what runs on one machine. */
export const builtFunctions = join(root, 'dist', 'functions');

/** How large a built function is, in bytes of minified code, and which packages make it so, largest first. */
export interface BuiltSize {
  readonly bytes: number;
  readonly packages: Readonly<Record<string, number>>;
}

/**
 * Bundles each function into `<outDir>/<name>/index.mjs`, with the site's pages, macros and assets beside the
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
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`functions/${name}/index.ts`],
    outfile: join(outDir, 'index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK comes along, pinned, and as modules: its CommonJS half cannot be shaken.
    mainFields: ['module', 'main'],
    // Nunjucks asks for it only to watch templates, which nothing does here.
    external: ['chokidar'],
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
  if (withEmails.includes(name)) await cp(builtEmails, join(outDir, 'emails'), { recursive: true });
  if (name === 'staff-site') await copySiteFiles(join(root, 'functions', name, 'pages'), outDir);
  return builtSize(metafile);
}

/** The functions that send emails or show them. */
const withEmails: readonly FunctionName[] = ['mailer', 'staff-site', 'staff-api'];

function builtSize({ outputs }: Metafile): BuiltSize {
  const output = Object.values(outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) throw new Error('The bundle has no entry point.');
  const packages = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
    const name = packageOf(path);
    packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
  }
  return {
    bytes: output.bytes,
    packages: Object.fromEntries([...packages].sort(([, a], [, b]) => b - a)),
  };
}

/** The package that a bundled file belongs to; files of our own count by their top-level folder. */
const packageOf = (path: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? `${path.split('/')[0]}/`;

if (import.meta.main) {
  for (const [name, { bytes }] of Object.entries(await buildFunctions()))
    console.log(`${name.padEnd(12)} ${Math.round(bytes / 1024)} KB`);
}
