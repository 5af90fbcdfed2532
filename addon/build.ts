import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { slimZod } from './slim-zod.ts';
import { withoutProse } from './without-prose.ts';

const here = import.meta.dirname;

const banner = `/*!
 * Credential review: the Google Sheets add-on. MIT licence.
 * This is a built file: change addon/src and run "node addon/build.ts".
 */`;

/** How Apps Script can read it: one plain script, no modules, nothing newer than ES2020. */
const common = {
  bundle: true,
  minify: true,
  target: 'es2020',
  write: false,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  plugins: [slimZod, withoutProse],
} satisfies BuildOptions;

/** Where the files go, and the API's address for the manifest's whitelist. */
export interface AddonBuildOptions {
  /** Default `dist/addon`. */
  readonly outDir?: string;
  /** Default: the environment's `API_URL`. Only an https address can stand in the manifest. */
  readonly apiUrl?: string;
}

/** What was built. */
export interface AddonBuild {
  /** The text of `Code.js`. */
  readonly code: string;
  /** Its top-level functions. */
  readonly functions: string[];
  readonly outDir: string;
}

/** Builds the two files that clasp pushes: `Code.js` and `appsscript.json`. */
export async function buildAddon(options: AddonBuildOptions = {}): Promise<AddonBuild> {
  const outDir = options.outDir ?? path.join(here, '..', 'dist', 'addon');
  const entry = path.join(here, 'src', 'main.ts');
  const [page, functions] = await Promise.all([sidebarPage(), exportsOf(entry)]);
  const code = await bundle({
    ...common,
    entryPoints: [entry],
    format: 'iife',
    globalName: 'credentialReview',
    define: { SIDEBAR_PAGE: JSON.stringify(page) },
    banner: { js: banner },
    footer: {
      // Google calls functions by their top-level names and sees nothing inside of the bundle.
      js: functions
        .map((name) => `function ${name}(...args){return credentialReview.${name}(...args)}`)
        .join('\n'),
    },
  });
  await mkdir(outDir, { recursive: true });
  await writeFile(path.join(outDir, 'Code.js'), code);
  await writeFile(
    path.join(outDir, 'appsscript.json'),
    await manifest(options.apiUrl ?? process.env.API_URL),
  );
  return { code, functions, outDir };
}

/** The sidebar with its style and script in it: it asks for nothing over the network. */
async function sidebarPage(): Promise<string> {
  const source = (...name: string[]) => path.join(here, 'src', 'sidebar', ...name);
  const [page, style, script] = await Promise.all([
    readFile(source('page.html'), 'utf8'),
    bundle({ ...common, entryPoints: [source('page.css')] }),
    bundle({ ...common, entryPoints: [source('browser', 'sidebar.js')], format: 'iife' }),
  ]);
  return page
    .replace(/\n\s*/g, '')
    .replace('/* STYLE */', () => style.trim())
    .replace('/* SCRIPT */', () => script.trim().replace(/<\/(?=script)/gi, '<\\/'));
}

/** Names that a module exports, asked of esbuild: an IIFE's own metafile has none. */
async function exportsOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    ...common,
    entryPoints: [entry],
    format: 'esm',
    define: { SIDEBAR_PAGE: '""' },
    outfile: 'main.js',
    metafile: true,
  });
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, write: false });
  return outputFiles[0]?.text ?? '';
}

/** The manifest with the API's host in its whitelist, where that host can stand there. */
async function manifest(apiUrl: string | undefined): Promise<string> {
  const template = await readFile(path.join(here, 'appsscript.json'), 'utf8');
  if (apiUrl === undefined || !apiUrl.startsWith('https://')) return template;
  const whitelist = { urlFetchWhitelist: [`${new URL(apiUrl).origin}/`] };
  return `${JSON.stringify({ ...JSON.parse(template), ...whitelist }, null, 2)}\n`;
}

if (import.meta.main) {
  const { code, functions, outDir } = await buildAddon();
  console.log(
    `${path.relative('.', outDir)}: Code.js (${Math.round(code.length / 1_000)} KB), appsscript.json`,
  );
  console.log(`Functions: ${functions.join(', ')}`);
}
