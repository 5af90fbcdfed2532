import type { Answer } from '../../shared/contract/operation.ts';
import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import type { ReviewContent } from '../../shared/domain/reviews/review.ts';
import { tabName } from '../../shared/domain/scoring-sheets/layout.ts';
import { planHeader, planTable } from '../../shared/domain/scoring-sheets/plan.ts';
import { traceOf } from '../../shared/domain/typed-reviews/trace.ts';
import { keyedDigest } from '../table/seal.ts';
import type { Services } from '../use-case/services.ts';
import { ukTime } from '../words/uk-time.ts';

type Ops = typeof reviewOperations;
type Form = Answer<Ops['getForm']>;
type Receipt = Answer<Ops['submitReview']>;

/** The first line of the hidden tab, by which a file of ours is known. */
export const made = 'Credential review, review file 1';

/** Whose a file is, so that it can be told from another’s and says nothing of whose it is. */
export const ownerOf = ({ db }: Pick<Services, 'db'>, roundId: string, personId: string): Promise<string> =>
  keyedDigest(db, 'review file', `${roundId} ${personId}`).then((digest) => digest.slice(0, 24));

/** A file of a reviewer’s draft, or a marked copy of what they submitted. */
export async function writeReviewFile(
  services: Pick<Services, 'db'>,
  {
    form,
    personId,
    content,
    version,
    submitted,
  }: {
    readonly form: Form;
    readonly personId: string;
    readonly content: ReviewContent;
    /** The version of the draft that it is made from. */
    readonly version: number;
    readonly submitted: Receipt | null;
  },
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }> {
  // What writes files is code that few requests need: a cold start goes without it.
  const { scoringWorkbook } = await import('../files/scoring-workbook.ts');
  const { assignment, criteriaSet, criteriaSetHash } = form;
  const rows = [
    ...planHeader(form, {
      due: `${ukTime(assignment.reviewsDue)} UK time`,
      status:
        submitted === null
          ? draftStatus(assignment.submissions)
          : `Submitted: number ${submitted.submissionNumber} on ${ukTime(submitted.submittedAt)}, receipt ${submitted.id}. Content hash ${submitted.contentHash}`,
      sending:
        submitted === null
          ? 'Save the file, then upload it on the page of the review. The tab “Guidance” says more of each criterion.'
          : 'This is a copy of what you submitted: it cannot be uploaded.',
    }),
    ...planTable(form, content),
  ];
  const about = [
    ['What this is', made],
    ['Round', assignment.roundId],
    ['Reviewer', await ownerOf(services, assignment.roundId, personId)],
    ['Criteria', criteriaSetHash],
    ['Draft', String(version)],
    ['Was', traceOf(criteriaSet, content)],
    ['Copy', submitted === null ? 'no' : 'yes'],
  ] as const;
  const name = tabName(form.specification.title, assignment.specificationVersion)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return {
    fileName: `review-${name || 'specification'}${submitted === null ? '' : '-submitted'}.xlsx`,
    bytes: scoringWorkbook(criteriaSet, rows, about),
  };
}

/** How a draft stands: what was submitted before a review was opened again counts on. */
const draftStatus = (submissions: number): string =>
  submissions === 0
    ? 'Not submitted yet.'
    : `Open again. Submission ${submissions} counts until you submit again.`;
