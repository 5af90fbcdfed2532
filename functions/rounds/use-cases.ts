import type { roundOperations } from '../../shared/contract/rounds/operations.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { cancelRound, closeRound } from './close.ts';
import { createRound } from './create.ts';
import { extendRound } from './dates.ts';
import { listRounds, listRoundsOfSpecification } from './lists.ts';
import { openRound } from './open.ts';
import { reopenRound } from './reopen.ts';
import { answerRound } from './view.ts';

/** What staff do with rounds, and what they and the Oversight Group read of them. */
export const rounds = (services: Services): UseCases<typeof roundOperations> => ({
  listRounds: listRounds(services),
  listRoundsOfSpecification: listRoundsOfSpecification(services),
  createRound: createRound(services),
  getRound: ({ of: { roundId } }) => answerRound(services, roundId),
  openRound: openRound(services),
  closeRound: closeRound(services),
  reopenRound: reopenRound(services),
  cancelRound: cancelRound(services),
  extendRound: extendRound(services),
});
