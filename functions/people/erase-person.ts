import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { count, list } from '../../shared/domain/basics/words.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { eraseFromNotices } from '../notices/erase-from-notices.ts';
import { getAssignmentsOn } from '../panels/storage.ts';
import { readsReviews } from '../results/who-may-read.ts';
import { changeRoundAsRead } from '../rounds/change.ts';
import { eachRound, getRounds } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecifications } from '../specifications/storage.ts';
import type { Database } from '../table/database.ts';
import { heldUp } from '../table/retrying.ts';
import { eachDue, todo } from '../todo/todo.ts';
import { invalidBody, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { rolesRefused } from './change-person.ts';
import { erasePerson } from './changes-storage.ts';
import { changePersonAsRead } from './person-as-read.ts';
import type { PersonItem } from './stored-person.ts';

/** How a person is erased: their name and address go, what they did and wrote stays under their id and place. */
export const erasingPeople = (services: Services) =>
  ({
    erasePerson: ({ by, of: { personId }, what: { name }, expected }) =>
      changePersonAsRead(services, { personId, expected }, async (person) => {
        const { db } = services;
        if (personId === by.id)
          return fail(problem('not-now', 'You cannot erase yourself. Ask another administrator.'));
        if (name !== person.name)
          return fail(
            invalidBody([
              {
                pointer: '/name',
                code: 'differs',
                detail: `Type the name as it stands here: ${person.name}`,
              },
            ]),
          );
        const needed = await whatNeeds(db, person, readsReviews(by));
        if (needed !== null) return fail(problem('not-now', needed, { rule: 'still-needed' }));
        // Before the person, by whose name they are searched: whatever fails after this can be repeated.
        if (!(await eraseFromNotices(db, person)))
          return fail(
            problem(
              'not-now',
              'An email to them is being sent, or has just changed. Try again in a few minutes.',
            ),
          );
        await takeOffReserves(services, by.id, personId);
        const event = eventNow(services, by.id, 'person-erased');
        const erased = await erasePerson(db, person, event);
        if (erased.ok) return ok({ answer: { personId, erasedAt: event.at } });
        const isLast = erased.error.has('administrators') && !erased.error.has('person');
        return isLast ? fail(rolesRefused(erased.error)) : heldUp;
      }),
  }) satisfies Partial<UseCases<typeof personOperations>>;

/**
 * Why a person cannot be erased yet, in a sentence, which names rounds where `withTitles`; null where they can. Until a
 * round is decided and its letter released, that letter needs its recipient, and is searched for the names of the panel.
 */
async function whatNeeds(db: Database, person: PersonItem, withTitles: boolean): Promise<string | null> {
  const named = (titles: ReadonlySet<string>, noun: string) =>
    withTitles ? list([...titles]) : count(titles.size, noun);
  const reviews = new Set<string>();
  const contact = new Set<string>();
  for await (const rounds of roundsUnderWay(db)) {
    const [assignments, specifications] = await Promise.all([
      getAssignmentsOn(db, rounds, person.id),
      getSpecifications(
        db,
        rounds.map(({ specificationId }) => specificationId),
      ),
    ]);
    for (const { id, title, specificationId } of rounds) {
      const assignment = assignments.get(id);
      if (assignment !== undefined && (isOnPanel(assignment.status) || assignment.submissions > 0))
        reviews.add(`“${title}”`);
      if (specifications.get(specificationId)?.developer.contactId === person.id) contact.add(`“${title}”`);
    }
  }
  if (reviews.size > 0)
    return `They are on the panel of ${named(reviews, 'round')}. Erase them once its letter is released, or take them off the panel before they submit.`;
  return contact.size > 0
    ? `They are the contact for ${named(contact, 'specification')}, whose round is not over. Erase them once its letter is released, or the round is cancelled.`
    : null;
}

/** Takes somebody off every list of whom to ask next. */
async function takeOffReserves(services: Services, by: string, personId: string): Promise<void> {
  const isOther = (one: RoundItem['reserves'][number]) => one.personId !== personId;
  for await (const rounds of roundsUnderWay(services.db))
    for (const { id: roundId, reserves } of rounds)
      if (!reserves.every(isOther))
        await changeRoundAsRead(services, { roundId, expected: null }, async ({ round }) => {
          const left = round.reserves.filter(isOther);
          const event = eventNow(services, by, 'reserves-changed', { reserves: left.length });
          return ok({ change: { reserves: left }, writes: [], event });
        });
}

/** Rounds that are not decided, then those whose letter waits for its release. */
async function* roundsUnderWay(db: Database): AsyncGenerator<readonly RoundItem[]> {
  for (const status of ['draft', 'open', 'closed'] as const) yield* eachRound(db, status);
  for await (const letter of eachDue(db, todo.noticeRelease, '~')) {
    const { roundId } = letter();
    if (roundId !== null) yield [...(await getRounds(db, [roundId])).values()];
  }
}
