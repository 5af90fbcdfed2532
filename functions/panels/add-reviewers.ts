import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { type Defect, fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import { isOnPanel, maxPanel } from '../../shared/domain/rounds/round.ts';
import { eventWrite } from '../centre/events-storage.ts';
import { joinPanelWrites } from '../people/changes-storage.ts';
import { changeRoundAsRead } from '../rounds/change.ts';
import { answerRound, type RoundRead, readRound, staleRound } from '../rounds/view.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Command, UseCase } from '../use-case/use-case.ts';
import { addReviewer, mayJoin } from './add-reviewer.ts';
import { circleOf, passConflicts } from './conflicts.ts';
import { newAssignmentWrite } from './storage.ts';
import { withoutReserves } from './vacancies.ts';

type AddReviewers = (typeof panelOperations)['addReviewers'];

/**
 * `addReviewers`: to a draft all of them or none, to an open round one after the other. Who is on the panel already stays
 * as they are. A conflict that can be seen is passed with a reason alone, which is kept with who was added in spite of it.
 */
export const addReviewers =
  (services: Services): UseCase<AddReviewers> =>
  async (command) => {
    const read = await readRound(services, command.of.roundId);
    return read?.round.status === 'open' ? oneByOne(services, command, read) : allAtOnce(services, command);
  };

const allAtOnce: (services: Services, command: Command<AddReviewers>) => ReturnType<UseCase<AddReviewers>> = (
  services,
  { by, of: { roundId }, what, expected },
) =>
  changeRoundAsRead(services, { roundId, expected }, async (read) => {
    const now = services.now();
    const { round } = read;
    if (round.status !== 'draft')
      return fail(
        problem('not-now', `The round is ${round.status}; reviewers can be added while it is draft or open.`),
      );
    const joining = await whoJoin(services, read, what);
    if (!joining.ok) return joining;
    const { added, passed, specification } = joining.value;
    const events = added.map(({ id }) =>
      eventNow(services, by.id, 'reviewer-added', { personId: id, ...passed.get(id) }, now),
    );
    const [event, ...others] = events;
    if (event === undefined) return ok(null);
    return ok({
      change: withoutReserves(
        round,
        added.map(({ id }) => id),
      ),
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

/**
 * Each is invited as they join and draws a place among those who are there. All are looked at before the first; where
 * something comes in between all the same, what is answered says who has joined.
 */
async function oneByOne(
  services: Services,
  { by, of, what, expected }: Command<AddReviewers>,
  read: RoundRead,
): ReturnType<UseCase<AddReviewers>> {
  if (expected !== read.round.editVersion) return fail(await staleRound(services, read));
  const joining = await whoJoin(services, read, what);
  if (!joining.ok) return joining;
  const joined: string[] = [];
  let done = await answerRound(services, of.roundId);
  for (const { name, email } of joining.value.added) {
    if (!done.ok) return done;
    const asked = { name, email, reason: what.reason };
    const one = await addReviewer(services)({ by, of, what: asked, expected: done.value.version, key: '' });
    if (!one.ok && joined.length === 0) return one;
    if (!one.ok) {
      const why = one.error.errors?.[0]?.detail ?? one.error.detail;
      const said = `${list(joined)} joined the panel. ${name} did not, nor did anybody after: ${why}`;
      return fail(problem('not-now', said, { rule: 'some-joined' }));
    }
    joined.push(name);
    done = one;
  }
  return done;
}

/** Those of whom was asked who are not on the panel yet, if every one of them may join it. */
async function whoJoin(
  { db }: Services,
  read: RoundRead,
  { reviewers, reason }: Command<AddReviewers>['what'],
) {
  const { round, panel } = read;
  const onPanel = panel.filter(({ status }) => isOnPanel(status)).map(({ personId }) => personId);
  const joining = [...new Set(reviewers)].filter((id) => !onPanel.includes(id));
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
  return ok({ added, passed: passed.value, specification });
}
