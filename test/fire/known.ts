import { realServices } from '../../functions/use-case/services.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { criteriaSetHash } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { Furnished } from '../support/furnished.ts';

/** What there is of everything that an operation’s address or body may name, in a furnished world. */
export const knownIn = (world: Furnished) => ({
  roundId: [
    ...[world.openRound, world.draftRound, world.disputedRound, world.decidedRound],
    ...[world.developerRound, world.heldRound, world.suspendedRound],
  ],
  // Nobody who asks: whoever is erased or loses a role asks no more.
  personId: ['sample-reviewer-2', 'sample-reviewer-3'],
  criterionId: [world.criterionId],
  concernId: [world.concernId],
  messageId: [world.messageId],
  passageId: [world.heldPassage],
  noticeId: [world.noticeId],
  specificationId: [world.specificationId, world.suspendedSpecification, world.proposalId],
  companionId: [world.companionId],
  priorityId: [world.priorityId],
  criteriaSetId: [world.criteriaSetId],
  meetingId: [world.meetingId, world.heldMeeting],
  importId: [world.importId],
  // Whose text somebody has changed.
  notice: ['off-panel'],
  of: ['decision'],
  criteriaSetHash: [criteriaSetHash(sampleCriteriaSet(), realServices(world.world.service.db).digest)],
  actor: ['sample-staff', 'sample-reviewer-1'],
});
