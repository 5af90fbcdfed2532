import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { isAboutConcern, roundsWithConcernsKeptFrom } from '../concerns/who-may-read.ts';
import { nextToAsk } from '../panels/vacancies.ts';
import { getPeople } from '../people/storage.ts';
import { roundsKeptFrom, tellsWhen, timeFor } from '../results/who-may-read.ts';
import { roundEntryOf } from '../rounds/entry.ts';
import { getRounds } from '../rounds/storage.ts';
import { keys } from '../table/keys.ts';
import { foresee, getReadable, once } from '../table/read.ts';
import type { Foreseen } from '../use-case/foreseen.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { erasedPerson } from '../words/erased-person.ts';
import { listAddedVersions, newerVersions } from './newer-versions.ts';
import { listAll, summaries } from './waiting.ts';

/** Things of each kind that Today shows. */
const shown = 10;

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
      const onList = await nextToAsk(db, rounds);
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
