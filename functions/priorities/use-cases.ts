import type * as z from 'zod';
import type { priorityOperations } from '../../shared/contract/priorities/operations.ts';
import { priorityState, type priorityView as view } from '../../shared/contract/priorities/schemas.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { keptAreas } from '../centre/areas.ts';
import { listEventsOf } from '../centre/events-storage.ts';
import { namesOf } from '../people/names.ts';
import { answerWrite } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { stale, standing } from '../use-case/lock.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { pageSize } from '../use-case/page-size.ts';
import { invalidBody, notFound } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { answersTo } from './answers.ts';
import { addPriority, changePriority, getPriority, listPrioritiesPage } from './storage.ts';
import { type PriorityItem, priorityItem } from './stored-priority.ts';

type Ops = typeof priorityOperations;

/** What the Oversight Group does with its priorities, and everybody reads of them. */
export const priorities = (services: Services): UseCases<Ops> => ({
  listPriorities: async ({ of: { cursor } }) => {
    const { entries, next } = await listPrioritiesPage(services.db, { limit: pageSize, cursor });
    const items = entries.map(({ id, ...entry }) => ({ priorityId: id, ...entry }));
    return ok({ answer: { items, next } });
  },

  getPriority: async ({ of: { priorityId } }) => {
    const priority = await getPriority(services.db, priorityId);
    return priority === null ? fail(notFound) : answered(services, priority);
  },

  getPriorityAnswers: async ({ of: { priorityId } }) => {
    const priority = await getPriority(services.db, priorityId);
    return priority === null ? fail(notFound) : ok({ answer: await answersTo(services, priority) });
  },

  addPriority: ({ by, what, key }) => {
    const { db } = services;
    const request = idempotentRequest(services, by.id, key, { operation: 'addPriority', what });
    const remembered = async (answer: unknown) => {
      const kept = await getPriority(db, (answer as { priorityId: string }).priorityId);
      if (kept === null) throw new Error('A priority was added and is not there');
      return answered(services, kept);
    };
    return once(services, request, services.now(), remembered, () =>
      retrying(async () => {
        const areas = await keptAreas(services, by.id, [what.areaOfPractice], '/areaOfPractice');
        if (!areas.ok) return areas;
        const [areaOfPractice = what.areaOfPractice] = areas.value.names;
        const id = services.newId();
        const state = 'under-consideration' as const;
        const event = eventNow(services, by.id, 'priority-added', { state });
        const written = await addPriority(
          db,
          { ...what, id, areaOfPractice, state },
          [answerWrite(request, { priorityId: id }, new Date(event.at)), ...areas.value.writes],
          event,
        );
        if (written.ok) return remembered({ priorityId: id });
        return written.error.has('idempotency-key') ? null : heldUp;
      }),
    );
  },

  changePriority: ({ by, of: { priorityId }, what, expected }) =>
    retrying(async () => {
      const { db } = services;
      const read = await getPriority(db, priorityId);
      if (read === null) return fail(notFound);
      if (read.editVersion !== expected) return fail(await overtaken(services, read));
      const { reason, ...said } = what;
      const hasMoved = said.state !== read.state;
      if (hasMoved && reason.trim() === '') return fail(invalidBody([reasonMissing]));
      const areas = await keptAreas(services, by.id, [said.areaOfPractice], '/areaOfPractice');
      if (!areas.ok) return areas;
      const [areaOfPractice = said.areaOfPractice] = areas.value.names;
      const event = eventNow(services, by.id, 'priority-changed', {
        ...(hasMoved && { state: said.state }),
        ...(reason.trim() !== '' && { reason }),
      });
      const written = await changePriority(
        db,
        read,
        { ...said, id: priorityId, areaOfPractice },
        areas.value.writes,
        event,
      );
      if (written.ok) {
        const kept = await getPriority(db, priorityId);
        return kept === null ? fail(notFound) : answered(services, kept);
      }
      const now = standing(written.error, 'priority', priorityItem);
      return now === null ? heldUp : fail(await overtaken(services, now));
    }),
});

const reasonMissing = {
  pointer: '/reason',
  code: 'reason-missing',
  detail: 'Say why it comes to stand elsewhere',
};

const overtaken = async (services: Services, now: PriorityItem) =>
  stale('priority', now.editVersion, await viewOf(services, now));

const answered = async (services: Services, priority: PriorityItem) =>
  ok({ answer: await viewOf(services, priority), version: priority.editVersion });

/** Entries of its history that a priority is shown with, the latest. */
const maxHistory = 50;

/** A priority with what its events say of where it has stood. */
async function viewOf(services: Services, priority: PriorityItem): Promise<z.output<typeof view>> {
  const { items } = await listEventsOf(services.db, priority, { limit: maxHistory });
  const names = await namesOf(
    services,
    items.map(({ actor }) => actor),
  );
  const { id, title, areaOfPractice, need, evidence, since, state, editVersion } = priority;
  return {
    priorityId: id,
    title,
    areaOfPractice,
    need,
    evidence,
    since,
    state,
    history: items.map(({ at, actor, details }) => ({
      at,
      by: actor,
      name: names.get(actor) ?? null,
      state: priorityState.nullable().catch(null).parse(details.state),
      reason: String(details.reason ?? ''),
    })),
    editVersion,
  };
}
