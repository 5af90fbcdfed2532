import type { Panel } from '../host.ts';
import { expose } from '../surface.ts';

/** `HtmlService`. */
export class HtmlService {
  createHtmlOutput(html = ''): HtmlOutputService {
    return new HtmlOutputService(html);
  }
}

/** HTML to show; it is recorded, not rendered and not checked. */
export class HtmlOutputService {
  readonly #html: string;
  #title = '';

  constructor(html: string) {
    this.#html = html;
  }

  /** For other services: what would be shown. */
  panel(): Panel {
    return { title: this.#title, html: this.#html };
  }

  setTitle(title: string): this {
    this.#title = title;
    return this;
  }
}

expose(HtmlService, 'HtmlService', { createHtmlOutput: ['', 'string'] });
expose(HtmlOutputService, 'HtmlOutput', {
  setTitle: ['string'],
});
