import type { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { stale } from '../use-case/lock.ts';
import { notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getAdvice, getAgendaItem, getMeeting, putAdvice } from './storage.ts';
import type { AdviceItem, MeetingItem } from './stored-meeting.ts';
import { hasBegun, isOwnRound } from './who-may-read.ts';

type Ops = typeof oversightOperations;

const ownPanel = problem(
  'own-panel',
  'You are, or were, on the panel of this round. You neither advise on it nor take part when the group considers it.',
);

const standsAside = problem(
  'own-panel',
  'You have declared an interest in this and stand aside. Tell the Centre if that was a mistake.',
);

const viewOf = ({ at: until }: MeetingItem, read: AdviceItem | null) => ({
  given: read && { advice: read.advice, reasons: read.reasons },
  until,
  version: read?.version ?? 0,
});

/** What a member of the group advises on what is put before it. */
export const advising = (services: Services) => {
  /** A member's advice and what it is on; fails where they must not give any. */
  const read = async (
    by: PersonItem,
    { meetingId, number }: { readonly meetingId: string; readonly number: number },
  ) => {
    const { db } = services;
    const [meeting, item, given] = await Promise.all([
      getMeeting(db, meetingId),
      getAgendaItem(db, meetingId, number),
      getAdvice(db, meetingId, number, by.id),
    ]);
    if (meeting === null || item === null) return fail(notFound);
    if (await isOwnRound(services, item, by)) return fail(ownPanel);
    return ok({ meeting, item, given });
  };
  const answered = async (...asked: Parameters<typeof read>) => {
    const found = await read(...asked);
    if (!found.ok) return found;
    const answer = viewOf(found.value.meeting, found.value.given);
    return ok({ answer, version: answer.version });
  };
  return {
    getOwnAdvice: ({ by, of }) => answered(by, of),

    advise: ({ by, of, what, expected }) =>
      retrying(async () => {
        const found = await read(by, of);
        if (!found.ok) return found;
        const { meeting, item, given } = found.value;
        const version = given?.version ?? 0;
        if (expected !== version) return fail(stale('advice', version, viewOf(meeting, given)));
        if (given?.advice === 'stand-aside') return fail(standsAside);
        if (meeting.calledOff !== null) return fail(problem('not-now', 'The meeting was called off.'));
        if (item.conclusion !== null || hasBegun(meeting, services.now()))
          return fail(problem('not-now', 'Advice is given before the meeting begins.'));
        const event = eventNow(services, by.id, 'advice-given', { number: of.number });
        const written = await putAdvice(
          services.db,
          meeting,
          given,
          { ...of, personId: by.id, ...what, at: event.at },
          event,
        );
        return written.ok ? answered(by, of) : heldUp;
      }),
  } satisfies Partial<UseCases<Ops>>;
};
