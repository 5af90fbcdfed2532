import nunjucks from 'nunjucks';
import type { Assets } from './assets.ts';

/** Turns templates into HTML. */
export interface Pages {
  /** Renders `pages/<template>`. Text is escaped wherever it stands. */
  readonly render: (template: string, data: object) => string;
}

/**
 * Prepares the templates, once for all requests: an environment costs more than a page.
 *
 * @param folders in which `pages/…` and the design system's `nhsuk/…` are found
 */
export function createPages(folders: readonly string[], assets: Assets): Pages {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([...folders]), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addGlobal('asset', assets.url);
  return { render: (template, data) => environment.render(`pages/${template}`, data) };
}
