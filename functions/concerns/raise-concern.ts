import { maxConcerns } from '../../shared/contract/concerns/schemas.ts';
import type { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { listPanel } from '../panels/storage.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { type Desk, deskOf } from '../reviews/desk.ts';
import type { Database } from '../table/database.ts';
import type { IdempotentRequest } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { Command, UseCase } from '../use-case/use-case.ts';
import { rememberedConcern } from './remembered.ts';
import { addConcern, listReadableConcerns } from './storage.ts';
import { ownConcernView } from './views.ts';

type Op = (typeof reviewOperations)['raiseConcern'];

/** `raiseConcern`: what a reviewer tells staff about the safety of patients, beside the review and not in it. */
export const raiseConcern =
  (services: Services): UseCase<Op> =>
  (command) => {
    const { by, of, what, key } = command;
    const request = idempotentRequest(services, by.id, key, {
      operation: 'raiseConcern',
      roundId: of.roundId,
      what,
    });
    const remembered = async (answer: unknown) =>
      ok({ answer: ownConcernView(await rememberedConcern(services, of.roundId, answer)) });
    return once(services, request, services.now(), remembered, () => raiseOnce(services, command, request));
  };

const raiseOnce = (
  services: Services,
  { by: person, of: { roundId }, what: { text, criterionId } }: Command<Op>,
  request: IdempotentRequest,
) =>
  retrying(async () => {
    const { db } = services;
    const found = await deskOf(services, roundId, person.id);
    if (!found.ok) return found;
    const { round } = found.value;
    const allowed = checkMayRaise(found.value);
    if (!allowed.ok) return allowed;
    const [set, concerns, staff] = await Promise.all([
      criterionId === null ? null : judgingSetOf(services.db, round),
      // One that cannot be read keeps nobody from raising another.
      listReadableConcerns(db, roundId),
      staffToTell(db, roundId),
    ]);
    if (set !== null && !criteriaOf(set.content).some(({ id }) => id === criterionId))
      return fail(invalidBody([unknownCriterion]));
    if (concerns.filter(({ personId }) => personId === person.id).length >= maxConcerns)
      return fail(
        problem(
          'not-now',
          `You have raised ${maxConcerns} concerns in this round, and the Centre has them all. Write to it, or call, about anything else.`,
        ),
      );

    const event = eventNow(services, person.id, 'concern-raised');
    const concern = {
      id: services.newId(),
      roundId,
      personId: person.id,
      criterionId,
      text,
      raisedAt: event.at,
    };
    const written = await addConcern(
      db,
      round,
      concern,
      request,
      event,
      tell(staff, {
        cause: `concern-raised ${event.id}`,
        notice: 'concern-raised',
        roundId,
        createdAt: event.at,
        data: { ...aboutRound(round), concernId: concern.id },
      }),
    );
    if (written.ok) return ok({ answer: ownConcernView({ ...concern, answer: null }) });
    return written.error.has('idempotency-key') ? null : heldUp;
  });

const unknownCriterion = {
  pointer: pointer('criterionId'),
  code: 'unknown-criterion',
  detail: 'This round has no such criterion. Choose one of its own, or none.',
};

/**
 * Whether somebody may raise a concern: whoever has accepted, while the round is open. That holds once they have
 * submitted, and if they recused themselves or were recused: they may have read what worries them.
 */
function checkMayRaise({
  assignment: { status },
  round,
}: Desk): Result<void, Problem<'round-not-open' | 'declaration-needed' | 'not-now'>> {
  if (round.status !== 'open')
    return fail(
      problem('round-not-open', 'This round is not open any more. Write to the Centre, or call it, at once.'),
    );
  if (status === 'invited')
    return fail(
      problem(
        'declaration-needed',
        'You can raise a concern here once you have accepted the review. If it cannot wait, write to the Centre, or call it, at once.',
      ),
    );
  if (status === 'declined')
    return fail(
      problem('not-now', 'You have declined this review. Write to the Centre, or call it, at once.'),
    );
  return ok(undefined);
}

/**
 * Staff who may read the concerns of a round: none of its panel. Where all staff are on it, all of them are told:
 * somebody has to find a colleague who can answer.
 */
async function staffToTell(db: Database, roundId: string): Promise<readonly string[]> {
  const [staff, panel] = await Promise.all([listPeopleWithRoles(db, ['staff']), listPanel(db, roundId)]);
  const onIt = new Set(panel.map(({ personId }) => personId));
  const others = staff.filter((id) => !onIt.has(id));
  return others.length > 0 ? others : staff;
}
