import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves out parts of zod that the add-on has no use for, a third of it: what turns schemas into JSON Schema
 * (only the service describes itself), what compiles schemas (Apps Script makes no code from strings), what
 * remembers objects that hold themselves (JSON has none), and methods that no bundler can drop because any
 * schema might call them, with all that hangs on them. Whoever calls one of those in the add-on is told at once.
 */
export const slimZod: Plugin = {
  name: 'slim-zod',
  setup({ onLoad }) {
    onLoad(
      { filter: /zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/ },
      async (file) => {
        const source = await readFile(file.path, 'utf8');
        const names = [...source.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(
          ([, name]) => name,
        );
        const absent = `const absent = () => () => { throw new Error('JSON Schema is left out of the add-on') };`;
        return { contents: [absent, ...names.map((name) => `export const ${name} = absent;`)].join('\n') };
      },
    );
    onLoad({ filter: /zod[\\/]v4[\\/]classic[\\/]schemas\.js$/ }, async (file) => ({
      contents: withoutUnused(await readFile(file.path, 'utf8'))
        .replaceAll('core.$ZodObjectJIT', 'core.$ZodObject')
        .replace('core.config({ memoizer: core.memoizer() })', ''),
      resolveDir: path.dirname(file.path),
    }));
  },
};

/** Methods of schemas by their first line; each ends with a line that closes it. */
const unused = [
  // Formats as methods of strings, such as `.jwt()`: `z.email()` and its like stay.
  /^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},?\n/gm,
  // Asynchronous parsing, encoding and validating.
  /^ {4}(?:async )?\w*(?:[pP]arseAsync|[eE]ncode\w*|[dD]ecode\w*|validate\w*)(?:\([^)]*\)|: (?:async )?function \w+\([^)]*\)) \{\n[^}]*(?:\}\);)?\n {4}\},\n/gm,
  // Wrappers that the contract does not use.
  /^ {4}(?:and|transform|prefault|catch|nonoptional|exactOptional|nullish|superRefine|brand|register|with|apply|isOptional|isNullable)\([^)]*\) \{\n[^}]*?\n {4}\},\n/gm,
  // Checks of texts, and changes to them, that the contract does not use.
  /^ {4}(?:includes|startsWith|endsWith|length|nonempty|lowercase|uppercase|trim|normalize|toLowerCase|toUpperCase|slugify)\([^)]*\) \{\n[^}]*?\n {4}\},\n/gm,
];

function withoutUnused(source: string): string {
  return unused.reduce((rest, method) => {
    const slimmer = rest.replace(method, '');
    if (slimmer === rest) throw new Error(`This zod looks otherwise: slim-zod.ts found no ${method}`);
    return slimmer;
  }, source);
}
