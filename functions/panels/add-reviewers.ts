import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { type Defect, fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import { isOnPanel, maxPanel } from '../../shared/domain/rounds/round.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { joinPanelWrites } from '../people/changes-storage.ts';
import { getPeople } from '../people/storage.ts';
import { changeRoundAsRead } from '../rounds/change.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { mayJoin } from './add-reviewer.ts';
import { type Conflict, conflictsOf } from './conflicts.ts';
import { newAssignmentWrite } from './storage.ts';

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
      const [specification, { sharedDomains }] = await Promise.all([
        getSpecification(db, round.specificationId),
        getSettings(db),
      ]);
      const contactId = specification?.developer.contactId ?? '';
      const people = await getPeople(db, [...joining, ...onPanel, contactId]);
      const members = [...onPanel, ...joining].flatMap((id) => people.get(id) ?? []);
      const defects: Defect[] = [];
      const added = joining.flatMap((id) => {
        const person = people.get(id);
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
        const contact = people.get(contactId) ?? null;
        return [{ person, conflicts: conflictsOf(person, contact, members, sharedDomains) }];
      });
      const torn = added.filter(({ conflicts }) => conflicts.length > 0);
      if (torn.length > 0 && reason.trim() === '')
        defects.push({
          pointer: '/reason',
          code: 'conflict',
          detail: `Enter why they may review all the same, or choose others: ${torn.map(({ person, conflicts }) => `${person.name} has ${conflictInWords(conflicts, (id) => people.get(id)?.name ?? '')}.`).join(' ')}`,
        });
      if (defects.length > 0) return fail(invalidBody(defects));
      const events = added.map(({ person, conflicts }) =>
        eventNow(
          services,
          by.id,
          'reviewer-added',
          {
            personId: person.id,
            ...(conflicts.length > 0 && {
              conflict: conflicts.map((one) => (one.with === 'developer' ? 'developer' : 'panel')).join(' '),
              reason,
            }),
          },
          now,
        ),
      );
      const [event, ...others] = events;
      if (event === undefined) return ok(null);
      return ok({
        change: {},
        writes: [
          ...(specification === null ? [] : [specificationStands(specification)]),
          ...added.flatMap(({ person }) => [
            ...joinPanelWrites(person),
            newAssignmentWrite(round.id, person.id, null, null, now),
          ]),
          ...others.map((one) => eventWrite(round, one)),
        ],
        event,
      });
    });

/** What somebody has in common with whom: “the mail domain sample.ac.uk in common with the developer’s contact and Bo”. */
export const conflictInWords = (
  conflicts: readonly Conflict[],
  nameOf: (personId: string) => string,
): string =>
  `the mail domain ${conflicts[0]?.domain} in common with ${list(
    conflicts.flatMap((one) => (one.with === 'developer' ? 'the developer’s contact' : one.with.map(nameOf))),
  )}`;
