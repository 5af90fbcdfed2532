import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { waitingNow } from '../centre/waiting.ts';
import { roundsWithConcernsKeptFrom } from '../concerns/who-may-read.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { writeOne } from '../table/write.ts';
import type { Services } from '../use-case/services.ts';
import { ukInstant, ukIsoDay } from '../words/uk-date.ts';
import { thoseWhoWant } from './outbox.ts';
import { getNotices, noticeIdOf, noticeWrite } from './storage.ts';

/** When in the day the digest goes out, by clocks in the UK. */
const hour = '08:00';

const isMonday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === 1;

/**
 * Queues the weekly digest, on Mondays from 8am in the UK: what waits for staff, to each who wants it, once. Nothing
 * is sent where nothing waits.
 */
export async function queueDigests(services: Services): Promise<number> {
  const { db } = services;
  const now = services.now();
  const week = ukIsoDay(now);
  if (!isMonday(week) || now.toISOString() < ukInstant(week, hour)) return 0;
  const staff = await thoseWhoWant(db, 'digest', await listPeopleWithRoles(db, ['staff']));
  const cause = `digest ${week}`;
  const known = await getNotices(
    db,
    staff.map((personId) => noticeIdOf(cause, personId)),
  );
  const missing = staff.filter((personId) => !known.has(noticeIdOf(cause, personId)));
  if (missing.length === 0) return 0;

  const { counts, more, concernRounds } = await waitingNow(db, now);
  if (Object.values(counts).every((count) => count === 0)) return 0;
  let queued = 0;
  for (const personId of missing) {
    const reader = { id: personId, roles: ['staff' as const] };
    const kept = await roundsWithConcernsKeptFrom(services, reader, concernRounds);
    const theirs = { ...counts, concerns: concernRounds.filter((round) => !kept.has(round)).length };
    if (Object.values(theirs).every((count) => count === 0)) continue;
    const data: NoticeData<'digest'> = { week, counts: theirs, more };
    const notice = { cause, notice: 'digest', personId, roundId: null, data } as const;
    if (await writeOne(db, noticeWrite({ ...notice, createdAt: now.toISOString() }))) queued += 1;
  }
  return queued;
}
