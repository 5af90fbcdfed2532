import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import {
  addReviewer,
  recuseReviewer,
  remindReviewer,
  removeReviewer,
  reopenReview,
  replaceReviewer,
  resolveInterest,
} from '../panels/use-cases.ts';
import { getLatestRecommendation, getResult } from '../results/storage.ts';
import { mayReadRatings } from '../results/who-may-read.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { createRound } from './create.ts';
import { listRounds, listRoundsOfSpecification } from './lists.ts';
import { cancelRound, closeRound, extendRound, openRound, reopenRound } from './moves.ts';

import { answerRound } from './view.ts';

type Ops = typeof staffOperations;

/** What staff do with rounds, and what they and the Oversight Group read of them. */
export const rounds = (
  services: Services,
): Pick<
  UseCases<Ops>,
  | 'createRound'
  | 'getRound'
  | 'addReviewer'
  | 'openRound'
  | 'closeRound'
  | 'cancelRound'
  | 'reopenRound'
  | 'extendRound'
  | 'recuseReviewer'
  | 'removeReviewer'
  | 'replaceReviewer'
  | 'resolveInterest'
  | 'reopenReview'
  | 'remindReviewer'
  | 'listRounds'
  | 'listRoundsOfSpecification'
  | 'getResult'
  | 'getRecommendation'
> => ({
  createRound: createRound(services),
  getRound: ({ of: { roundId } }) => answerRound(services, roundId),
  addReviewer: addReviewer(services),
  openRound: openRound(services),
  closeRound: ({ by: person, of: { roundId }, what: { reason, editVersion } }) =>
    closeRound(services, { personId: person.id, roundId, reason, editVersion }),
  cancelRound: cancelRound(services),
  extendRound: extendRound(services),
  recuseReviewer: recuseReviewer(services),
  removeReviewer: removeReviewer(services),
  replaceReviewer: replaceReviewer(services),
  listRounds: listRounds(services),
  listRoundsOfSpecification: listRoundsOfSpecification(services),
  reopenRound: reopenRound(services),
  resolveInterest: resolveInterest(services),
  reopenReview: reopenReview(services),
  remindReviewer: remindReviewer(services),

  getResult: async ({ by: person, of: { roundId } }) => {
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    const item = await getResult(services.db, roundId);
    if (item === null) return fail(notFound);
    const { revision, projectedAt, result } = item;
    return ok({ answer: { revision, projectedAt, result } });
  },

  getRecommendation: async ({ by: person, of: { roundId } }) => {
    // A round that was opened again has its earlier recommendation, with the ratings behind it.
    const allowed = await mayReadRatings(services, roundId, person);
    if (!allowed.ok) return allowed;
    const item = await getLatestRecommendation(services.db, roundId);
    if (item === null) return fail(notFound);
    const { number, revision, derivedAt, recommendation } = item;
    return ok({ answer: { number, revision, derivedAt, recommendation } });
  },
});
