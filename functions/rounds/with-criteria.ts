import { type JudgingSet, judgingSetOf } from '../criteria-sets/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { readsReviews } from '../results/who-may-read.ts';
import type { Services } from '../use-case/services.ts';
import { getRound } from './storage.ts';
import type { RoundItem } from './stored-round.ts';

/** A round with the criteria that its reviewers rate. */
export interface RoundWithCriteria {
  readonly round: RoundItem;
  readonly set: JudgingSet;
}

/** Reads a round with its criteria for somebody who is to see it; null where there is none, or none for them. */
export async function roundWithCriteria(
  { db }: Services,
  roundId: string,
  by: PersonItem | null,
): Promise<RoundWithCriteria | null> {
  if (by === null || !readsReviews(by)) return null;
  const round = await getRound(db, roundId);
  if (round === null) return null;
  return { round, set: await judgingSetOf(db, round) };
}
