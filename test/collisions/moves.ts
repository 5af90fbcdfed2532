import type { PersonItem } from '../../functions/people/stored-person.ts';
import type { Problem } from '../../functions/use-case/problem.ts';
import type { Services } from '../../functions/use-case/services.ts';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import type { ReviewContent } from '../../shared/domain/reviews/review.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import {
  disputedCriterion,
  type everything,
  type Found,
  type LockedThing,
  newKey,
  type Scene,
} from './scenes.ts';

type Does = ReturnType<typeof everything>;
/** Why something was not done: as an operation answers it, or what the pages behind a link say. */
export type Refusal = Omit<Problem, 'code'> & { readonly code: Problem['code'] | 'behind-a-link' };

type Answered = Result<{ readonly answer: unknown }, Refusal>;

/** What somebody does, and how it shows in the table that it was done. */
export interface Move {
  readonly name: string;
  /** Who: `staff`, `administrator`, or a reviewer of the scene. */
  readonly by: 'staff' | 'administrator' | 1 | 2 | 3;
  /** What its If-Match names; null where it needs none. */
  readonly lock: LockedThing | null;
  /** Whom of the scene it is about, where it is about somebody. */
  readonly about?: 1 | 2 | 3 | 4;
  readonly does: (does: Does, call: Call, scene: Scene, content: ReviewContent) => Promise<Answered>;
  /** How often it was done, by what stands: by itself, or with all else that does the same. */
  readonly times?: (found: Found, scene: Scene) => number;
  readonly counts?: Counted;
  /** Whether it saves before it submits, and says so where only that was done. */
  readonly alsoSaves?: true;
  /** How many of its writes are done before it is overtaken; none unless said. */
  readonly writesBefore?: number;
  /** Whether it stands so, by whomever: for what says yes where it was done already. */
  readonly standsSo?: (found: Found, scene: Scene) => boolean;
}

/** What several moves do, each by a door of its own. */
type Counted = 'saves' | 'submissions';

/** How often these were done, by what stands. */
export const countedIn: Readonly<Record<Counted, (found: Found) => number>> = {
  // One stands from the start.
  saves: ({ review }) => (review?.version ?? 0) - 1,
  submissions: ({ submissions }) => submissions.length,
};

/** Who calls, under which version; and the world that they call in, for what is no operation. */
interface Call {
  readonly services: Services;
  readonly by: PersonItem;
  readonly expected: number;
  readonly key: string;
}

/** Why, for whatever asks for it. */
export const reason = 'Because it must be.';
const later = { reviewsDue: '2026-09-03T16:00:00.000Z', closesAt: '2026-09-17T16:00:00.000Z' };

/** Counts the events of an action, about one person where that is said. */
export const events =
  (action: EventAction, about?: 1 | 2 | 3 | 4, named: 'personId' | 'actor' = 'personId') =>
  ({ events: all }: Found, { person }: Scene): number =>
    all.filter(
      (event) =>
        event.action === action &&
        // What set the scene was done before.
        event.at > '2026-07-02' &&
        (about === undefined ||
          (named === 'actor' ? event.actor : event.details.personId) === person(about).id),
    ).length;

/** The first reviewer on the panel. */
const memberOf = ({ panel }: Found, { person }: Scene) =>
  panel.find(({ personId }) => personId === person(1).id);

const onRound = (roundId: string) => ({ roundId });

/** What is done in an open round. */
export const inAnOpenRound: readonly Move[] = [
  {
    name: 'submit',
    by: 1,
    lock: 'review of 1',
    about: 1,
    does: (does, call, { roundId }, content) =>
      does.submitReview({ ...call, of: { roundId }, what: content, key: newKey() }),
    counts: 'submissions',
  },
  {
    name: 'save',
    by: 1,
    lock: 'review of 1',
    about: 1,
    does: (does, call, { roundId }, content) => does.saveReview({ ...call, of: { roundId }, what: content }),
    counts: 'saves',
  },
  {
    name: 'recuse oneself',
    by: 1,
    lock: 'assignment of 1',
    about: 1,
    does: (does, call, { roundId }) => does.declineOrRecuse({ ...call, of: { roundId }, what: { reason } }),
    times: events('review-recused', 1, 'actor'),
    standsSo: (now, scene) => !isOnPanel(memberOf(now, scene)?.status ?? 'recused'),
  },
  {
    name: 'declare an interest',
    by: 1,
    lock: 'assignment of 1',
    about: 1,
    does: (does, call, { roundId }) =>
      does.declareInterests({
        ...call,
        of: { roundId },
        what: { interest: 'declared', description: 'Mine.' },
      }),
    times: events('interests-declared', 1, 'actor'),
    standsSo: (now, scene) => memberOf(now, scene)?.interest === 'declared',
  },
  ...(['closeRound', 'cancelRound'] as const).map(
    (id): Move => ({
      name: id === 'closeRound' ? 'close' : 'cancel',
      by: 'staff',
      lock: 'round',
      does: (does, call, { roundId }) => does[id]({ ...call, of: onRound(roundId), what: { reason } }),
      times: events(id === 'closeRound' ? 'round-closed' : 'round-cancelled'),
    }),
  ),
  {
    name: 'extend',
    by: 'staff',
    lock: 'round',
    does: (does, call, { roundId }) =>
      does.extendRound({ ...call, of: { roundId }, what: { ...later, reason } }),
    times: events('round-extended'),
  },
  {
    name: 'recuse',
    by: 'staff',
    lock: 'round',
    about: 1,
    does: (does, call, { roundId, person }) =>
      does.recuseReviewer({ ...call, of: { roundId, personId: person(1).id }, what: { reason } }),
    times: events('reviewer-recused', 1),
  },
  {
    name: 'replace',
    by: 'staff',
    lock: 'round',
    about: 1,
    does: (does, call, { roundId, person }) => {
      const { name, email } = person(4);
      return does.replaceReviewer({
        ...call,
        of: { roundId, personId: person(1).id },
        what: { name, email, reason, inSpite: reason },
      });
    },
    times: events('reviewer-replaced', 1),
  },
  {
    name: 'add',
    by: 'staff',
    lock: 'round',
    about: 4,
    does: (does, call, { roundId, person }) => {
      const { name, email } = person(4);
      return does.addReviewer({ ...call, of: { roundId }, what: { name, email, reason } });
    },
    // Whoever replaces somebody is on record as added, too.
    times: (found, scene) =>
      events('reviewer-added')(found, scene) - events('reviewer-replaced')(found, scene),
  },
  {
    name: 'reopen a review',
    by: 'staff',
    lock: 'assignment of 2',
    about: 2,
    does: (does, call, { roundId, person }) =>
      does.reopenReview({ ...call, of: { roundId, personId: person(2).id }, what: { reason } }),
    times: events('review-reopened', 2),
  },
  {
    name: 'remind',
    by: 'staff',
    lock: null,
    about: 1,
    does: (does, call, { roundId, person }) =>
      does.remindReviewer({ ...call, of: { roundId, personId: person(1).id }, what: {} }),
    times: events('reviewer-reminded', 1),
  },
  {
    name: 'take the role away',
    by: 'administrator',
    lock: 'person 1',
    about: 1,
    does: (does, call, { person }) =>
      does.setRoles({ ...call, of: { personId: person(1).id }, what: { roles: ['administrator'] } }),
    // Of others there may be fifty in all.
    times: ({ people }) => (people[0]?.roles.includes('administrator') ? 1 : 0),
  },
  ...([1, 4] as const).map(
    (n): Move => ({
      name: `erase ${n}`,
      by: 'administrator',
      lock: `person ${n}`,
      about: n,
      does: (does, call, { person }) =>
        does.erasePerson({ ...call, of: { personId: person(n).id }, what: { name: person(n).name } }),
      times: ({ people }) => (people[n - 1] === null ? 1 : 0),
    }),
  ),
];

const fromTheOpenRound = (...names: readonly string[]) =>
  inAnOpenRound.filter(({ name }) => names.includes(name));

/** What is done in a closed round whose reviewers disagree. */
export const inAClosedRound: readonly Move[] = [
  {
    name: 'decide',
    by: 'staff',
    lock: 'round',
    does: (does, call, { roundId }) =>
      does.decide({
        ...call,
        of: { roundId },
        what: {
          outcome: 'do-not-endorse',
          reason,
          message: '',
          conditions: [],
          reviewBy: null,
          intervention: null,
          endorsement: null,
        },
      }),
    times: events('round-decided'),
  },
  {
    name: 'find',
    by: 'staff',
    lock: 'round',
    does: (does, call, { roundId }) =>
      does.recordFindings({
        ...call,
        of: { roundId },
        what: { attended: ['staff-1'], findings: { [disputedCriterion]: { status: 'met', reason } } },
      }),
    times: events('finding-recorded'),
  },
  {
    name: 'call the panel again',
    by: 'staff',
    lock: 'round',
    does: (does, call, { roundId }) =>
      does.callPanel({ ...call, of: { roundId }, what: { at: '2099-11-01T13:00:00Z', where: 'Room 2' } }),
    times: events('panel-called'),
  },
  {
    name: 'reopen the round',
    by: 'staff',
    lock: 'round',
    does: (does, call, { roundId }) =>
      does.reopenRound({ ...call, of: { roundId }, what: { ...later, reason } }),
    times: events('round-reopened'),
  },
  ...fromTheOpenRound('cancel', 'recuse', 'take the role away', 'erase 1'),
];
