import * as z from 'zod';

/**
 * What the add-on remembers of one round in one spreadsheet, for one person. Keys only: the scores are
 * in the sheet and with the service.
 */
const reviewKeys = z.object({
  /** Which tab holds the scores. */
  sheetId: z.number(),
  /**
   * The latest submission that was sent: its key, the hash of what it carried, and how many submissions
   * there were before it. It stays when the receipt has come: the same scores then get the same receipt.
   */
  pending: z
    .object({ key: z.string(), contentHash: z.string(), submissionsBefore: z.number() })
    .nullable()
    .default(null),
  /** True while cells of the sheet are marked as needing attention. */
  marked: z.boolean().default(false),
});

/** See the schema. */
export type ReviewKeys = z.output<typeof reviewKeys>;

const prefix = (spreadsheetId: string) => `review:${spreadsheetId}:`;

/** The keys of a round; null where this person has not opened it in this spreadsheet. */
export const findKeys = (spreadsheetId: string, roundId: string): ReviewKeys | null =>
  parsed(PropertiesService.getUserProperties().getProperty(prefix(spreadsheetId) + roundId));

/** Keeps the keys of a round. */
export function storeKeys(spreadsheetId: string, roundId: string, keys: ReviewKeys): void {
  PropertiesService.getUserProperties().setProperty(prefix(spreadsheetId) + roundId, JSON.stringify(keys));
}

/** Rounds that this person has opened in this spreadsheet. */
export function openedRounds(spreadsheetId: string): ReadonlySet<string> {
  const start = prefix(spreadsheetId);
  const names = PropertiesService.getUserProperties().getKeys();
  return new Set(names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length)));
}

function parsed(stored: string | null): ReviewKeys | null {
  if (stored === null) return null;
  try {
    return reviewKeys.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}
