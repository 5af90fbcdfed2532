import { isOptional, type NoticeData, type NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import type { Write } from '../table/write.ts';
import { noticeWrite } from './storage.ts';

/** What the emails about a round say of it. */
export const aboutRound = ({
  title,
  specificationVersion,
  sample,
  criteriaSetKind,
}: Pick<RoundItem, 'title' | 'specificationVersion' | 'sample' | 'criteriaSetKind'>) => ({
  title,
  specificationVersion,
  sample,
  criteriaSetKind,
});

/** The same with its dates. */
export const aboutDates = (round: RoundItem, dates: { reviewsDue?: string; closesAt?: string } = {}) => ({
  ...aboutRound(round),
  reviewsDue: dates.reviewsDue ?? round.reviewsDue,
  closesAt: dates.closesAt ?? round.closesAt,
});

/** Whether a person wants a kind of email. */
export const wants = ({ unwanted }: Pick<PersonItem, 'unwanted'>, kind: NoticeKind): boolean =>
  !isOptional(kind) || !unwanted.includes(kind);

/** Which of these people want a kind of email. What nobody can do without goes to all of them. */
export async function thoseWhoWant(
  db: Database,
  kind: NoticeKind,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (!isOptional(kind)) return personIds;
  const people = await getPeople(db, personIds);
  return personIds.filter((id) => {
    const person = people.get(id);
    return person !== undefined && wants(person, kind);
  });
}

/** Who gets the Centre's own emails. */
export const staffAndOversight = (db: Database, kind: NoticeKind): Promise<readonly string[]> =>
  listPeopleWithRoles(db, ['staff', 'oversight']).then((people) => thoseWhoWant(db, kind, people));

/**
 * The writes that tell people of what has happened, to a round or else, in the transaction in which it happens.
 * `cause` is what happened: what can happen again needs an id of its own in it.
 */
export const tell = <K extends NoticeKind>(
  people: readonly string[],
  {
    cause,
    notice,
    roundId,
    createdAt,
    data,
  }: {
    readonly cause: string;
    readonly notice: K;
    /** Null where it is about no round. */
    readonly roundId: string | null;
    readonly createdAt: string;
    readonly data: NoticeData<K> | ((personId: string) => NoticeData<K>);
  },
): readonly Write[] =>
  people.map((personId) =>
    noticeWrite<K>({
      cause,
      notice,
      personId,
      roundId,
      createdAt,
      data: typeof data === 'function' ? data(personId) : data,
    }),
  );
