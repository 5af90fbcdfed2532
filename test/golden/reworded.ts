import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Node, parse } from 'acorn';
import { build, transform } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** Where sentences of the domain are made. */
const wordings = /\/shared\/domain\/.*(?:in-words|\/explain|\/reasons|\/words)\.ts$/;

/** Whether a text is said to people: codes are of small letters, digits and hyphens. */
const isSaid = (text: string) => /[^a-z0-9-]/.test(text) && /\p{L}/u.test(text);

interface Text {
  readonly start: number;
  readonly end: number;
}

/** Where a script has texts for people, outside its imports and exports. */
function textsOf(node: Node, found: Text[] = []): Text[] {
  const { type } = node;
  if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration') return found;
  const { value, start, end } = node as Node & { value?: unknown };
  if (type === 'Literal' && typeof value === 'string' && isSaid(value))
    found.push({ start: start + 1, end: end - 1 });
  if (type === 'TemplateElement' && isSaid(String((value as { raw: string }).raw)))
    found.push({ start, end });
  // Where something comes from is no text.
  const { source: _, ...parts } = node as Node & { source?: unknown };
  for (const part of Object.values(parts).flat())
    if (typeof part === 'object' && part !== null && 'type' in part) textsOf(part as unknown as Node, found);
  return found;
}

/** The same script with every text for people another one. */
function reword(code: string): { readonly code: string; readonly texts: number } {
  const texts = textsOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
  let reworded = code;
  for (const { start, end } of texts.toSorted((a, b) => b.start - a.start))
    reworded = `${reworded.slice(0, start)}Quite otherwise: ${reworded.slice(start, end).toUpperCase().replaceAll('\\N', '\\n').replaceAll('\\U00A0', '\\u00a0')}${reworded.slice(end)}`;
  return { code: reworded, texts: texts.length };
}

/** What checks an export, as it would be after somebody had written every sentence of the domain anew. */
export async function rewordedVerifier() {
  let texts = 0;
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export { parseRoundExport } from './shared/contract/exports/schemas.ts';
        export { verifyRoundExport } from './shared/domain/exports/verify-round-export.ts';
        export { explain } from './shared/domain/recommendations/explain.ts';`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'reword',
        setup: ({ onLoad }) =>
          onLoad({ filter: wordings }, async ({ path }) => {
            const plain = await transform(await readFile(path, 'utf8'), { loader: 'ts' });
            const { code, texts: found } = reword(plain.code);
            texts += found;
            return { contents: code, loader: 'js' };
          }),
      },
    ],
  });
  const code = outputFiles[0]?.text ?? '';
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  return {
    ...((await import(url)) as Pick<
      typeof import('../../shared/contract/exports/schemas.ts'),
      'parseRoundExport'
    > &
      Pick<typeof import('../../shared/domain/exports/verify-round-export.ts'), 'verifyRoundExport'> &
      Pick<typeof import('../../shared/domain/recommendations/explain.ts'), 'explain'>),
    /** How many texts are others. */
    texts,
  };
}
