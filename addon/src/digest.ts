import type { Digest } from '../../shared/domain/basics/canonical-json.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import type { ReviewContent } from '../../shared/domain/reviews/review.ts';

/** SHA-256 by Google's service, whose bytes are signed. */
export const sha256: Digest = (text) =>
  Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8)
    .map((byte) => (byte & 0xff).toString(16).padStart(2, '0'))
    .join('');

/** Names what a review says: what the reviewer was shown is what is submitted, or kept. */
export const seenOf = (content: ReviewContent): string => reviewHashes(content, sha256).contentHash;
