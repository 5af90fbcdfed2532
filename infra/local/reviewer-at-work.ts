import { type HeadlessSheets, runHeadlessSheets } from '../../addon/headless/index.ts';
import type { View } from '../../addon/src/view.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import {
  columns,
  headingRow,
  type headings,
  ratingLabel,
} from '../../shared/domain/scoring-sheets/layout.ts';
import type { SampleReview } from './samples.ts';

/** What the row of overall comments starts with; it has no number. */
const overall = 'Overall';

/** A reviewer in front of a spreadsheet with the add-on, acting as a person would. */
export interface ReviewerAtWork {
  /** Presses what the sidebar offers; answers with what it shows then. */
  press(name: string, ...args: unknown[]): Promise<View>;
  /** Pastes into a criterion's row, which gets round the dropdown. */
  pasteInto(number: string, column: keyof typeof headings, text: string): Promise<void>;
  /** Types a whole review. */
  fillIn(set: CriteriaSet, review: SampleReview): Promise<void>;
  close(): Promise<void>;
}

/** Opens a spreadsheet with the built add-on file, which talks to the API at `origin`. */
export async function sitDown(given: {
  code: string;
  origin: string;
  token: string;
  email: string;
}): Promise<ReviewerAtWork> {
  const sheets: HeadlessSheets = await runHeadlessSheets({
    code: given.code,
    identityToken: given.token,
    email: given.email,
    properties: { API_URL: given.origin },
  });
  await sheets.call('onOpen');
  const person = sheets.spreadsheet;

  /** The tab that the add-on made, which is never the first one. */
  const tab = async () => (await person.sheetNames())[1] ?? '';

  const place = async (number: string, column: keyof typeof headings) => {
    const rows = await person.values(await tab());
    const shows = (cells: unknown[], name: keyof typeof headings) =>
      String(cells[columns.indexOf(name)] ?? '');
    const row = rows.findIndex(
      (cells, i) =>
        i >= headingRow &&
        (number === overall
          ? shows(cells, 'criterion').startsWith(overall)
          : shows(cells, 'number') === number),
    );
    if (row < 0) throw new Error(`The sheet has no row for ${number}`);
    return `${String.fromCharCode(65 + columns.indexOf(column))}${row + 1}`;
  };

  return {
    press: async (name, ...args) => (await sheets.call(name, ...args)) as View,
    pasteInto: async (number, column, text) =>
      person.paste(await tab(), await place(number, column), [[text]]),
    fillIn: async (set, review) => {
      const sheet = await tab();
      for (const [number, { rating, ...texts }] of Object.entries(review.ratings)) {
        await person.type(sheet, await place(number, 'rating'), ratingLabel(set, rating));
        for (const [column, text] of Object.entries(texts))
          if (text !== '')
            await person.type(sheet, await place(number, column as keyof typeof headings), text);
      }
      await person.type(sheet, await place(overall, 'comment'), review.overallComment);
      await person.type(sheet, await place(overall, 'note'), review.overallNote);
    },
    close: () => sheets.close(),
  };
}
