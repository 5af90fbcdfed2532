import * as z from 'zod';
import { outcome } from '../../shared/contract/result-schemas.ts';
import { instant, slug } from '../../shared/contract/schemas.ts';
import type { staffOperations } from '../../shared/contract/staff-operations.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Implementations } from '../http/api.ts';
import type { IndexEntry } from '../storage/database.ts';
import { todoKeys } from '../storage/keys.ts';
import { getPeople } from '../storage/people.ts';
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
const ofNotice = z.object({ id: z.string(), personId: slug, createdAt: instant });

/** The time that a todo entry's sort key begins with. */
const since = (entry: IndexEntry) => String(entry.todoSk).split('#')[0] ?? '';

/** What waits for somebody. A fixed number of reads, however much there is. */
export const todaysWork = (
  services: Services,
): Pick<Implementations<typeof staffOperations>, 'getToday'> => ({
  getToday: async () => {
    const { db } = services;
    const now = services.now();
    const at = now.toISOString();
    const later = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
    const [closing, overdue, interests, panels, decisions, conditions, failed, release] = await Promise.all([
      listDue(db, todoKeys.roundClosing, later(soon.rounds), shown),
      listDue(db, todoKeys.review, at, shown),
      listWaiting(db, todoKeys.interest, shown),
      listWaiting(db, todoKeys.panel, shown),
      listWaiting(db, todoKeys.decision, shown),
      listDue(db, todoKeys.condition, later(soon.conditions).slice(0, 10), shown),
      listWaiting(db, todoKeys.noticeFailed, shown),
      listWaiting(db, todoKeys.noticeRelease, shown),
    ]);
    const assignments = [...overdue.entries, ...interests.entries].map(({ summary }) =>
      ofAssignment.parse(summary),
    );
    const notices = [...failed.entries, ...release.entries].map(({ summary }) => ofNotice.parse(summary));
    const [rounds, people] = await Promise.all([
      getRounds(
        db,
        assignments.map(({ roundId }) => roundId),
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
    const written = ({ entries, more }: Waiting) => ({
      items: entries.map((entry) => {
        const { id, personId } = ofNotice.parse(entry.summary);
        return { noticeId: id, name: nameOf(personId), since: since(entry) };
      }),
      more,
    });
    const [lateOnes, declared] = [asked(overdue), asked(interests)];
    const toCall = derived(panels);
    return ok({
      body: {
        roundsClosing: { items: closing.entries.map(roundEntryOf), more: closing.more },
        reviewsOverdue: {
          items: lateOnes.of.map(({ since: reviewsDue, ...one }) => ({ ...one, reviewsDue })),
          more: lateOnes.more,
        },
        interests: {
          items: declared.of.map(({ since: declaredAt, ...one }) => ({ ...one, declaredAt })),
          more: declared.more,
        },
        panelsToCall: {
          items: toCall.items.map(({ roundId, title, derivedAt }) => ({ roundId, title, derivedAt })),
          more: toCall.more,
        },
        toDecide: derived(decisions),
        conditionsDue: {
          items: conditions.entries.map(({ summary }) => ofCondition.parse(summary)),
          more: conditions.more,
        },
        noticesFailed: written(failed),
        noticesToRelease: written(release),
      },
    });
  },
});
