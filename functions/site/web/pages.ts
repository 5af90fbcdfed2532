import { compiledTemplates } from '../../templates/compiled.ts';
import type { Assets } from './assets.ts';

/** Turns templates into HTML. */
export interface Pages {
  /** Renders `pages/<template>`. Text is escaped wherever it stands. */
  readonly render: (template: string, data: object) => string;
}

/**
 * Prepares the templates, once for all requests: an environment costs more than a page.
 *
 * @param folder in which `pages/…` and the design system's `nhsuk/…` are found, compiled
 */
export function createPages(folder: string, assets: Assets): Pages {
  const environment = compiledTemplates(folder);
  environment.addGlobal('asset', assets.url);
  return { render: (template, data) => environment.render(`pages/${template}`, data) };
}
