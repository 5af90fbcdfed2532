import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { nextToAsk } from '../panels/vacancies.ts';
import { getRounds } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { getReadable } from '../table/read.ts';
import { listDue, listWaiting, todo, type Waiting } from '../todo/todo.ts';
import { listAddedVersions, newerVersions } from './newer-versions.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Rounds that close within a week close soon; conditions and suspensions are shown two weeks before they are due, and
 * endorsements three months before they are to be reviewed, which takes a round.
 */
const soon = { rounds: 7 * day, conditions: 14 * day, suspensions: 14 * day, endorsements: 90 * day };

type Kind = keyof NoticeData<'digest'>['counts'];

/**
 * What waits for somebody now, up to `limit` of each kind, but for newer versions, which take another read. A fixed number
 * of reads, however much there is.
 */
export async function listAll(db: Database, now: Date, limit: number) {
  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
  const [
    concerns,
    developerMessages,
    underWay,
    forStaff,
    reviewsIn,
    panelsToCall,
    toDecide,
    conditionsDue,
    endorsementsToReview,
    suspensionsToReconsider,
    noticesFailed,
    letters,
    addressesFailing,
    approving,
    meetings,
    awaited,
  ] = await Promise.all([
    // Some may be kept from whoever looks: more of them are read than are shown.
    listWaiting(db, todo.concern, counted),
    listWaiting(db, todo.developerMessage, limit),
    listWaiting(db, todo.roundClosing, limit),
    // Interests, who has declined, and conflicts are told apart when they are read.
    listWaiting(db, todo.interest, mostAwaited),
    listWaiting(db, todo.reviewsIn, limit),
    listWaiting(db, todo.panel, limit),
    listWaiting(db, todo.decision, limit),
    listDue(db, todo.condition, later(soon.conditions).slice(0, 10), limit),
    // Theirs are sorted by day and specification: all of the last day belong to it.
    listDue(db, todo.endorsement, `${later(soon.endorsements).slice(0, 10)}~`, limit),
    listDue(db, todo.suspension, `${later(soon.suspensions).slice(0, 10)}~`, limit),
    listWaiting(db, todo.noticeFailed, limit),
    // Those that wait for an agreement or a signature are told of there.
    listWaiting(db, todo.noticeRelease, counted),
    listWaiting(db, todo.address, limit),
    listWaiting(db, todo.approval, counted),
    listWaiting(db, todo.meeting, limit),
    // By when they are due: the overdue ones come first.
    listWaiting(db, todo.review, mostAwaited),
  ]);
  const overdue = awaited.entries.filter(({ since }) => since < later(0));
  const reviewsOverdue = { entries: overdue.slice(0, limit), more: overdue.length > limit };
  const unanswered = awaited.entries.filter(({ summary: { answerBy } }) => (answerBy ?? later(0)) < later(0));
  const waitsFor = (what: 'interest' | 'declined' | 'conflict', entries = forStaff.entries) => {
    const own = entries.filter(({ summary }) => summary.forStaff === what);
    return { entries: own.slice(0, limit), more: own.length > limit };
  };
  const interests = waitsFor('interest');
  const closing = underWay.entries.filter(({ since }) => since < later(soon.rounds));
  const first = <T>({ entries, more }: Waiting<T>): Waiting<T> => ({
    entries: entries.slice(0, limit),
    more: more || entries.length > limit,
  });
  const approved = new Set(
    summaries(approving).flatMap(({ roundId, of }) => (of === 'decision' ? [roundId] : [])),
  );
  const all = {
    unanswered: {
      entries: unanswered.slice(0, limit),
      more: unanswered.length > limit || awaited.more,
    },
    concerns,
    developerMessages,
    roundsClosing: { entries: closing, more: underWay.more && closing.length === limit },
    reviewsOverdue,
    interests,
    declined: waitsFor('declined'),
    conflicts: waitsFor('conflict', [...forStaff.entries, ...awaited.entries]),
    reviewsIn,
    panelsToCall,
    toDecide,
    conditionsDue,
    endorsementsToReview,
    suspensionsToReconsider,
    noticesFailed,
    noticesToRelease: first({
      entries: letters.entries.filter(({ summary: { roundId } }) => !approved.has(roundId ?? '')),
      more: letters.more,
    }),
    addressesFailing,
    approvals: first(approving),
    meetings,
  } satisfies Readonly<Record<Exclude<Kind, 'newerVersions'>, Waiting<unknown>>>;
  return { all, underWay };
}

/**
 * Most reviews awaited among which those are looked for that nobody has answered: they are in the order in which reviews
 * are due. Where there are more, Today says that not all are shown.
 */
const mostAwaited = 1_000;

/** Things of each kind that the digest counts. */
const counted = 100;

/** What lists show of everything in some of them. */
export const summaries = <T>(...lists: readonly Waiting<T>[]): T[] =>
  lists.flatMap(({ entries }) => entries.map(({ summary }) => summary));

/** What waits, counted, and the rounds of the concerns among it, which not everybody may know of. */
interface WaitingNow extends Pick<NoticeData<'digest'>, 'counts' | 'more'> {
  readonly concernRounds: readonly string[];
}

/** How much of each kind waits now, counted up to 100 of each; `more` where there is more than that. */
export async function waitingNow(db: Database, now: Date): Promise<WaitingNow> {
  const [{ all }, added] = await Promise.all([listAll(db, now, counted), listAddedVersions(db)]);
  const declined = summaries(all.declined);
  const [newer, rounds] = await Promise.all([
    newerVersions(db, added, counted),
    getRounds(
      db,
      declined.map(({ roundId }) => roundId),
      getReadable,
    ),
  ]);
  const next = await nextToAsk(db, rounds);
  const waiting = Object.entries(all);
  return {
    concernRounds: summaries(all.concerns).map(({ roundId }) => roundId),
    counts: {
      ...(Object.fromEntries(waiting.map(([kind, { entries }]) => [kind, entries.length])) as Record<
        keyof typeof all,
        number
      >),
      // As on Today, which shows those alone in whose place somebody can be asked.
      declined: declined.filter(({ roundId }) => next(roundId) !== undefined).length,
      newerVersions: newer.items.length,
    },
    more: newer.more || waiting.some(([, { more }]) => more),
  };
}
