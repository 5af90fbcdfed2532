import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { concernsRaisedBy } from '../concerns/storage.ts';
import { keysOfJudgingSet } from '../criteria-sets/storage.ts';
import { foreseeAssignmentsOf } from '../panels/storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { type Key, keys } from '../table/keys.ts';
import type { Foreseeing, Foreseen } from '../use-case/foreseen.ts';

/** What is read besides the assignment and the round, by what the operation is about. */
type Besides = (who: Foreseeing & { readonly roundId: string; readonly round: RoundItem }) => readonly Key[];

/** What operations on one’s own assignment read: first the round, then the assignment and what else belongs to them. */
const desk = (...besides: readonly Besides[]): Foreseen => ({
  first: ({ roundId }) => [keys.round(String(roundId))],
  withPerson: async (who) => {
    const roundId = String(who.of.roundId);
    const round = await getRound(who.db, roundId);
    const more = round === null ? [] : besides.flatMap((one) => one({ ...who, roundId, round }));
    return [keys.assignment(roundId, who.personId), ...more];
  },
});

const review: Besides = ({ roundId, personId }) => [keys.review(roundId, personId)];
const criteria: Besides = ({ db, round }) => keysOfJudgingSet(db, round);
const specification: Besides = ({ round }) => [
  keys.specificationVersion(round.specificationId, round.specificationVersion),
];
const whose: Besides = ({ round }) => [keys.specification(round.specificationId)];
/** Whether there is a newer version, and the next one: which is the latest is not known yet. */
const latest: Besides = ({ round }) => [
  keys.specification(round.specificationId),
  keys.specificationVersion(round.specificationId, round.specificationVersion + 1),
];
const settings: Besides = () => [keys.settings()];
const answerTo: Besides = ({ personId, key }) => (key === '' ? [] : [keys.idempotency(personId, key)]);

/** What the operations of reviewers read, so that it is read together with who asks. */
export const foreseenByReviewers: { readonly [Id in keyof typeof reviewOperations]?: Foreseen } = {
  listMyAssignments: {
    beside: ({ db, personId }) =>
      Promise.all([foreseeAssignmentsOf(db, personId), concernsRaisedBy(db, personId)]),
  },
  getMyAssignment: desk(),
  getForm: desk(criteria, specification, latest),
  getInterestsAsked: desk(whose),
  declareInterests: desk(settings),
  declineOrRecuse: desk(),
  raiseConcern: desk(answerTo, criteria),
  getReview: desk(review),
  saveReview: desk(criteria, settings),
  submitReview: desk(answerTo, review, criteria, settings),
  listMySubmissions: desk(),
};
