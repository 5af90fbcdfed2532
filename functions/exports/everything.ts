import type * as z from 'zod';
import type { exportOperations } from '../../shared/contract/exports/operations.ts';
import type { leftOut } from '../../shared/contract/exports/schemas.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { isOfGateway } from '../../shared/domain/decisions/decision.ts';
import { isOnPanel, placeName } from '../../shared/domain/rounds/round.ts';
import type { EventItem } from '../centre/events-storage.ts';
import { getSettings } from '../centre/settings-storage.ts';
import {
  mayReadConcerns,
  roundsWithConcernsKeptFrom,
  withoutKeptConcerns,
} from '../concerns/who-may-read.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import { roundOfConcern, tellingRound } from '../notices/read-notices.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { listPanel } from '../panels/storage.ts';
import { getPerson } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { stands } from '../results/judged-round.ts';
import {
  isUnderReview,
  keptApart,
  mayReadAllOf,
  mayReadRound,
  roundsKeptFrom,
} from '../results/who-may-read.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { concernsOf } from '../table/keys.ts';
import { notFound, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { type AnyItem, listAboutPerson, listEverythingOf, submissionsOf } from './storage.ts';

type LeftOut = readonly z.output<typeof leftOut>[];

/**
 * Index attributes repeat what the item says, and whoever has a key can choose somebody's emails. A decision of the
 * gateway has no say about an endorsement.
 */
const exported = ({
  ownerPk: _a,
  ownerSk: _b,
  listPk: _c,
  listSk: _d,
  todoPk: _e,
  todoSk: _f,
  summary: _g,
  linkKey: _h,
  ...item
}: AnyItem): Record<string, unknown> => {
  if (item.kind !== 'decision' || !isOfGateway(item.outcome as DecisionItem['outcome'])) return item;
  const { endorsement: _, ...decision } = item;
  return decision;
};

type Item = ReturnType<typeof exported>;

/** Kinds of items that say what reviewers came to: nobody takes them away before the round has closed. */
const comesOfReviews: readonly unknown[] = ['result', 'recommendation', 'finding'];

/**
 * An item of a round with either a person or a panel place, for a Centre that keeps them apart: who was asked has no
 * place, and what was written has nobody, nor anything by which events would tell whose it is. What went by earlier
 * ratings has none of them: beside the present ones they would say at which place somebody was recused or reopened.
 */
function apart(item: Item, round: RoundItem, places: ReadonlyMap<string, number | null>): readonly Item[] {
  switch (item.kind) {
    case 'assignment':
      return [{ ...item, place: null }];
    case 'finding': {
      const { ratings: _, ...finding } = item;
      return [finding];
    }
    case 'result':
      return item.revision === round.revision ? [item] : [];
    case 'recommendation': {
      const { outcome } = item.recommendation as { readonly outcome: string };
      return [stands(round, Number(item.number)) ? item : { ...item, recommendation: { outcome } }];
    }
    case 'submission': {
      const { pk, kind, place, look, notesHash, content, personId, receipt } = item;
      const { contentHash } = receipt as { readonly contentHash: string };
      const sk = `SUBMISSION#${placeName(places.get(String(personId)) ?? 0)}`;
      return [{ pk, sk, kind, place, look, contentHash, notesHash, content }];
    }
    default:
      return [item];
  }
}

/** Somebody else’s item without what only staff may read, or what would say at which place they were. */
const ofAnother =
  (withNames: boolean, isStaff: boolean) =>
  (item: Item): readonly Item[] => {
    if (item.kind === 'submission' && !isStaff) {
      const { ratings, ...content } = item.content as { readonly ratings: Readonly<Record<string, object>> };
      const noted = Object.entries(ratings).map(([id, rating]) => [id, { ...rating, note: '' }]);
      return [{ ...item, content: { ...content, ratings: Object.fromEntries(noted), overallNote: '' } }];
    }
    // Its writer's alone before the meeting, whoever else looks.
    if (item.kind === 'advice') return [];
    if (withNames) return [item];
    if (item.kind === 'assignment') return [{ ...item, place: null }];
    return item.kind === 'severity' || item.notice === 'receipt' ? [] : [item];
  };

/** The round of which an item may say what its reviewers came to; none where it cannot. */
const tellingOf = (item: AnyItem, by: PersonItem): readonly string[] => {
  const concerns = item.kind === 'event' ? concernsOf(item) : null;
  if (concerns?.kind === 'round') return [concerns.id];
  return item.kind === 'notice' ? tellingRound(item as unknown as NoticeItem, by) : [];
};

/** Items without what tells of concerns that somebody must know nothing of; what concerns say is handed to nobody else. */
async function withoutConcernsOf(
  services: Services,
  by: PersonItem,
  items: readonly AnyItem[],
): Promise<readonly AnyItem[]> {
  const notices = items.filter(({ kind }) => kind === 'notice') as unknown as readonly NoticeItem[];
  const kept = await roundsWithConcernsKeptFrom(
    services,
    by,
    notices.flatMap((notice) => roundOfConcern(notice, by)),
  );
  const events = items.filter(({ kind }) => kind === 'event') as unknown as readonly EventItem[];
  const left = new Set(await withoutKeptConcerns(services, by, events));
  return items.filter((item) => {
    if (item.kind === 'event') return left.has(item as unknown as EventItem);
    if (item.kind !== 'notice') return item.kind !== 'concern';
    return !roundOfConcern(item as unknown as NoticeItem, by).some((round) => kept.has(round));
  });
}

/** Everything about one person, and everything of a round. */
export const everything = (services: Services) =>
  ({
    exportPerson: async ({ by: asking, of: { personId, cursor } }) => {
      const { db } = services;
      const isOwn = asking.id === personId;
      if (!isOwn && !asking.roles.includes('administrator'))
        return fail(problem('role-needed', 'What is kept about somebody else is for administrators.'));
      const [person, { namesOnCriterionPages: withNames }] = await Promise.all([
        getPerson(db, personId),
        getSettings(db),
      ]);
      if (person === null) return fail(notFound);
      const allowed = await mayReadAllOf(services, personId, asking);
      if (!allowed.ok) return allowed;
      const isStaff = asking.roles.includes('staff');
      const { items, next } = await listAboutPerson(
        db,
        person,
        (round) => ({
          draft: isOwn,
          submissions: isOwn || (withNames && !isUnderReview(round)),
          findings: (isOwn || withNames) && !isUnderReview(round),
        }),
        cursor,
      );
      const kept = await roundsKeptFrom(
        services,
        asking,
        items.flatMap((item) => tellingOf(item, asking)),
      );
      const known = isOwn ? items : await withoutConcernsOf(services, asking, items);
      const given = known.flatMap((item): Item[] => {
        if (!tellingOf(item, asking).some((round) => kept.has(round))) return [exported(item)];
        const event = item.kind === 'event' ? keptApart(item as unknown as EventItem, asking) : null;
        return event === null ? [] : [exported({ ...item, details: event.details })];
      });
      if (isOwn) return ok({ answer: { items: given, leftOut: [], next } });
      const leftOut: LeftOut = withNames
        ? ['drafts', 'reviews-of-open-rounds', ...(isStaff ? [] : (['notes'] as const)), 'concerns', 'advice']
        : ['drafts', 'reviews', 'places', 'receipts', 'findings', 'severity', 'concerns', 'advice'];
      return ok({ answer: { items: given.flatMap(ofAnother(withNames, isStaff)), leftOut, next } });
    },

    exportEverything: async ({ by: person, of: { roundId, cursor } }) => {
      const { db } = services;
      const allowed = await mayReadRound(services, roundId, person);
      if (!allowed.ok) return allowed;
      const [round, { namesOnCriterionPages: withNames }, panel, mayReadThem] = await Promise.all([
        getRound(db, roundId),
        getSettings(db),
        listPanel(db, roundId),
        mayReadConcerns(services, roundId, person),
      ]);
      if (round === null) return fail(notFound);
      const isOpen = isUnderReview(round);
      // In the order of places: that of the table is the order of people.
      const inOrder = panel.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0));
      // Where they are apart, those that count: how many more there are says whose the others are.
      const submissions = withNames
        ? inOrder.flatMap((one) => submissionsOf(one, 1))
        : inOrder
            .filter(({ status }) => isOnPanel(status))
            .flatMap((one) => submissionsOf(one, Math.max(1, one.submissions)));
      // What is put before the group about a round is kept from whoever reviewed in it.
      const isOthers = await mayJudge(services, roundId, person);
      const { items, next } = await listEverythingOf(
        db,
        roundId,
        isOpen ? [] : submissions,
        isOthers.ok,
        cursor,
      );
      const leftOut: LeftOut = [
        'drafts',
        ...(isOpen ? (['reviews-of-open-rounds', 'results-of-open-rounds'] as const) : []),
        ...(withNames
          ? []
          : ([
              'places',
              'submissions-not-counted',
              'times-of-submissions',
              'earlier-recommendations',
              'ratings-behind-findings',
            ] as const)),
        ...(mayReadThem.ok ? [] : (['concerns'] as const)),
      ];
      const known = mayReadThem.ok ? items : await withoutConcernsOf(services, person, items);
      const given = known.filter(({ kind }) => !isOpen || !comesOfReviews.includes(kind)).map(exported);
      if (withNames) return ok({ answer: { items: given, leftOut, next } });
      const places = new Map(panel.map(({ personId, place }) => [personId, place]));
      return ok({ answer: { items: given.flatMap((item) => apart(item, round, places)), leftOut, next } });
    },
  }) satisfies Partial<UseCases<typeof exportOperations>>;
