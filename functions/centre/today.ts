import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { isAboutConcern, roundsWithConcernsKeptFrom } from '../concerns/who-may-read.ts';
import { canBeAsked } from '../panels/vacancies.ts';
import { getPeople } from '../people/storage.ts';
import { roundsKeptFrom, tellsWhen, timeFor } from '../results/who-may-read.ts';
import { roundEntryOf } from '../rounds/entry.ts';
import { getRounds } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { foresee, getReadable, once } from '../table/read.ts';
import { listDue, listWaiting, todo, type Waiting } from '../todo/todo.ts';
import type { Foreseen } from '../use-case/foreseen.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { erasedPerson } from '../words/erased-person.ts';
import { listAddedVersions, newerVersions } from './newer-versions.ts';

/** Things of each kind that Today shows. */
const shown = 10;

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
async function listAll(db: Database, now: Date, limit: number) {
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

/** What Today shows, read once for whoever asks. */
const listShown = ({ db, now }: Pick<Services, 'db' | 'now'>) =>
  once(db, 'Today', async () => {
    const [waiting, added] = await Promise.all([listAll(db, now(), shown), listAddedVersions(db)]);
    return { ...waiting, added };
  });

/** What is asked while it is read who asks. */
export const foreseenToday: Foreseen = {
  beside: listShown,
};

/**
 * Most reviews awaited among which those are looked for that nobody has answered: they are in the order in which reviews
 * are due. Where there are more, Today says that not all are shown.
 */
const mostAwaited = 1_000;

/** Things of each kind that the digest counts. */
const counted = 100;

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
  const next = nextOf(rounds, await peopleOnLists(db, rounds));
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

type Rounds = Awaited<ReturnType<typeof getRounds>>;
type People = Awaited<ReturnType<typeof getPeople>>;

/** The reserve reviewers of rounds. */
const peopleOnLists = (db: Database, rounds: Rounds): Promise<People> =>
  getPeople(
    db,
    [...rounds.values()].flatMap(({ reserves }) => reserves.map(({ personId }) => personId)),
    getReadable,
  );

/** Whom to ask next on a round, in the place of somebody: not who lost the role. */
const nextOf = (rounds: Rounds, people: People) => (roundId: string) =>
  rounds
    .get(roundId)
    ?.reserves.flatMap(({ personId }) => people.get(personId) ?? [])
    .find(canBeAsked);

const summaries = <T>(...lists: readonly Waiting<T>[]): T[] =>
  lists.flatMap(({ entries }) => entries.map(({ summary }) => summary));

/** What waits for somebody. A fixed number of reads, however much there is. */
export const todaysWork = (services: Services) =>
  ({
    getToday: async ({ by }) => {
      const { db } = services;
      const { all: waiting, underWay, added } = await listShown(services);
      const {
        concerns,
        roundsClosing,
        reviewsOverdue,
        unanswered,
        interests,
        declined,
        conflicts,
        panelsToCall,
        toDecide,
        conditionsDue,
      } = waiting;
      const {
        reviewsIn,
        endorsementsToReview,
        suspensionsToReconsider,
        noticesFailed,
        noticesToRelease,
        addressesFailing,
        approvals,
        meetings,
      } = waiting;
      const assignments = summaries(reviewsOverdue, interests, unanswered, declined, conflicts);
      const notices = summaries(noticesFailed, noticesToRelease);
      /** The round whose concerns a notice to somebody else tells of. */
      const toldOf = ({ notice, roundId, personId }: (typeof notices)[number]) =>
        roundId !== null && personId !== by.id && isAboutConcern(notice) ? [roundId] : [];
      const undecided = [
        ...summaries(concerns),
        ...summaries<{ readonly roundId: string }>(panelsToCall, toDecide),
      ];
      await foresee(db, [
        ...[...assignments, ...undecided, ...notices].flatMap(({ roundId }) =>
          roundId === null ? [] : [keys.round(roundId), keys.assignment(roundId, by.id)],
        ),
        ...[...assignments, ...notices].map(({ personId }) => keys.person(personId)),
        ...added.flatMap(({ roundIds }) => roundIds.map(keys.round)),
      ]);
      // A round that was opened again waits here until it has been projected anew.
      const [newer, keptConcerns, kept, rounds, people] = await Promise.all([
        newerVersions(db, added, shown),
        roundsWithConcernsKeptFrom(services, by, [
          ...summaries(concerns).map(({ roundId }) => roundId),
          ...notices.flatMap(toldOf),
        ]),
        roundsKeptFrom(
          services,
          by,
          summaries<{ readonly roundId: string }>(panelsToCall, toDecide).map(({ roundId }) => roundId),
        ),
        getRounds(
          db,
          [...assignments, ...summaries(panelsToCall), ...notices].flatMap(({ roundId }) => roundId ?? []),
          getReadable,
        ),
        getPeople(
          db,
          [...assignments, ...notices].map(({ personId }) => personId),
          getReadable,
        ),
      ]);
      const nameOf = (personId: string) => people.get(personId)?.name ?? erasedPerson;
      const about = (roundId: string) => {
        const round = rounds.get(roundId);
        return {
          title: round?.title ?? '',
          criteriaSetKind: round?.criteriaSetKind ?? ('endorsement' as const),
        };
      };
      const onList = nextOf(rounds, await peopleOnLists(db, rounds));
      /** Whom to ask in the place of somebody on a round, which staff alone do. */
      const nextOn = (roundId: string) => {
        const round = by.roles.includes('staff') ? rounds.get(roundId) : undefined;
        const next = onList(roundId);
        return round === undefined || next === undefined
          ? null
          : { name: next.name, editVersion: round.editVersion };
      };
      const asked = ({ roundId, personId }: (typeof assignments)[number]) => ({
        roundId,
        ...about(roundId),
        personId,
        name: nameOf(personId),
      });
      const theirs = summaries(concerns)
        .filter(({ roundId }) => !keptConcerns.has(roundId))
        .map(({ id, roundId, title, raisedAt }) => ({ concernId: id, roundId, title, raisedAt }));
      return ok({
        answer: {
          concerns: { items: theirs.slice(0, shown), more: theirs.length > shown },
          roundsClosing: {
            items: roundsClosing.entries.map(({ summary }) => roundEntryOf(summary)),
            more: roundsClosing.more,
          },
          underWay: {
            items: underWay.entries.map(({ summary }) => roundEntryOf(summary)),
            more: underWay.more,
          },
          reviewsOverdue: {
            items: reviewsOverdue.entries.map(({ summary, since }) => ({
              ...asked(summary),
              reviewsDue: since,
            })),
            more: reviewsOverdue.more,
          },
          unanswered: {
            items: unanswered.entries.map(({ summary }) => ({
              ...asked(summary),
              answerBy: summary.answerBy ?? summary.due,
              next: nextOn(summary.roundId),
            })),
            more: unanswered.more,
          },
          declined: {
            items: summaries(declined)
              .map((summary) => ({ ...asked(summary), next: nextOn(summary.roundId) }))
              .filter(({ next }) => next !== null),
            more: declined.more,
          },
          conflicts: { items: summaries(conflicts).map(asked), more: conflicts.more },
          interests: {
            items: interests.entries.map(({ summary, since }) => ({
              ...asked(summary),
              declaredAt: timeFor(by, since),
            })),
            more: interests.more,
          },
          developerMessages: {
            // What developers send is read by staff alone.
            items: (by.roles.includes('staff') ? summaries(waiting.developerMessages) : []).map(
              ({ id: messageId, ...entry }) => ({
                messageId,
                ...entry,
              }),
            ),
            more: waiting.developerMessages.more && by.roles.includes('staff'),
          },
          reviewsIn: { items: summaries(reviewsIn), more: reviewsIn.more },
          panelsToCall: {
            items: panelsToCall.entries
              .filter(({ summary: { roundId } }) => !kept.has(roundId))
              .map(({ summary: { roundId, title, criteriaSetKind, derivedAt } }) => ({
                roundId,
                title,
                criteriaSetKind,
                derivedAt,
                calledFor: rounds.get(roundId)?.panelCall?.at ?? null,
              })),
            more: panelsToCall.more,
          },
          toDecide: {
            items: summaries(toDecide).filter(({ roundId }) => !kept.has(roundId)),
            more: toDecide.more,
          },
          conditionsDue: {
            items: conditionsDue.entries.map(
              ({ summary: { roundId, number, title, criteriaSetKind, due } }) => ({
                roundId,
                number,
                title,
                criteriaSetKind,
                due,
              }),
            ),
            more: conditionsDue.more,
          },
          endorsementsToReview: {
            items: summaries(endorsementsToReview).map(({ due, ...entry }) => ({ ...entry, reviewBy: due })),
            more: endorsementsToReview.more,
          },
          suspensionsToReconsider: {
            items: summaries(suspensionsToReconsider).map(({ due, ...entry }) => ({
              ...entry,
              reconsiderBy: due,
            })),
            more: suspensionsToReconsider.more,
          },
          newerVersions: newer,
          noticesFailed: {
            items: noticesFailed.entries
              .filter(
                ({ summary }) =>
                  !tellsWhen(summary, by) && !toldOf(summary).some((round) => keptConcerns.has(round)),
              )
              .map(({ summary: { id, notice, personId }, since }) => ({
                noticeId: id,
                notice,
                name: nameOf(personId),
                since: timeFor(by, since),
              })),
            more: noticesFailed.more,
          },
          noticesToRelease: {
            items: noticesToRelease.entries.flatMap(({ summary: { id, roundId, personId }, since }) =>
              roundId === null
                ? []
                : [{ noticeId: id, roundId, ...about(roundId), name: nameOf(personId), since }],
            ),
            more: noticesToRelease.more,
          },
          addressesFailing: {
            items: addressesFailing.entries.map(({ summary: { id, name }, since }) => ({
              personId: id,
              name,
              since: timeFor(by, since),
            })),
            more: addressesFailing.more,
          },
          approvals: { items: summaries(approvals), more: approvals.more },
          meetings: {
            items: summaries(meetings).map(({ id, at }) => ({ meetingId: id, at })),
            more: meetings.more,
          },
        },
      });
    },
  }) satisfies Partial<UseCases<typeof centreOperations>>;
