import * as z from 'zod';
import { sha256 } from './digest.ts';
import { subject } from './identity.ts';

/**
 * What the add-on remembers of one round in one spreadsheet, for one person. Keys only: the scores are
 * in the sheet and with the service.
 */
const reviewKeys = z.object({
  /** Which tab holds the scores. */
  sheetId: z.number(),
  /** That tab's name when it was last opened. */
  tab: z.string(),
  /** Whose tab it is: see `ownerOf`. */
  owner: z.string(),
  /** ETag of the draft that the sheet goes on from. */
  etag: z.string(),
  /** What that draft said, place by place, in marks that do not tell what it was: see `traceOf`. */
  trace: z.string(),
  /**
   * Places that were blank when the reviewer last looked, and were saved in the background since: see `marksOf`. What
   * stands there is named once more.
   */
  unseen: z.string().default(''),
  /** Hash of the sheet's rows when they were last looked at. */
  rows: z.string().default(''),
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

/** The person's own secret, which makes the digests that stand in files. Whoever loses it starts new sheets. */
const secretName = 'credential-review-secret';

/**
 * Whose a round's tab is: a digest of the identity token's subject under a secret that only this person's
 * runs can read. It tells a file, and whoever opens it, nothing; it is another one for each round. Null
 * where Google does not say who the person is.
 */
export function ownerOf(roundId: string): string | null {
  const person = subject();
  if (person === null) return null;
  const secret = remembered()[secretName] ?? newSecret();
  return sha256(secret + sha256(`${secret}${roundId} ${person}`));
}

/** The keys of a round; null where this person has not opened it in this spreadsheet. */
export function findKeys(spreadsheetId: string, roundId: string): ReviewKeys | null {
  const keys = parsed(remembered()[prefix(spreadsheetId) + roundId] ?? null);
  return keys !== null && keys.owner === ownerOf(roundId) ? keys : null;
}

/** Keeps the keys of a round. */
export function storeKeys(spreadsheetId: string, roundId: string, keys: ReviewKeys): void {
  remember(prefix(spreadsheetId) + roundId, JSON.stringify(keys));
}

/** Changes some of a round's keys as they stand by now: another window may have saved since they were read. */
export function changeKeys(
  spreadsheetId: string,
  roundId: string,
  read: ReviewKeys,
  change: Partial<ReviewKeys>,
): ReviewKeys {
  properties = null;
  storeKeys(spreadsheetId, roundId, { ...(findKeys(spreadsheetId, roundId) ?? read), ...change });
  return { ...read, ...change };
}

/** Rounds that this person has opened in this spreadsheet. */
export function openedRounds(spreadsheetId: string): ReadonlySet<string> {
  const start = prefix(spreadsheetId);
  const names = Object.keys(remembered());
  return new Set(names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length)));
}

/** The person's properties as this run has read or written them: one call for all of them. */
let properties: Readonly<Record<string, string>> | null = null;

function remembered(): Readonly<Record<string, string>> {
  properties ??= PropertiesService.getUserProperties().getProperties();
  return properties;
}

function remember(name: string, value: string): void {
  PropertiesService.getUserProperties().setProperty(name, value);
  properties = { ...properties, [name]: value };
}

function newSecret(): string {
  const secret = sha256(Utilities.getUuid() + Utilities.getUuid());
  remember(secretName, secret);
  return secret;
}

function parsed(stored: string | null): ReviewKeys | null {
  if (stored === null) return null;
  try {
    return reviewKeys.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}
