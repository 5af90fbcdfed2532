import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { type Defect, fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { isOnPanel, maxPanel } from '../../shared/domain/rounds/round.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { joinPanelWrites } from '../people/changes-storage.ts';
import { changeRoundAsRead } from '../rounds/change.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { mayJoin } from './add-reviewer.ts';
import { circleOf, passConflicts } from './conflicts.ts';
import { newAssignmentWrite } from './storage.ts';
import { withoutReserves } from './vacancies.ts';

/**
 * `addReviewers`: all of them or none. Who is on the panel already stays as they are. A conflict that can be seen is
 * passed with a reason alone, which is kept with who was added in spite of it.
 */
export const addReviewers =
  (services: Services): UseCase<(typeof panelOperations)['addReviewers']> =>
  ({ by, of: { roundId }, what: { reviewers, reason }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, async (read) => {
      const { db } = services;
      const now = services.now();
      const { round, panel } = read;
      if (round.status !== 'draft')
        return fail(
          problem(
            'not-now',
            `The round is ${round.status}. Several reviewers are added at once while it is a draft.`,
          ),
        );
      const onPanel = panel.filter(({ status }) => isOnPanel(status)).map(({ personId }) => personId);
      const joining = [...new Set(reviewers)].filter((id) => !onPanel.includes(id));
      if (joining.length === 0) return ok(null);
      if (panel.length + joining.length > maxPanel)
        return fail(problem('panel-full', `A panel has at most ${maxPanel} reviewers.`));
      const specification = await getSpecification(db, round.specificationId);
      const circle = await circleOf(db, specification, panel, joining);
      const defects: Defect[] = [];
      const added = joining.flatMap((id) => {
        const person = circle.people.get(id);
        const at = pointer('reviewers', reviewers.indexOf(id));
        if (person === undefined || !person.roles.includes('reviewer')) {
          defects.push({
            pointer: at,
            code: 'not-usable',
            detail: 'There is no such reviewer any more. Choose again.',
          });
          return [];
        }
        const left = panel.find(({ personId }) => personId === id);
        const allowed = mayJoin(read, person, specification);
        if (left !== undefined || !allowed.ok) {
          const why = allowed.ok ? null : (allowed.error.errors?.[0]?.detail ?? allowed.error.detail);
          const detail = why ?? `They have ${left?.status}, and cannot come back to this round.`;
          defects.push({ pointer: at, code: 'not-usable', detail: `${person.name}: ${detail}` });
          return [];
        }
        return [person];
      });
      const passed = passConflicts(added, circle, reason, '/reason');
      if (!passed.ok) defects.push(passed.error);
      if (!passed.ok || defects.length > 0) return fail(invalidBody(defects));
      const events = added.map(({ id }) =>
        eventNow(services, by.id, 'reviewer-added', { personId: id, ...passed.value.get(id) }, now),
      );
      const [event, ...others] = events;
      if (event === undefined) return ok(null);
      return ok({
        change: withoutReserves(round, joining),
        writes: [
          ...(specification === null ? [] : [specificationStands(specification)]),
          ...added.flatMap((person) => [
            ...joinPanelWrites(person),
            newAssignmentWrite(round.id, person.id, null, null, now),
          ]),
          ...others.map((one) => eventWrite(round, one)),
        ],
        event,
      });
    });
