import * as z from 'zod';

/**
 * What the add-on remembers of one round in one spreadsheet, for one person. Keys only: the scores are
 * in the sheet and with the service.
 */
const reviewKeys = z.object({
  /** Which tab holds the scores. */
  sheetId: z.number(),
  /** ETag of the draft that the sheet is built on. */
  etag: z.string(),
  /**
   * A submission whose receipt has not come yet: its key, the hash of what it carried, and how many
   * submissions there were before it.
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
export function findKeys(spreadsheetId: string, roundId: string): ReviewKeys | null {
  const stored = PropertiesService.getUserProperties().getProperty(prefix(spreadsheetId) + roundId);
  if (stored === null) return null;
  try {
    return reviewKeys.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}

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
