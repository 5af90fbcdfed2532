import { keysOfJudgingSet } from '../criteria-sets/storage.ts';
import { listPanel } from '../panels/storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { foresee } from '../table/read.ts';
import type { Foreseeing, Foreseen } from '../use-case/foreseen.ts';
import { earlierRounds } from './comparison.ts';
import { currentSubmissionKeys } from './storage.ts';

const roundIdOf = ({ of }: Pick<Foreseeing, 'of'>) => String(of.roundId);

/** What the page of a round’s result reads, so that it is read together with who asks. */
export const foreseenResult: Foreseen = {
  first: (of) => [keys.round(roundIdOf({ of }))],
  withPerson: async (who) => {
    const round = await getRound(who.db, roundIdOf(who));
    if (round === null) return [];
    const { id, recommendations } = round;
    return [
      ...[keys.assignment(id, who.personId), keys.result(id), keys.decision(id)],
      ...(recommendations > 0 ? [keys.recommendation(id, recommendations)] : []),
      ...keysOfJudgingSet(who.db, round),
    ];
  },
  beside: async (who) => {
    const round = await getRound(who.db, roundIdOf(who));
    return round && askedOfPanel(who.db, round);
  },
};

const askedOfPanel = (db: Database, round: RoundItem) =>
  Promise.all([listPanel(db, round.id), earlierRounds(db, round)]);

/** Reads what reviewers say in a round in one request with the rounds among which is the one it is compared with. */
export async function foreseeReviews(db: Database, round: RoundItem): Promise<void> {
  const [panel, earlier] = await askedOfPanel(db, round);
  await foresee(db, [
    ...currentSubmissionKeys(panel),
    ...earlier.flatMap(({ id }) => [keys.round(id), keys.decision(id)]),
  ]);
}
