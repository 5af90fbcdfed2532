import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** What an operation, an answer or a schema says about itself, on one line or on the next. */
const prose = /\b(summary|description):\s*(['"`])(?:\\.|(?!\2)[^\\])+\2/g;

/**
 * Leaves out the sentences in which the contract describes itself: the service publishes them (`/v1/openapi.json`), and
 * the add-on calls operations and describes none.
 */
export const withoutProse: Plugin = {
  name: 'without-prose',
  setup({ onLoad }) {
    onLoad({ filter: /shared[\\/]contract[\\/].*\.ts$/ }, async (file) => ({
      contents: (await readFile(file.path, 'utf8')).replace(prose, "$1: ''"),
      loader: 'ts',
      resolveDir: path.dirname(file.path),
    }));
  },
};
