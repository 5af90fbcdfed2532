import { fold } from '../basics/fold.ts';
import type { AreaCapability } from './specification.ts';

/** A capability that two companions both have, in the words of each. */
export interface SharedCapability {
  readonly one: AreaCapability;
  readonly other: AreaCapability;
  /** Whether both say it alike, but for case, accents and punctuation. */
  readonly isSame: boolean;
}

/** The capabilities of two companions side by side. */
export interface ComparedCapabilities {
  readonly both: readonly SharedCapability[];
  readonly onlyOne: readonly AreaCapability[];
  readonly onlyOther: readonly AreaCapability[];
}

/** How many of the words that two capabilities have between them must be in both. */
const alike = { atLeast: 3, of: 5 };

const wordsOf = ({ text }: AreaCapability): ReadonlySet<string> =>
  new Set(fold(text).match(/[\p{Letter}\p{Number}]+/gu) ?? []);

/**
 * Sets two companions' capabilities side by side. Both have one where they say the same, or nearly: where three of five
 * of the words that the two have between them are in both. Each counts once, the most alike first.
 */
export function compareCapabilities(
  one: readonly AreaCapability[],
  other: readonly AreaCapability[],
): ComparedCapabilities {
  const others = other.map((capability) => ({ capability, words: wordsOf(capability) }));
  const pairs = one
    .flatMap((capability) => {
      const words = wordsOf(capability);
      return others.map((against) => {
        const shared = [...words].filter((word) => against.words.has(word)).length;
        return {
          one: capability,
          other: against.capability,
          shared,
          of: words.size + against.words.size - shared,
        };
      });
    })
    .filter(({ shared, of }) => shared > 0 && shared * alike.of >= of * alike.atLeast)
    .sort((a, b) => b.shared * a.of - a.shared * b.of);
  const taken = new Set<AreaCapability>();
  const both = pairs.filter((pair) => {
    if (taken.has(pair.one) || taken.has(pair.other)) return false;
    taken.add(pair.one).add(pair.other);
    return true;
  });
  return {
    both: both
      .map(({ one: own, other: theirs, shared, of }) => ({ one: own, other: theirs, isSame: shared === of }))
      .sort((a, b) => one.indexOf(a.one) - one.indexOf(b.one)),
    onlyOne: one.filter((capability) => !taken.has(capability)),
    onlyOther: other.filter((capability) => !taken.has(capability)),
  };
}
