import { isOnPanel, placeName } from '../../../shared/domain/rounds/round.ts';
import { membersOf } from '../../people/names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { nameOf, pathOf, type Round, unless } from '../rounds/about-round.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';

/** A round and the reviewer whom a page is about. */
export interface Member {
  readonly round: Round;
  readonly member: Round['panel'][number];
  readonly name: string;
  /** Why it is no use to remind them, in sentences; null where it is some. */
  readonly hindrance: string | null;
}

/** The same, as it stands; null where there is none. */
export async function readMember(visit: Visit): Promise<Member | null> {
  const { roundId = '', personId = '' } = visit.parameters;
  const round = await readFor(visit, 'getRound', { roundId });
  const member = round?.panel.find((one) => one.personId === personId);
  if (round === null || member === undefined) return null;
  const person = (await membersOf(servicesOf(visit.site), [personId])).get(personId);
  const name = person?.name ?? erasedPerson;
  return {
    round,
    member,
    name: member.place === null ? name : `${placeName(member.place)} ${name}`,
    hindrance: person?.cannotReview ?? person?.takesNoEmails ?? null,
  };
}

/** When their review is due: on a day of their own, or with everybody's. */
export const dueOf = ({ round, member }: Member): string => member.reviewsDue ?? round.reviewsDue;

/** What a form about one reviewer is locked by. */
export const memberLock = ({ round, member }: Member) => ({
  version: member.editVersion,
  concerns: { kind: 'round' as const, id: round.roundId },
});

/** What such a form says around its fields. */
export const memberText = ({ round, name }: Member) => ({
  caption: `${name}, ${nameOf(round)}`,
  back: { text: 'Back to the round', href: pathOf(round) },
});

/** Says why somebody cannot leave a panel, unless they are on it and the round is in one of the statuses. */
export const unlessOn = ({ round, member }: Member, ...needed: readonly Round['status'][]): Message | null =>
  isOnPanel(member.status)
    ? unless('The panel cannot be changed now', round, ...needed)
    : {
        title: 'This reviewer is no longer on the panel',
        paragraphs: [`They have ${member.status === 'declined' ? 'declined' : 'been recused'}.`],
      };
