import { ok } from '../../../shared/domain/basics/result.ts';
import { leavingOf, nextStep } from '../../../shared/domain/rounds/own-assignment.ts';
import {
  type ProposalText,
  proposalParts,
  type SpecificationVersion,
} from '../../../shared/domain/specifications/specification.ts';
import { openDoors } from '../../reviews/open-doors.ts';
import { ukTime } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Answer } from '../web/visit.ts';
import { readAssignment, readReview } from './reading.ts';
import type { ReviewerRoute, SignedInVisit } from './visit.ts';
import { aboutAssignment, pathOf, progressOf, progressTag } from './words.ts';

/** `GET /my-reviews/{roundId}`: one review: what it is about, how far it is, and all that can be done with it. */
async function showReview(visit: SignedInVisit): Promise<Answer> {
  const assignment = await readAssignment(visit);
  if (assignment === null) return notFoundPage(visit);
  const at = pathOf(assignment);
  const next = nextStep(assignment);
  const read = await readReview(visit);
  const leaving = leavingOf(assignment);
  return page(visit, 'my-reviews/review.njk', {
    review: aboutAssignment(assignment),
    at,
    next,
    doors: Object.fromEntries((await openDoors(visit.site)).map((door) => [door, true])),
    hasReceipts: assignment.submissions > 0,
    leaving: leaving && { decline: 'Decline this review', recuse: 'Recuse yourself' }[leaving],
    concerns: await concernsOf(visit, assignment.roundId),
    form: read.ok
      ? {
          area: read.value.form.specification.areaOfPractice,
          documentUrl: read.value.form.specification.documentUrl,
          proposal: proposalOf(read.value.form.specification),
          criteria: `${read.value.form.criteriaSet.title}, version ${read.value.form.criteriaSetVersion}`,
          instructions: read.value.form.criteriaSet.instructions,
          scale: read.value.form.criteriaSet.scale,
          newer: read.value.form.newerVersion?.version,
          savedAt: read.value.draft.savedAt && ukTime(read.value.draft.savedAt),
          sections: read.value.form.criteriaSet.sections.map((section) => ({
            heading: `${section.number} ${section.title}`,
            href: `${at}/sections/${section.id}`,
            tag: progressTag(progressOf(section, read.value.draft.content)),
          })),
        }
      : null,
  });
}

/** What a proposal says, which is read on the page itself; null where there is a document. */
const proposalOf = ({ proposal }: SpecificationVersion) =>
  proposal === undefined
    ? null
    : (Object.entries(proposalParts) as [keyof ProposalText, string][]).map(([part, name]) => ({
        name,
        text: proposal[part],
      }));

/** The concerns that the reviewer raised in a round, and what the Centre answered. */
async function concernsOf(visit: SignedInVisit, roundId: string) {
  const listed = await visit.perform('listMyAssignments', visit.person, () =>
    ok({ of: {}, what: undefined, expected: 0, key: '' }),
  );
  if (!listed.ok) return [];
  return listed.value.answer.concerns
    .filter((concern) => concern.roundId === roundId)
    .map(({ text, raisedAt, answer }) => ({
      text,
      raisedAt: ukTime(raisedAt),
      answer: answer && { text: answer.text, at: ukTime(answer.answeredAt) },
    }));
}

/** Where a review is begun, gone on with and left: every other page of it leads back here. */
export const reviewRoutes: readonly ReviewerRoute[] = [
  {
    method: 'GET',
    path: '/my-reviews/{roundId}',
    access: 'reviewer',
    handle: showReview,
  },
];
