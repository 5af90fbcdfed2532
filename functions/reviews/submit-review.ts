import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import { type Door, firstLook } from '../../shared/domain/reviews/review.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { aboutRound, tell, wants } from '../notices/outbox.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { IdempotentRequest } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { storedForm } from '../table/stored-form.ts';
import type { Write } from '../table/write.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Command, UseCase } from '../use-case/use-case.ts';
import { checkContent } from './check-content.ts';
import { checkMayReview, deskOf } from './desk.ts';
import { checkDoor } from './open-doors.ts';
import { addSubmission, getReview } from './storage.ts';
import { type SubmissionItem, submissionItem } from './stored-submission.ts';
import { staleReview } from './view.ts';

type Ops = typeof reviewOperations;
type Receipt = SubmissionItem['receipt'];

const rememberedReceipt = storedForm(submissionItem.shape.receipt);

/** `submitReview`, by the door that it is called through. */
export const submitReview =
  (services: Services, door: Door): UseCase<Ops['submitReview']> =>
  (command) => {
    const { by: person, of, what: body, expected: ifMatch, key } = command;
    const asked = { operation: 'submitReview', roundId: of.roundId, ifMatch, body };
    const request = idempotentRequest(services, person.id, key, asked);
    const remembered = async (answer: unknown) => ok({ answer: rememberedReceipt.parse(answer) });
    return once(services, request, services.now(), remembered, () =>
      submitOnce(services, door, command, request),
    );
  };

/**
 * Submits a review whose key is new; null where the key was used at the same moment. Where anything else has moved
 * between reading and writing (dates were changed, the reviewer was recused, the round was closed), what stands then
 * says whether the review can be submitted, and if not, why.
 */
const submitOnce = (
  services: Services,
  door: Door,
  { by: person, of: { roundId }, what: content, expected }: Command<Ops['submitReview']>,
  request: IdempotentRequest,
) =>
  retrying(async () => {
    const { db, digest } = services;
    const now = services.now();
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const { assignment, round } = found.value;
    const allowed = checkMayReview(found.value, now);
    if (!allowed.ok) return allowed;
    const isOpen = await checkDoor(services, door);
    if (!isOpen.ok) return isOpen;
    const [set, review] = await Promise.all([judgingSetOf(db, round), getReview(db, roundId, person.id)]);
    if ((review?.version ?? 0) !== expected) return fail(staleReview(review, round));
    const checked = checkContent(set, content, 'submission');
    if (!checked.ok) return checked;
    const { place } = assignment;
    if (place === null) throw new Error(`An open round has a reviewer without a place: ${roundId}`);

    const number = assignment.submissions + 1;
    const { contentHash, notesHash } = reviewHashes(content, digest);
    const receipt: Receipt = {
      id: services.newId(),
      roundId,
      specificationId: round.specificationId,
      specificationVersion: round.specificationVersion,
      criteriaSetId: round.criteriaSetId,
      criteriaSetVersion: round.criteriaSetVersion,
      criteriaSetHash: set.hash,
      submissionNumber: number,
      submittedAt: now.toISOString(),
      contentHash,
    };
    const written = await addSubmission(
      db,
      assignment,
      { roundId, personId: person.id, place, number, look: firstLook, receipt, notesHash, content, door },
      expected,
      request,
      eventNow(services, person.id, 'review-submitted', { number }, now),
      receiptWrites(person, round, receipt, door),
    );
    if (written.ok) return ok({ answer: receipt });
    return written.error.has('idempotency-key') ? null : heldUp;
  });

/** The write that sends a receipt by email, to whoever wants it. */
const receiptWrites = (
  person: PersonItem,
  round: RoundItem,
  receipt: Receipt,
  door: Door,
): readonly Write[] =>
  wants(person, 'receipt')
    ? tell([person.id], {
        cause: `receipt ${round.id} ${receipt.submissionNumber}`,
        notice: 'receipt',
        roundId: round.id,
        createdAt: receipt.submittedAt,
        data: {
          ...aboutRound(round),
          receiptId: receipt.id,
          submissionNumber: receipt.submissionNumber,
          submittedAt: receipt.submittedAt,
          contentHash: receipt.contentHash,
          criteriaSetHash: receipt.criteriaSetHash,
          door,
        },
      })
    : [];
