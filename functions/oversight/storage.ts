import * as z from 'zod';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, ownAdvice, ownerKeys, ranges, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, type Paging, queryItems } from '../table/read.ts';
import { type IndexPage, queryIndexPage, summariesOf } from '../table/read-index.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { check, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import {
  type AdviceItem,
  type AgendaItem,
  adviceItem,
  agendaItem,
  type MeetingItem,
  meetingItem,
} from './stored-meeting.ts';

/** A meeting; null where there is none. */
export const getMeeting = (db: Database, id: string): Promise<MeetingItem | null> =>
  getItem(db, keys.meeting(id), meetingItem);

/** Those of these meetings that can be read. */
export const getMeetings = (db: Database, ids: readonly string[]): Promise<MeetingItem[]> =>
  getReadable(
    db,
    [...new Set(ids)].map((id) => keys.meeting(id)),
    meetingItem,
  );

/** What is put before a meeting, by number. */
export const listAgenda = (db: Database, meetingId: string): Promise<AgendaItem[]> =>
  queryItems(db, ranges.meetingItems(meetingId), agendaItem);

/** An item of a meeting; null where there is none. */
export const getAgendaItem = (db: Database, meetingId: string, number: number): Promise<AgendaItem | null> =>
  getItem(db, keys.meetingItem(meetingId, number), agendaItem);

/** All advice on what is put before a meeting. */
export const listAdvice = (db: Database, meetingId: string): Promise<AdviceItem[]> =>
  queryItems(db, ranges.advice(meetingId), adviceItem);

/** A member's advice on an item; null where they have given none. */
export const getAdvice = (
  db: Database,
  meetingId: string,
  number: number,
  personId: string,
): Promise<AdviceItem | null> => getItem(db, keys.advice(meetingId, number, personId), adviceItem);

/** What lists show of a meeting. */
export const meetingSummary = storedSummary({
  ...z.object(meetingItem.shape).pick({ id: true, at: true, where: true, items: true }).shape,
  isOff: z.boolean(),
});

/** A page of the meetings, the latest first. */
export async function listMeetingsPage(
  db: Database,
  page: Paging,
): Promise<IndexPage<Stored<typeof meetingSummary>>> {
  const { entries, next } = await queryIndexPage(db, 'list', listKeys.meetings, {
    ...page,
    order: 'last-first',
  });
  return { entries: summariesOf(db, entries, meetingSummary), next };
}

/** What is said of a meeting, by its id. */
export type SaidOfMeeting = Omit<Bare<MeetingItem>, 'editVersion' | 'summary'>;

/** Where a meeting is listed, and where it waits as long as something is to be concluded. */
const listing = ({ id, at, where, items, open, calledOff }: SaidOfMeeting) => ({
  listPk: listKeys.meetings,
  listSk: `${at}#${id}`,
  ...(open > 0 && calledOff === null
    ? { todoPk: todoKeys.meeting, todoSk: `${at}#${id}` }
    : { todoPk: undefined, todoSk: undefined }),
  summary: { id, at, where, items, isOff: calledOff !== null } satisfies Stored<typeof meetingSummary>,
});

/** Adds a meeting. `besides` are the writes of its request. */
export const addMeeting = (
  db: Database,
  said: SaidOfMeeting,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> => {
  const key = keys.meeting(said.id);
  const { todoPk: _, todoSk: __, ...listed } = listing(said);
  return transact(db, [
    putNew('meeting', { ...key, ...meetingItem.stamp, ...said, editVersion: 0, ...listed }),
    ...besides,
    eventWrite(key, event),
  ]);
};

/** Changes a meeting as it was read, and what hangs on it. Fails with `meeting` where somebody else changed it meanwhile. */
export const changeMeeting = (
  db: Database,
  read: MeetingItem,
  change: Partial<Omit<SaidOfMeeting, 'id'>>,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'meeting',
      read,
      { set: { ...change, ...listing({ ...read, ...change }) }, add: { editVersion: 1 } },
      { editVersion: read.editVersion },
    ),
    ...besides,
    eventWrite(read, event),
  ]);

/** The write that puts something before a meeting, where it is found by what it is about, too. */
export const newAgendaWrite = (item: Bare<AgendaItem>): Write =>
  putNew('meeting-item', {
    ...keys.meetingItem(item.meetingId, item.number),
    ...agendaItem.stamp,
    ...item,
    ownerPk: ownerKeys.considered(item.subject.kind, item.subject.id),
    ownerSk: item.putAt,
  });

/** The write that records what was concluded on an item as it was read, or that it was taken back. */
export const concludeWrite = (read: AgendaItem, conclusion: NonNullable<AgendaItem['conclusion']>): Write =>
  update('meeting-item', read, { set: { conclusion } }, { conclusion: read.conclusion });

/**
 * Keeps what a member advises, in place of what they advised before, as long as the meeting is as it was read. Fails with
 * `advice` where they have advised from somewhere else meanwhile.
 */
export function putAdvice(
  db: Database,
  meeting: MeetingItem,
  read: AdviceItem | null,
  advice: Omit<Bare<AdviceItem>, 'version'>,
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { meetingId, number, personId, at } = advice;
  const owner = {
    ownerPk: ownerKeys.person(personId),
    ownerSk: `${ownAdvice}${at}#${meetingId}#${number}`,
  };
  const key = keys.advice(meetingId, number, personId);
  return transact(db, [
    read === null
      ? putNew('advice', { ...key, ...adviceItem.stamp, ...advice, version: 1, ...owner })
      : update(
          'advice',
          read,
          { set: { ...advice, ...owner }, add: { version: 1 } },
          { version: read.version },
        ),
    check('meeting', meeting, { at: meeting.at, calledOff: meeting.calledOff }),
    eventWrite(meeting, event),
  ]);
}
