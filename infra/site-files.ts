import { cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { compileTemplates } from './compile-templates.ts';

const nhsukFrontend = join(
  dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')),
  'dist',
  'nhsuk',
);

/**
 * Puts beside the built site what its pages need: `pages/` (its own templates), `nhsuk/` (the design system's
 * macros, found as `nhsuk/components/…` from the function's folder), both compiled, and `assets/` (served at `/assets/…`, with
 * the style sheet `nhsuk-frontend.css`).
 */
export async function copySiteFiles(pages: string, outDir: string): Promise<void> {
  await cp(pages, join(outDir, 'pages'), { recursive: true, filter: isPage });
  for (const part of ['components', 'macros', 'template.njk', 'template-with-imports.njk'])
    await cp(join(nhsukFrontend, part), join(outDir, 'nhsuk', part), { recursive: true, filter: isTemplate });
  // Without the lines that only hold tags.
  await compileTemplates(outDir, { trimBlocks: true, lstripBlocks: true });
  await cp(join(nhsukFrontend, 'assets'), join(outDir, 'assets'), { recursive: true });
  const css = await readFile(join(nhsukFrontend, 'nhsuk-frontend.min.css'), 'utf8');
  await writeFile(join(outDir, 'assets', 'nhsuk-frontend.css'), withoutFonts(css));
}

/** Templates and style sheets: the code beside them is bundled. */
const isPage = (path: string): boolean => ['.njk', '.css', ''].includes(extname(path));

/** Templates and the folders that hold them: the package keeps scripts and styles beside its macros. */
const isTemplate = (path: string): boolean => ['.njk', ''].includes(extname(path));

/**
 * Frutiger is loaded from NHS hosts and its licence forbids publishing it; Arial is the official fallback. The
 * source map goes too: it is not deployed.
 */
const withoutFonts = (css: string): string =>
  css.replaceAll(/@font-face\s*\{[^}]*\}/g, '').replace(/\/\*# sourceMappingURL=.*?\*\/\s*$/, '');
