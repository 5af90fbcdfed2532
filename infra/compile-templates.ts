import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import nunjucks from 'nunjucks';

/**
 * Compiles every template under a folder to a script beside it, `page.njk` to `page.njk.cjs`, by which functions make
 * pages and emails (`functions/templates`), and takes the text away.
 *
 * @param root the folder by which templates name each other
 */
export async function compileTemplates(
  root: string,
  { ending = '.njk', keepText = false, ...options }: CompileOptions = {},
): Promise<void> {
  const environment = new nunjucks.Environment([], { autoescape: true, ...options });
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const texts = found.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  await Promise.all(
    texts.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const code = nunjucks.precompileString(await readFile(path, 'utf8'), {
        name: relative(root, path).replaceAll('\\', '/'),
        env: environment,
        wrapper,
      });
      await writeFile(`${path}.cjs`, code);
      if (!keepText) await rm(path);
    }),
  );
}

/** The types know one template; there is a list of them. */
const wrapper = (compiled: unknown): string =>
  [compiled as { readonly template: string }]
    .flat()
    .map(({ template }) => `module.exports=(()=>{${template}})();\n`)
    .join('');

/** How templates are compiled. */
interface CompileOptions {
  /** How their names end. */
  readonly ending?: string;
  readonly keepText?: boolean;
  readonly trimBlocks?: boolean;
  readonly lstripBlocks?: boolean;
  readonly throwOnUndefined?: boolean;
}
