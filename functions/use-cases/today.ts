import * as z from 'zod';
import { type NoticeData, noticeKind } from '../../shared/contract/notice-schemas.ts';
import { outcome } from '../../shared/contract/result-schemas.ts';
import { instant, slug } from '../../shared/contract/schemas.ts';
import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Implementations } from '../http/api.ts';
import type { Database } from '../storage/database.ts';
import { todoKeys } from '../storage/keys.ts';
import { getPeople } from '../storage/people.ts';
import type { IndexEntry } from '../storage/read.ts';
import { getRounds } from '../storage/rounds.ts';
import { listDue, listWaiting, type Waiting } from '../storage/todo.ts';
import { roundEntryOf } from './entries.ts';
import type { Services } from './services.ts';

/** Things of each kind that Today shows. */
const shown = 10;

const day = 24 * 60 * 60 * 1000;

/** Rounds that close within a week close soon; conditions are shown two weeks before they are due. */
const soon = { rounds: 7 * day, conditions: 14 * day };

const ofAssignment = z.object({ roundId: slug, personId: slug });
const ofRecommendation = z.object({ roundId: slug, title: z.string(), derivedAt: instant, outcome });
const ofCondition = z.object({ roundId: slug, number: z.int(), title: z.string(), due: z.string() });
const ofNotice = z.object({ id: z.string(), notice: noticeKind, personId: slug, roundId: slug.nullable() });
const ofPerson = z.object({ id: slug, name: z.string() });

/** The time that a todo entry's sort key begins with. */
const since = (entry: IndexEntry) => String(entry.todoSk).split('#')[0] ?? '';

type Kind = keyof NoticeData<'digest'>['counts'];

/** What waits for somebody now, up to `limit` of each kind. A fixed number of reads, however much there is. */
async function listAll(db: Database, now: Date, limit: number): Promise<Readonly<Record<Kind, Waiting>>> {
  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
  const reads: Readonly<Record<Kind, Promise<Waiting>>> = {
    roundsClosing: listDue(db, todoKeys.roundClosing, later(soon.rounds), limit),
    reviewsOverdue: listDue(db, todoKeys.review, later(0), limit),
    interests: listWaiting(db, todoKeys.interest, limit),
    panelsToCall: listWaiting(db, todoKeys.panel, limit),
    toDecide: listWaiting(db, todoKeys.decision, limit),
    conditionsDue: listDue(db, todoKeys.condition, later(soon.conditions).slice(0, 10), limit),
    noticesFailed: listWaiting(db, todoKeys.noticeFailed, limit),
    noticesToRelease: listWaiting(db, todoKeys.noticeRelease, limit),
    addressesFailing: listWaiting(db, todoKeys.address, limit),
  };
  const kinds = Object.keys(reads) as Kind[];
  const found = await Promise.all(kinds.map((kind) => reads[kind]));
  return Object.fromEntries(kinds.map((kind, i) => [kind, found[i]])) as Record<Kind, Waiting>;
}

/** Things of each kind that the digest counts. */
const counted = 100;

/** How much of each kind waits now, counted up to 100 of each; `more` where there is more than that. */
export async function waitingNow(
  db: Database,
  now: Date,
): Promise<Pick<NoticeData<'digest'>, 'counts' | 'more'>> {
  const waiting = Object.entries(await listAll(db, now, counted));
  return {
    counts: Object.fromEntries(
      waiting.map(([kind, { entries }]) => [kind, entries.length]),
    ) as NoticeData<'digest'>['counts'],
    more: waiting.some(([, { more }]) => more),
  };
}

/** What waits for somebody. A fixed number of reads, however much there is. */
export const todaysWork = (
  services: Services,
): Pick<Implementations<typeof staffOperations>, 'getToday'> => ({
  getToday: async () => {
    const { db } = services;
    const now = services.now();
    const waiting = await listAll(db, now, shown);
    const { roundsClosing, reviewsOverdue, interests, panelsToCall, toDecide, conditionsDue } = waiting;
    const { noticesFailed, noticesToRelease, addressesFailing } = waiting;
    const assignments = [...reviewsOverdue.entries, ...interests.entries].map(({ summary }) =>
      ofAssignment.parse(summary),
    );
    const notices = [...noticesFailed.entries, ...noticesToRelease.entries].map(({ summary }) =>
      ofNotice.parse(summary),
    );
    const toCall = panelsToCall.entries.map(({ summary }) => ofRecommendation.parse(summary));
    const [rounds, people] = await Promise.all([
      getRounds(
        db,
        [...assignments, ...toCall, ...notices].flatMap(({ roundId }) => roundId ?? []),
      ),
      getPeople(
        db,
        [...assignments, ...notices].map(({ personId }) => personId),
      ),
    ]);
    const nameOf = (personId: string) => people.get(personId)?.name ?? 'Somebody';
    const asked = ({ entries, more }: Waiting) => ({
      more,
      of: entries.map((entry) => {
        const { roundId, personId } = ofAssignment.parse(entry.summary);
        const title = rounds.get(roundId)?.title ?? '';
        return { roundId, title, personId, name: nameOf(personId), since: since(entry) };
      }),
    });
    const derived = ({ entries, more }: Waiting) => ({
      items: entries.map(({ summary }) => ofRecommendation.parse(summary)),
      more,
    });
    const written = ({ entries }: Waiting) =>
      entries.map((entry) => ({ ...ofNotice.parse(entry.summary), since: since(entry) }));
    const titleOf = (roundId: string | null) => rounds.get(roundId ?? '')?.title ?? '';
    const [lateOnes, declared] = [asked(reviewsOverdue), asked(interests)];
    return ok({
      body: {
        roundsClosing: { items: roundsClosing.entries.map(roundEntryOf), more: roundsClosing.more },
        reviewsOverdue: {
          items: lateOnes.of.map(({ since: reviewsDue, ...one }) => ({ ...one, reviewsDue })),
          more: lateOnes.more,
        },
        interests: {
          items: declared.of.map(({ since: declaredAt, ...one }) => ({ ...one, declaredAt })),
          more: declared.more,
        },
        panelsToCall: {
          items: toCall.map(({ roundId, title, derivedAt }) => ({
            roundId,
            title,
            derivedAt,
            calledFor: rounds.get(roundId)?.panelCall?.at ?? null,
          })),
          more: panelsToCall.more,
        },
        toDecide: derived(toDecide),
        conditionsDue: {
          items: conditionsDue.entries.map(({ summary }) => ofCondition.parse(summary)),
          more: conditionsDue.more,
        },
        noticesFailed: {
          items: written(noticesFailed).map(({ id, notice, personId, since }) => ({
            noticeId: id,
            notice,
            name: nameOf(personId),
            since,
          })),
          more: noticesFailed.more,
        },
        noticesToRelease: {
          items: written(noticesToRelease).flatMap(({ id, roundId, personId, since }) =>
            roundId === null
              ? []
              : [{ noticeId: id, roundId, title: titleOf(roundId), name: nameOf(personId), since }],
          ),
          more: noticesToRelease.more,
        },
        addressesFailing: {
          items: addressesFailing.entries.map((entry) => {
            const { id, name } = ofPerson.parse(entry.summary);
            return { personId: id, name, since: since(entry) };
          }),
          more: addressesFailing.more,
        },
      },
    });
  },
});
