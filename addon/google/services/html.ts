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
  #width: number | null = null;
  #height: number | null = null;

  constructor(html: string) {
    this.#html = html;
  }

  /** For other services: what would be shown. */
  panel(): Panel {
    return { title: this.#title, html: this.#html, width: this.#width, height: this.#height };
  }

  getContent(): string {
    return this.#html;
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): this {
    this.#title = title;
    return this;
  }

  setWidth(pixels: number): this {
    this.#width = pixels;
    return this;
  }

  setHeight(pixels: number): this {
    this.#height = pixels;
    return this;
  }
}

expose(HtmlService, 'HtmlService', { createHtmlOutput: ['', 'string'] });
expose(HtmlOutputService, 'HtmlOutput', {
  getContent: [''],
  getTitle: [''],
  setTitle: ['string'],
  setWidth: ['whole'],
  setHeight: ['whole'],
});
