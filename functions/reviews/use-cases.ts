import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { Door } from '../../shared/domain/reviews/review.ts';
import { raiseConcern } from '../concerns/raise-concern.ts';
import { listConcernsOf } from '../concerns/storage.ts';
import { ownConcernView } from '../concerns/views.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { listAssignmentsOf } from '../panels/storage.ts';
import { whoseIs } from '../specifications/whose.ts';
import { getReadable } from '../table/read.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { standing } from '../use-case/lock.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { checkContent } from './check-content.ts';
import { declareInterests } from './declare-interests.ts';
import { assignmentView, checkMayReview, deskOf } from './desk.ts';
import { formOf } from './form.ts';
import { declineOrRecuse } from './leave-review.ts';
import { checkDoor } from './open-doors.ts';
import { getReview, listSubmissions, saveReview } from './storage.ts';
import { type LastUpload, reviewItem } from './stored-review.ts';
import { submitReview } from './submit-review.ts';
import { reviewView, staleReview } from './view.ts';

/** What a reviewer does, by whichever door. It shows a reviewer nothing but the reviewer’s own. */
export const reviewing = (
  services: Services,
  door: Door = 'sheet',
  /** What the file said from which a draft is saved; kept with it. */
  upload: LastUpload | null = null,
): UseCases<typeof reviewOperations> => ({
  listMyAssignments: async ({ by: person }) => {
    const [desks, concerns] = await Promise.all([
      listAssignmentsOf(services.db, person.id, getReadable),
      listConcernsOf(services.db, person.id),
    ]);
    return ok({
      answer: {
        assignments: desks.map((desk) => assignmentView(desk, services.now())),
        concerns: concerns.map(ownConcernView),
      },
    });
  },

  getMyAssignment: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    return ok({
      answer: assignmentView(found.value, services.now()),
      version: found.value.assignment.version,
    });
  },

  getForm: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const form = await formOf(services, found.value);
    return form.ok ? ok({ answer: form.value }) : form;
  },

  getInterestsAsked: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    return found.ok ? ok({ answer: await whoseIs(services, found.value.round.specificationId) }) : found;
  },
  declareInterests: declareInterests(services),
  declineOrRecuse: declineOrRecuse(services),
  raiseConcern: raiseConcern(services),

  getReview: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const view = reviewView(await getReview(services.db, roundId, person.id), found.value.round);
    return ok({ answer: view, version: view.version });
  },

  saveReview: ({ by: person, of: { roundId }, what: content, expected }) =>
    retrying(async () => {
      const now = services.now();
      const found = await deskOf(services, roundId, person.id);
      if (!found.ok) return found;
      const { assignment, round } = found.value;
      const allowed = checkMayReview(found.value, now);
      if (!allowed.ok) return allowed;
      const isOpen = await checkDoor(services, door);
      if (!isOpen.ok) return isOpen;
      const checked = checkContent(await judgingSetOf(services.db, round), content, 'draft');
      if (!checked.ok) return checked;
      const saved = await saveReview(services.db, assignment, now.toISOString(), content, expected, upload);
      if (saved.ok) return ok({ answer: reviewView(saved.value, round), version: saved.value.version });
      return saved.error.has('review')
        ? fail(staleReview(standing(saved.error, 'review', reviewItem), round))
        : heldUp;
    }),

  submitReview: submitReview(services, door),

  listMySubmissions: async ({ by: person, of: { roundId } }) => {
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const submissions = await listSubmissions(services.db, roundId, person.id);
    return ok({
      answer: { submissions: submissions.reverse().map(({ receipt, content }) => ({ receipt, content })) },
    });
  },
});
