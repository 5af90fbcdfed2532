import { ok, type Result } from '../../shared/domain/basics/result.ts';
import { firstLook, type ReviewContent } from '../../shared/domain/reviews/review.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { assignmentStands, assignmentWrite } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { behindSince } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { answerWrite, type IdempotentRequest } from '../table/idempotency.ts';
import { keys, ranges } from '../table/keys.ts';
import { getItem, queryItems } from '../table/read.ts';
import { check, checkNone, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type LastUpload, type ReviewItem, reviewItem } from './stored-review.ts';
import { type SubmissionItem, submissionItem } from './stored-submission.ts';

/** A reviewer's working draft; null where it was never saved. */
export const getReview = (db: Database, roundId: string, personId: string): Promise<ReviewItem | null> =>
  getItem(db, keys.review(roundId, personId), reviewItem);

/**
 * Saves a draft over the version that was read (0: never saved). Fails with the conditions that did not hold: `review`
 * (another version stands), `assignment` (changed since it was read: submitted, perhaps).
 */
export async function saveReview(
  db: Database,
  assignment: AssignmentItem,
  savedAt: string,
  content: ReviewContent,
  readVersion: number,
  /** What the file said from which it is saved; null by any other door, where the last one stays known. */
  upload: LastUpload | null = null,
): Promise<Result<ReviewItem, Unmet>> {
  const key = keys.review(assignment.roundId, assignment.personId);
  const version = readVersion + 1;
  const item = { ...key, ...reviewItem.stamp, version, look: firstLook, content, savedAt, upload };
  const written = await transact(db, [
    readVersion === 0
      ? putNew('review', item)
      : update(
          'review',
          key,
          // Whoever goes on in a draft that was to go keeps it.
          {
            set: { content, savedAt, expiresAt: undefined, ...(upload !== null && { upload }) },
            add: { version: 1 },
          },
          { version: readVersion },
        ),
    assignmentStands(assignment),
  ]);
  return written.ok ? ok(item) : written;
}

/** A reviewer's submissions on a round, the first first. */
export const listSubmissions = (db: Database, roundId: string, personId: string): Promise<SubmissionItem[]> =>
  queryItems(db, ranges.submissions(roundId, personId), submissionItem);

/** Every submission on a round, whether it counts or not. */
export const listAllSubmissions = (db: Database, roundId: string): Promise<SubmissionItem[]> =>
  queryItems(db, { pk: keys.round(roundId).pk, prefix: 'SUBMISSION#' }, submissionItem);

/** What a submission consists of. */
export type NewSubmission = Pick<
  SubmissionItem,
  'roundId' | 'personId' | 'place' | 'number' | 'look' | 'receipt' | 'notesHash' | 'content' | 'door'
>;

/**
 * Submits: the submission, the assignment, the round's revision, the event, the idempotency record and what else
 * belongs to it (its receipt by email), all or nothing, over the version of the draft that was read (0: never saved).
 * Fails with the conditions that did not hold: `idempotency-key`, `assignment` (changed since it was read), `round` (not
 * open, or past its closing time), `review` (another version stands), `submission` (that number exists).
 */
export async function addSubmission(
  db: Database,
  assignment: AssignmentItem,
  submission: NewSubmission,
  readVersion: number,
  request: IdempotentRequest,
  event: NewEvent,
  besides: readonly Write[] = [],
): Promise<Result<void, Unmet>> {
  const round = keys.round(submission.roundId);
  return transact(db, [
    answerWrite(request, submission.receipt, new Date(event.at)),
    assignmentWrite(
      assignment,
      {
        status: 'submitted',
        submissions: submission.number,
        submittedAt: submission.receipt.submittedAt,
        door: submission.door,
      },
      event.at,
    ),
    update(
      'round',
      round,
      { set: behindSince(submission.roundId, event.at), add: { revision: 1 } },
      { status: 'open' },
      { closesAt: event.at },
    ),
    readVersion === 0
      ? checkNone('review', keys.review(submission.roundId, submission.personId))
      : check('review', keys.review(submission.roundId, submission.personId), { version: readVersion }),
    putNew('submission', {
      ...keys.submission(submission.roundId, submission.personId, submission.number),
      ...submissionItem.stamp,
      ...submission,
    }),
    ...besides,
    eventWrite(round, event),
  ]);
}
