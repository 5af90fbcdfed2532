import type { reserveOperations } from '../../shared/contract/panels/reserves.ts';
import { type Defect, fail, ok } from '../../shared/domain/basics/result.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { readsReviews } from '../results/who-may-read.ts';
import { changeRoundAsRead } from '../rounds/change.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { readRound } from '../rounds/view.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import type { Database } from '../table/database.ts';
import { check } from '../table/write.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { joining } from './add-reviewer.ts';
import { changeMemberAsRead } from './change-member.ts';
import { circleOf, passConflicts } from './conflicts.ts';
import { assignmentWrite } from './storage.ts';
import { hasConflict } from './stored-assignment.ts';
import { replacing } from './take-off.ts';
import { canBeAsked, isVacant } from './vacancies.ts';

/** The reserve reviewers of a round who can still be asked. */
export async function reservesOf(db: Database, round: RoundItem): Promise<readonly PersonItem[]> {
  const people = await getPeople(
    db,
    round.reserves.map(({ personId }) => personId),
  );
  return round.reserves.flatMap(({ personId }) => people.get(personId) ?? []).filter(canBeAsked);
}

/** Whom staff ask next, and conflicts that came up after somebody joined. */
export const reserves = (services: Services): UseCases<typeof reserveOperations> => ({
  getReserves: async ({ of: { roundId } }) => {
    const read = await readRound(services, roundId);
    if (read === null) return fail(notFound);
    const { round, panel } = read;
    const now = services.now().toISOString();
    const ids = (members: typeof panel) => members.map(({ personId }) => personId);
    return ok({
      answer: {
        reserves: (await reservesOf(services.db, round)).map(({ id }) => id),
        vacancies: round.status === 'open' ? ids(panel.filter((one) => isVacant(one, now))) : [],
        conflicts: ids(panel.filter(hasConflict)),
      },
      version: round.editVersion,
    });
  },

  setReserves: ({ by, of: { roundId }, what, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, async ({ round, panel }) => {
      const { db } = services;
      if (round.status !== 'draft' && round.status !== 'open')
        return fail(
          problem(
            'not-now',
            `The round is ${round.status}; whom to ask next is said while it is draft or open.`,
          ),
        );
      const ids = [...new Set(what.reserves)];
      const specification = await getSpecification(db, round.specificationId);
      const circle = await circleOf(db, specification, panel, ids);
      const defects: Defect[] = [];
      const unfit = (detail: string) => {
        defects.push({ pointer: '/reserves', code: 'not-usable', detail });
        return [];
      };
      const people = ids.flatMap((id) => {
        const person = circle.people.get(id);
        if (person === undefined || !person.roles.includes('reviewer'))
          return unfit('There is no such reviewer any more. Choose again.');
        if (panel.some(({ personId }) => personId === id))
          return unfit(`${person.name} is, or was, on the panel already.`);
        if (specification?.developer.contactId === id)
          return unfit(
            `${person.name} is the developer’s contact for this specification, who cannot review it.`,
          );
        return readsReviews(person)
          ? unfit(`${person.name} is staff or in the Oversight Group, and would see who is on this list.`)
          : [person];
      });
      const before = new Map(round.reserves.map((one) => [one.personId, one.reason]));
      const joiners = people.filter(({ id }) => !before.get(id));
      const passed = passConflicts(joiners, circle, what.reason, '/reason');
      if (!passed.ok) defects.push(passed.error);
      if (!passed.ok || defects.length > 0) return fail(invalidBody(defects));
      const after = people.map(({ id }) => ({
        personId: id,
        reason: before.get(id) || (passed.value.get(id)?.reason ?? ''),
      }));
      if (JSON.stringify(after) === JSON.stringify(round.reserves)) return ok(null);
      return ok({
        change: { reserves: after },
        writes: [
          ...(specification === null ? [] : [specificationStands(specification)]),
          // Nobody who is erased meanwhile comes back to stand here.
          ...people.map((person) => check('person', person, { editVersion: person.editVersion })),
        ],
        event: eventNow(services, by.id, 'reserves-changed', {
          reserves: after.length,
          ...(passed.value.size > 0 && { reason: what.reason }),
        }),
      });
    }),

  askNext: ({ by, of: { roundId, personId }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, async (read) => {
      const { round, panel } = read;
      const now = services.now();
      const member = panel.find((one) => one.personId === personId);
      if (member === undefined) return fail(notFound);
      if (round.status !== 'open' || !isVacant(member, now.toISOString()))
        return fail(problem('not-now', 'Nobody is to be asked in the place of this reviewer now.'));
      const onPanel = new Set(panel.map((one) => one.personId));
      const next = (await reservesOf(services.db, round)).find(({ id }) => !onPanel.has(id));
      if (next === undefined)
        return fail(problem('not-now', 'Nobody is left on the list of reserve reviewers.'));
      const at = round.reserves.findIndex((one) => one.personId === next.id);
      const inSpite = { reason: round.reserves[at]?.reason ?? '', at: '' };
      const left = { reserves: round.reserves.slice(at + 1) };
      if (isOnPanel(member.status)) {
        const reason = 'They had not answered by the date.';
        const planned = await replacing(
          services,
          read,
          { assignment: member, status: 'recused' },
          next,
          next,
          { by, now, reason, inSpite },
        );
        return planned.ok ? ok({ ...planned.value, change: { ...planned.value.change, ...left } }) : planned;
      }
      const joined = await joining(services, read, next, next, { now, actor: by.id, inSpite });
      if (!joined.ok) return joined;
      return ok({
        change: { affectsResult: true as const, ...left },
        writes: [assignmentWrite(member, { insteadAsked: true }, now.toISOString()), ...joined.value.writes],
        event: eventNow(services, by.id, 'reviewer-added', joined.value.details, now),
      });
    }),

  passConflict: ({ by, of: { roundId, personId }, what: { reason }, expected }) =>
    changeMemberAsRead(services, { roundId, personId, expected }, ({ assignment }) => {
      if (personId === by.id)
        return fail(problem('own-panel', 'This is your own conflict. Somebody else looks at it.'));
      if (!hasConflict(assignment))
        return fail(problem('not-now', 'There is no conflict of this reviewer to look at.'));
      return ok({
        change: { conflictWith: null },
        event: eventNow(services, by.id, 'conflict-passed', { personId, conflict: 'developer', reason }),
        effect: {},
        writes: [],
      });
    }),
});
