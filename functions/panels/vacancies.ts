import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { readsReviews } from '../results/who-may-read.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { getReadable } from '../table/read.ts';
import { answerByOf } from './answer-by.ts';
import { dueOf } from './storage.ts';
import { type AssignmentItem, hasDeclined, waitsForAnswer } from './stored-assignment.ts';

/** Whether somebody else can be asked in the place of a reviewer on an open round: they declined, or did not answer in time. */
export function isVacant(assignment: AssignmentItem, now: string): boolean {
  if (hasDeclined(assignment)) return true;
  const [due, { invitedAt }] = [dueOf(assignment), assignment];
  return (
    waitsForAnswer(assignment) && due !== null && invitedAt !== null && answerByOf({ invitedAt, due }) < now
  );
}

/** Whether somebody on the list of whom to ask next can still be asked: not who lost the role, or reads reviews by now. */
export const canBeAsked = (person: PersonItem): boolean =>
  person.roles.includes('reviewer') && !readsReviews(person);

/** What becomes of the list of whom to ask next where these join the panel: they leave it. */
export function withoutReserves(
  { reserves }: Pick<RoundItem, 'reserves'>,
  joining: readonly string[],
): { readonly reserves?: RoundItem['reserves'] } {
  const left = reserves.filter(({ personId }) => !joining.includes(personId));
  return left.length === reserves.length ? {} : { reserves: left };
}

/** Whom to ask next on each of these rounds, in the place of somebody; nobody where the list is empty or its people cannot be asked. */
export async function nextToAsk(
  db: Database,
  rounds: ReadonlyMap<string, RoundItem>,
): Promise<(roundId: string) => PersonItem | undefined> {
  const people = await getPeople(
    db,
    [...rounds.values()].flatMap(({ reserves }) => reserves.map(({ personId }) => personId)),
    getReadable,
  );
  return (roundId) =>
    rounds
      .get(roundId)
      ?.reserves.flatMap(({ personId }) => people.get(personId) ?? [])
      .find(canBeAsked);
}
