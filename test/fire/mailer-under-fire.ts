import { getNotice, noticeIdOf, noticeWrite, possiblySent } from '../../functions/notices/storage.ts';
import type { NoticeItem } from '../../functions/notices/stored-notice.ts';
import { sweepNotices } from '../../functions/notices/sweep-notices.ts';
import { addPerson } from '../../functions/people/changes-storage.ts';
import type { Database } from '../../functions/table/database.ts';
import { writeOne } from '../../functions/table/write.ts';
import { realServices } from '../../functions/use-case/services.ts';
import type { HostileSes } from './hostile-ses.ts';

/** Hands notices to a mailer, which may die over it. */
export type HandOver = (noticeIds: readonly string[], now: Date) => Promise<void>;

/** What came of a run: how many notices ended how, and what is wrong with how they ended. */
export interface Outcome {
  readonly ended: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
  /** Milliseconds that the longest batch took. */
  readonly longest: number;
}

const batchSize = 10;
/** Rounds in which SES is hostile, and then those in which it is not, more than a refused notice has attempts. */
const [hostileRounds, quietRounds] = [4, 4];
const hoursBetween = 7;

/** Has a mailer send so many notices through a hostile SES, with the clock sweeping, and compares the ends with SES. */
export async function mailUnderFire(
  db: Database,
  ses: HostileSes,
  count: number,
  handOver: HandOver,
): Promise<Outcome> {
  let now = new Date('2026-08-06T09:00:00.000Z');
  const person = { id: 'somebody', name: 'Somebody', email: 'somebody@example.org', roles: [] };
  await addPerson(db, person, now.toISOString());
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) {
    const cause = `off-panel ${number}`;
    const data = {
      title: 'Sample',
      specificationVersion: 1,
      sample: true,
      criteriaSetKind: 'endorsement' as const,
    };
    const about = { cause, personId: person.id, roundId: null, createdAt: now.toISOString() };
    await writeOne(db, noticeWrite({ ...about, notice: 'off-panel', data }));
    ids.push(noticeIdOf(cause, person.id));
  }

  const notices = async () =>
    (await Promise.all(ids.map((id) => getNotice(db, id)))).filter((one): one is NoticeItem => one !== null);
  let longest = 0;
  for (let round = 0; round < hostileRounds + quietRounds; round++) {
    if (round === hostileRounds) ses.behave();
    const due = (await notices()).filter(({ status }) => status === 'pending').map(({ id }) => id);
    for (let start = 0; start < due.length; start += batchSize) {
      const started = Date.now();
      await handOver(due.slice(start, start + batchSize), now);
      longest = Math.max(longest, Date.now() - started);
    }
    now = new Date(now.getTime() + hoursBetween * 3_600_000);
    const at = now;
    await sweepNotices({ ...realServices(db), now: () => at }, { count: () => {} });
  }

  const ended: Record<string, number> = {};
  const wrong: string[] = [];
  for (const notice of await notices()) {
    const end = notice.status === 'failed' ? (notice.failure ?? 'failed') : notice.status;
    ended[end] = (ended[end] ?? 0) + 1;
    const sent = ses.sent.get(notice.id) ?? 0;
    if (sent > 1) wrong.push(`${notice.id} was sent ${sent} times`);
    if (
      notice.status === 'sent' ? sent === 0 : end !== possiblySent && (sent > 0 || notice.status !== 'failed')
    )
      wrong.push(`${notice.id} ended as ${end} and was sent ${sent} times`);
  }
  return { ended, wrong, longest };
}
