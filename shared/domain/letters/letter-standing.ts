import { type Day, dayInWords } from '../basics/day.ts';
import { type Fate, fateInWords } from '../decisions/fate.ts';

/** What becomes of an earlier endorsement by a decision and by all that was done to it since. */
export interface EarlierNow extends Pick<Fate, 'becomes' | 'until'> {
  /** Of a suspended one, and of one that is replaced by this decision while it is suspended: when that was done (an instant). */
  readonly suspendedAt: string | null;
  /** Of one that another decision has replaced: the version that took its place. */
  readonly replacedBy: number | null;
}

/** What a letter says of things that may change before it is released, and after it. */
export interface LetterStanding {
  /** The endorsement that the decision said something of; null where it said nothing of one. */
  readonly earlier: EarlierNow | null;
  /** By number. */
  readonly conditions: readonly {
    readonly due: Day;
    readonly isFulfilled: boolean;
    /** Whether its day passed before the letter went. */
    readonly isOverdue: boolean;
  }[];
  /** Where evidence for the conditions goes: an address; null for an answer to the letter's email. */
  readonly evidenceTo: string | null;
}

/** Where an endorsement is, as the decision that made it keeps it. */
export interface Endorsement {
  readonly reviewBy: Day | null;
  readonly suspended: { readonly at: string; readonly reconsiderBy: Day } | null;
  readonly withdrawn: object | null;
  readonly replaced: { readonly roundId: string; readonly specificationVersion: number } | null;
}

/** A decision that said what becomes of an endorsement. */
interface Deciding {
  readonly roundId: string;
  readonly decidedAt: string;
  /** Whether its letter was released: what it said for then is done. */
  readonly isReleased: boolean;
}

/**
 * What is to be said of an earlier endorsement. What a decision said for the release of its letter holds as long as
 * nothing that was done since speaks against it: a later suspension stays, and what is withdrawn is.
 */
export function earlierNow(
  { becomes, until }: Pick<Fate, 'becomes' | 'until'>,
  { roundId, decidedAt, isReleased }: Deciding,
  { reviewBy, suspended, withdrawn, replaced }: Endorsement,
): EarlierNow {
  const none = { until: null, suspendedAt: null, replacedBy: null };
  const suspendedAt = suspended?.at ?? null;
  if (withdrawn !== null) return { ...none, becomes: 'withdrawn' };
  if (replaced !== null)
    return replaced.roundId === roundId
      ? { ...none, becomes: 'replaced', suspendedAt }
      : { ...none, becomes: 'replaced', replacedBy: replaced.specificationVersion };
  if (!isReleased && becomes === 'replaced') return { ...none, becomes, suspendedAt };
  const isKnown = suspendedAt === null || suspendedAt < decidedAt;
  if (!isReleased && becomes === 'stands' && isKnown) return { ...none, becomes, until };
  return suspended === null
    ? { ...none, becomes: 'stands', until: reviewBy }
    : { ...none, becomes: 'suspended', until: suspended.reconsiderBy, suspendedAt };
}

/** Whether the same is to be said of an earlier endorsement. */
export const saysSame = (
  one: Pick<EarlierNow, 'becomes' | 'until'> & Partial<EarlierNow>,
  other: EarlierNow,
): boolean =>
  one.becomes === other.becomes && one.until === other.until && (one.replacedBy ?? null) === other.replacedBy;

/** What has changed of what a letter says, a sentence each; none where it still says what is so. */
export function letterChanges(
  then: LetterStanding,
  now: LetterStanding,
  specificationVersion: number,
): readonly string[] {
  const conditions = now.conditions.flatMap(({ due, isFulfilled, isOverdue }, i) => {
    const was = then.conditions[i];
    const day = dayInWords(due);
    if (was === undefined) return [];
    if (was.isFulfilled !== isFulfilled)
      return `Condition ${i + 1} is ${isFulfilled ? 'now fulfilled' : 'not fulfilled after all'}.`;
    if (was.due !== due) return `Condition ${i + 1} is now due by ${day}.`;
    return isOverdue && !was.isOverdue ? `Condition ${i + 1} was due by ${day}, which has passed.` : [];
  });
  const asksForEvidence = now.conditions.some(({ isFulfilled }) => !isFulfilled);
  return [
    ...earlierChange(then.earlier, now.earlier, specificationVersion),
    ...conditions,
    ...(asksForEvidence && then.evidenceTo !== now.evidenceTo
      ? [
          `Evidence that is not sent on the page now goes ${now.evidenceTo === null ? 'in an answer to its email' : `to ${now.evidenceTo}`}.`,
        ]
      : []),
  ];
}

function earlierChange(
  then: EarlierNow | null,
  now: EarlierNow | null,
  specificationVersion: number,
): readonly string[] {
  if (then === null || now === null) return [];
  if (!saysSame(then, now)) return [`By now: ${fateInWords(now, specificationVersion, 'done')}`];
  if (now.becomes !== 'replaced') return [];
  return now.suspendedAt === null || then.suspendedAt === now.suspendedAt
    ? []
    : [
        `The endorsement of version ${specificationVersion} has been suspended since. If this letter is released, it is replaced all the same; withdraw this decision if that is not to be.`,
      ];
}
