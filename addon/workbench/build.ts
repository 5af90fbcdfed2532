import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'vite';

const here = import.meta.dirname;
const root = path.join(here, '..', '..');

/** Leaves out how some forty languages break words, 10 MB that a spreadsheet has no use for. */
const withoutHyphenation: Plugin = {
  name: 'without-hyphenation',
  enforce: 'pre',
  resolveId: (name, importer) =>
    importer?.includes('engine-render') && /^\.\/(?!index|facade)[\w-]+\.js$/.test(name)
      ? '\0no-hyphenation'
      : null,
  load: (id) => (id === '\0no-hyphenation' ? 'export default {};' : null),
};

/** Where the page goes. */
export const workbenchFolder = path.join(root, 'dist', 'workbench');

/**
 * Builds the workbench's page, or does nothing where it has been built from the same files.
 *
 * @returns whether anything was built
 */
export async function buildWorkbench(): Promise<boolean> {
  const note = path.join(workbenchFolder, 'built-from');
  const inputs = inputsHash();
  if ((await readFile(note, 'utf8').catch(() => '')) === inputs) return false;
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.join(here, 'page'),
    base: './',
    // React asks it; everything else is for browsers anyway.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: workbenchFolder,
      emptyOutDir: true,
      target: 'es2024',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: {
        checks: { moduleLevelDirective: false },
        input: [path.join(here, 'page', 'index.html'), path.join(here, 'page', 'sidebar.html')],
      },
    },
    plugins: [withoutHyphenation],
  });
  await writeFile(note, inputs);
  return true;
}

/** A hash of everything that the page is made of. */
function inputsHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['addon/workbench', 'addon/google']) {
    const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(ts|css|html)$/.test(name)).sort())
      hash.update(`${folder}/${file}\n`).update(readFileSync(path.join(root, folder, file)));
  }
  return hash.update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
}

if (import.meta.main) {
  const built = await buildWorkbench();
  console.log(`${path.relative('.', workbenchFolder)}: ${built ? 'built' : 'nothing has changed'}`);
}
