import type { Digest } from '../../shared/domain/basics/canonical-json.ts';

/** SHA-256 by Google's service, whose bytes are signed. */
export const sha256: Digest = (text) =>
  Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8)
    .map((byte) => (byte & 0xff).toString(16).padStart(2, '0'))
    .join('');
