import { canonicalJson, type Digest } from '../basics/canonical-json.ts';
import { type ReviewContent, type ReviewWithoutNotes, separateNotes } from './review.ts';

/**
 * The content hash of a receipt. Confidential notes enter it only as a hash of their own, so that it
 * can be checked on a copy from which they were taken out.
 */
export function reviewHashes(
  content: ReviewContent,
  digest: Digest,
): { contentHash: string; notesHash: string } {
  const { open, confidential } = separateNotes(content);
  const notesHash = digest(canonicalJson(confidential));
  return { contentHash: contentHashOf(open, notesHash, digest), notesHash };
}

/** The content hash from an open part and the hash of its notes. */
export const contentHashOf = (open: ReviewWithoutNotes, notesHash: string, digest: Digest): string =>
  digest(canonicalJson({ ...open, notesHash }));
