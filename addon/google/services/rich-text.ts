import { StandInError } from '../errors.ts';
import { expose } from '../surface.ts';

/** A text with at most one link, over all of it. */
export class RichTextValueService {
  readonly text: string;
  readonly link: string | null;

  constructor(text: string, link: string | null) {
    this.text = text;
    this.link = link;
  }
}

/** What `SpreadsheetApp.newRichTextValue()` returns. */
export class RichTextValueBuilderService {
  #text = '';
  #link: string | null = null;

  setText(text: string): this {
    this.#text = text;
    this.#link = null;
    return this;
  }

  setLinkUrl(...args: [string | null] | [number, number, string | null]): this {
    if (args.length === 3 && (args[0] !== 0 || args[1] !== this.#text.length)) {
      throw new StandInError(
        'A link over part of a text is not part of the stand-in; add it to addon/google',
      );
    }
    this.#link = args.length === 3 ? args[2] : args[0];
    return this;
  }

  build(): RichTextValueService {
    return new RichTextValueService(this.#text, this.#link);
  }
}

expose(RichTextValueService, 'SpreadsheetApp.RichTextValue', {});
expose(RichTextValueBuilderService, 'SpreadsheetApp.RichTextValueBuilder', {
  setText: ['string'],
  setLinkUrl: ['string?', 'whole whole string?'],
  build: [''],
});
