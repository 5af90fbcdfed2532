import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import nunjucks from 'nunjucks';

const load = createRequire(import.meta.url);

/** Finds templates as the build has compiled them (`infra/compile-templates.ts`): each is read when it is first used. */
class CompiledTemplates extends nunjucks.Loader {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  /** The name of a template that another names from where it lies. */
  override resolve = (from: string, to: string): string => posix.join(posix.dirname(from), to);

  getSource(name: string) {
    const path = join(this.#folder, `${name}.cjs`);
    if (!existsSync(path)) return null;
    return { src: { type: 'code', obj: load(path) }, path: name, noCache: false };
  }
}

/**
 * An environment for the templates that lie compiled in a folder. What makes them of text is not there: it is large, and
 * compiling took longer than the first page.
 */
export const compiledTemplates = (folder: string, { throwOnUndefined = false } = {}): nunjucks.Environment =>
  new nunjucks.Environment(
    // The types know templates as texts only.
    new CompiledTemplates(folder) as unknown as nunjucks.ILoader,
    {
      autoescape: true,
      throwOnUndefined,
    },
  );
