import type { panelOperations } from '../../shared/contract/panels/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { isOnPanel, maxPanel } from '../../shared/domain/rounds/round.ts';
import { judgingSetOf } from '../criteria-sets/storage.ts';
import { addPersonWrites, joinPanelWrites } from '../people/changes-storage.ts';
import { findPersonByEmail } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { whoseAddress } from '../people/whose-address.ts';
import { readsReviews } from '../results/who-may-read.ts';
import { changeRoundAsRead } from '../rounds/change.ts';
import { dueWhenAsked } from '../rounds/dates.ts';
import type { RoundRead } from '../rounds/view.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import type { SpecificationItem } from '../specifications/stored-specification.ts';
import { tellWhoComes } from '../specifications/tell-reviewers.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { circleOf, passConflicts } from './conflicts.ts';
import { invitationWrites } from './invitations.ts';
import { drawLatePlace } from './places.ts';
import { assignmentWrite, newAssignmentWrite } from './storage.ts';
import { hasDeclined } from './stored-assignment.ts';
import { withoutReserves } from './vacancies.ts';

/** `addReviewer`. */
export const addReviewer =
  (services: Services): UseCase<(typeof panelOperations)['addReviewer']> =>
  ({ by: person, of: { roundId }, what: { reason, ...reviewer }, expected }) =>
    changeRoundAsRead(services, { roundId, expected }, async (read) => {
      const now = services.now();
      const { round, panel } = read;
      if (round.status !== 'draft' && round.status !== 'open')
        return fail(
          problem(
            'not-now',
            `The round is ${round.status}; reviewers can be added while it is draft or open.`,
          ),
        );
      const known = await findPersonByEmail(services.db, reviewer.email);
      const defects = whoseAddress('/email', known, reviewer.name);
      if (defects.length > 0) return fail(invalidBody(defects));
      const member = panel.find(({ personId }) => personId === known?.id);
      if (member !== undefined)
        return isOnPanel(member.status)
          ? ok(null)
          : fail(
              problem('not-now', `This reviewer has ${member.status}, and cannot come back to this round.`),
            );
      const joined = await joining(services, read, known, reviewer, {
        now,
        actor: person.id,
        inSpite: { reason, at: '/reason' },
      });
      if (!joined.ok) return joined;
      const { details, writes } = joined.value;
      return ok({
        // Where every review was in, one is awaited again.
        change: {
          ...(round.status === 'open' && { affectsResult: true as const }),
          ...withoutReserves(round, [details.personId]),
        },
        // Where somebody has declined, it is in their place.
        writes: [
          ...panel
            .filter(hasDeclined)
            .slice(0, 1)
            .map((declined) => assignmentWrite(declined, { insteadAsked: true }, now.toISOString())),
          ...writes,
        ],
        event: eventNow(services, person.id, 'reviewer-added', details, now),
      });
    });

/**
 * The writes that put somebody on a panel and what is on record of it, or why they cannot join it: a conflict that can be
 * seen is passed with a reason alone. They become a person and a reviewer where they are not, and are invited where the
 * round is open.
 */
export async function joining(
  services: Services,
  { round, panel }: RoundRead,
  known: PersonItem | null,
  { name, email }: { readonly name: string; readonly email: string },
  {
    now,
    actor,
    inSpite,
  }: {
    readonly now: Date;
    readonly actor: string;
    /** Why they may review in spite of a conflict, and where that stands in what was sent. */
    readonly inSpite: { readonly reason: string; readonly at: string };
  },
): Promise<
  Result<
    {
      readonly details: { readonly personId: string; readonly conflict?: string; readonly reason?: string };
      readonly writes: readonly Write[];
    },
    Problem<'panel-full' | 'invalid-body'>
  >
> {
  const defects = whoseAddress('/email', known, name);
  if (defects.length > 0) return fail(invalidBody(defects));
  const specification = await getSpecification(services.db, round.specificationId);
  const allowed = mayJoin({ round, panel }, known, specification);
  if (!allowed.ok) return allowed;
  const personId = known?.id ?? services.newId();
  const passed = passConflicts(
    [{ id: personId, name, email, organisation: known?.organisation ?? '' }],
    await circleOf(services.db, specification, panel),
    inSpite.reason,
    inSpite.at,
  );
  if (!passed.ok) return fail(invalidBody([passed.error]));
  const at = now.toISOString();
  const personWrites =
    known === null
      ? addPersonWrites({ id: personId, name, email, roles: ['reviewer'] }, at, actor)
      : joinPanelWrites(known);
  const isOpen = round.status === 'open';
  const drawn = isOpen ? drawLatePlace(round, panel) : { place: null, writes: [] };
  const due = dueWhenAsked(round, at);
  const opened = isOpen ? { due, invitedAt: at } : null;
  const set = isOpen && (await judgingSetOf(services.db, round));
  const invitation = set
    ? invitationWrites([personId], { ...round, reviewsDue: due }, set.content.title, at)
    : [];
  const assignment = newAssignmentWrite(round.id, personId, drawn.place, opened, now);
  const newer = isOpen
    ? await tellWhoComes(services.db, round, [{ personId, status: 'invited', interest: 'not-declared' }], at)
    : [];
  const stands = specification === null ? [] : [specificationStands(specification)];
  return ok({
    details: { personId, ...passed.value.get(personId) },
    writes: [...stands, ...personWrites, assignment, ...drawn.writes, ...invitation, ...newer],
  });
}

/** Whether there is room on a panel for somebody, who neither wrote the specification nor may know the reviews. */
export function mayJoin(
  { round, panel }: RoundRead,
  known: PersonItem | null,
  specification: SpecificationItem | null,
): Result<void, Problem<'panel-full' | 'invalid-body'>> {
  if (panel.length >= maxPanel)
    return fail(problem('panel-full', `A panel has at most ${maxPanel} reviewers.`));
  if (known === null) return ok(undefined);
  const unfit = (code: string, detail: string) => fail(invalidBody([{ pointer: '/email', code, detail }]));
  if (specification?.developer.contactId === known.id)
    return unfit(
      'developer-contact',
      round.criteriaSetKind === 'gateway'
        ? 'This is the sponsor’s contact for what is proposed, who cannot review it.'
        : 'This is the developer’s contact for this specification, who cannot review it.',
    );
  return readsReviews(known) && panel.some(({ submissions }) => submissions > 0)
    ? unfit(
        'reads-reviews',
        'This person is staff or in the Oversight Group, and could have read the reviews submitted so far. Choose somebody else.',
      )
    : ok(undefined);
}
