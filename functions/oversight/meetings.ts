import type * as z from 'zod';
import type { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import { mostItems, type newMeeting } from '../../shared/contract/oversight/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { decisionOutcomesOf } from '../../shared/domain/decisions/decision-outcomes.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { getDecision } from '../decisions/storage.ts';
import { tell } from '../notices/outbox.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { listPanel } from '../panels/storage.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getPriority } from '../priorities/storage.ts';
import { readJudgedRound } from '../results/judged-round.ts';
import { getSpecification } from '../specifications/storage.ts';
import { answerWrite } from '../table/idempotency.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import type { Unmet, Write } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { pageSize } from '../use-case/page-size.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { canBeWithdrawn, noDecision, sameDecision } from './approvals.ts';
import { addMeeting, changeMeeting, getMeeting, listMeetingsPage, newAgendaWrite } from './storage.ts';
import { type AgendaItem, type MeetingItem, meetingItem } from './stored-meeting.ts';
import { answered, meetingView } from './view.ts';
import { hasBegun } from './who-may-read.ts';

type Ops = typeof oversightOperations;

/** What a meeting becomes, and what hangs on it. */
interface Planned {
  readonly change: Parameters<typeof changeMeeting>[2];
  readonly besides: readonly Write[];
  readonly event: NewEvent;
}

type Failure<R> = Extract<R, { readonly ok: false }>;

/** Changes a meeting unless somebody has changed it since it was read; `plan` says what is to become of it. */
export const changingMeeting = <P extends Result<Planned, Problem>>(
  services: Services,
  by: PersonItem,
  { meetingId, expected }: { readonly meetingId: string; readonly expected: number },
  plan: (meeting: MeetingItem) => P | Promise<P>,
) =>
  retrying(async () => {
    const { db } = services;
    const read = await getMeeting(db, meetingId);
    if (read === null) return fail(notFound);
    if (read.editVersion !== expected) return fail(await overtaken(services, read, by));
    const planned = await plan(read);
    if (!planned.ok) return planned as Failure<P>;
    const { change, besides, event } = planned.value;
    const written = await changeMeeting(db, read, change, besides, event);
    return written.ok ? answeredAsKept(services, meetingId, by) : afterwards(services, written.error, by);
  });

const overtaken = async (services: Services, now: MeetingItem, by: PersonItem) =>
  stale('meeting', now.editVersion, await meetingView(services, now, by));

async function afterwards(services: Services, unmet: Unmet, by: PersonItem) {
  const now = standing(unmet, 'meeting', meetingItem);
  return now === null ? heldUp : fail(await overtaken(services, now, by));
}

async function answeredAsKept(services: Services, meetingId: string, by: PersonItem) {
  const kept = await getMeeting(services.db, meetingId);
  return kept === null ? fail(notFound) : answered(services, kept, by);
}

/** Why a meeting is changed no more; null where it can be. */
const whyOver = ({ calledOff }: MeetingItem) =>
  calledOff === null ? null : problem('not-now', 'The meeting was called off.');

/** What a meeting is called for; fails where its chair is not of the group. */
async function meetingToBe({ db }: Services, { at, where, chairId }: z.output<typeof newMeeting>) {
  const members = chairId === null ? [] : await listPeopleWithRoles(db, ['oversight']);
  return chairId !== null && !members.includes(chairId)
    ? fail(
        invalidBody([
          { pointer: '/chairId', code: 'not-usable', detail: 'Choose a member of the Oversight Group.' },
        ]),
      )
    : ok({ at: new Date(at).toISOString(), where, chairId });
}

/** Tells the members of a meeting that something is put before. */
async function tellOfChange(
  { db }: Services,
  meeting: MeetingItem,
  now: { readonly at: string; readonly where: string },
  calledOff: string | null,
  event: NewEvent,
): Promise<readonly Write[]> {
  if (meeting.items === 0) return [];
  return tell(await listPeopleWithRoles(db, ['oversight']), {
    cause: `meeting-changed ${event.id}`,
    notice: 'meeting-changed',
    roundId: null,
    createdAt: event.at,
    data: { meetingId: meeting.id, at: now.at, where: now.where, was: meeting.at, calledOff },
  });
}

const ofNoRound = { recommendationNumber: null, decisionVersion: null, writes: [] };

/** What an item is about, as it stands: its title, and the writes that fail where it is something else by then. */
async function subjectOf(
  services: Services,
  { kind, id }: AgendaItem['subject'],
  outcome: AgendaItem['outcome'],
): Promise<
  Result<
    {
      readonly title: string;
      readonly recommendationNumber: number | null;
      readonly decisionVersion: number | null;
      readonly writes: readonly Write[];
    },
    Problem<'invalid-body' | 'not-now'>
  >
> {
  const { db } = services;
  const wrong = (pointer: string, detail: string) =>
    fail(invalidBody([{ pointer, code: 'not-usable', detail }]));
  const none = () => wrong('/subject/id', 'There is no such thing to be put before the group.');
  if ((kind === 'recommendation') !== (outcome !== null))
    return wrong(
      '/outcome',
      outcome === null
        ? 'Say which decision the group is asked to agree to.'
        : 'Only of a recommendation the group is asked to agree to a decision.',
    );
  if (kind === 'priority') {
    const priority = await getPriority(db, id);
    return priority === null ? none() : ok({ title: priority.title, ...ofNoRound });
  }
  if (kind === 'proposal') {
    const found = await getSpecification(db, id);
    return found?.stage !== 'proposal' ? none() : ok({ title: found.title, ...ofNoRound });
  }
  const [judged, decision] = await Promise.all([readJudgedRound(services, id), getDecision(db, id)]);
  if (!judged.ok) {
    const { code, detail } = judged.error;
    return code === 'not-found' ? none() : fail(problem('not-now', detail, { rule: 'not-to-consider' }));
  }
  const { round, recommendation } = judged.value;
  if (kind === 'withdrawal')
    return decision === null || !canBeWithdrawn(decision)
      ? fail(problem('not-now', 'The round has no decision that can be withdrawn.'))
      : ok({
          title: round.title,
          recommendationNumber: null,
          decisionVersion: decision.version,
          writes: [sameDecision(decision)],
        });
  if (outcome === null || !decisionOutcomesOf[round.criteriaSetKind].some((one) => one === outcome))
    return wrong('/outcome', 'That is no decision on this kind of round.');
  if (decision !== null && decision.outcome !== outcome)
    return wrong('/outcome', 'The Centre has decided otherwise on this round.');
  return ok({
    title: round.title,
    recommendationNumber: recommendation.number,
    decisionVersion: decision?.version ?? null,
    writes: [decision === null ? noDecision(id) : sameDecision(decision)],
  });
}

/** How meetings of the Oversight Group are called and changed, and what is put before them. */
export const meetings = (services: Services) =>
  ({
    listMeetings: async ({ of: { cursor } }) => {
      const { entries, next } = await listMeetingsPage(services.db, { limit: pageSize, cursor });
      return ok({
        answer: { items: entries.map(({ id, ...entry }) => ({ meetingId: id, ...entry })), next },
      });
    },

    getMeeting: ({ by, of: { meetingId } }) => answeredAsKept(services, meetingId, by),

    callMeeting: ({ by, what, key }) => {
      const { db } = services;
      const request = idempotentRequest(services, by.id, key, { operation: 'callMeeting', what });
      const remembered = (answer: unknown) =>
        answeredAsKept(services, (answer as { meetingId: string }).meetingId, by).then((found) => {
          if (!found.ok) throw new Error('A meeting was called and is not there');
          return found;
        });
      return once(services, request, services.now(), remembered, async () => {
        const said = await meetingToBe(services, what);
        if (!said.ok) return said;
        const id = services.newId();
        const event = eventNow(services, by.id, 'meeting-called', { at: said.value.at });
        const written = await addMeeting(
          db,
          { ...said.value, id, calledOff: null, items: 0, open: 0 },
          [answerWrite(request, { meetingId: id }, new Date(event.at))],
          event,
        );
        return written.ok ? remembered({ meetingId: id }) : null;
      });
    },

    changeMeeting: ({ by, of: { meetingId }, what, expected }) =>
      changingMeeting(services, by, { meetingId, expected }, async (meeting) => {
        const over = whyOver(meeting);
        if (over !== null) return fail(over);
        if (meeting.open < meeting.items)
          return fail(problem('not-now', 'Something is concluded already: the meeting was when it was.'));
        const said = await meetingToBe(services, what);
        if (!said.ok) return said;
        const { at, where } = said.value;
        const event = eventNow(services, by.id, 'meeting-changed', { at });
        const isElsewhere = at !== meeting.at || where !== meeting.where;
        return ok({
          change: said.value,
          besides: isElsewhere ? await tellOfChange(services, meeting, said.value, null, event) : [],
          event,
        });
      }),

    callOffMeeting: ({ by, of: { meetingId }, what: { reason }, expected }) =>
      changingMeeting(services, by, { meetingId, expected }, async (meeting) => {
        const over = whyOver(meeting);
        if (over !== null) return fail(over);
        if (meeting.open < meeting.items)
          return fail(problem('not-now', 'Something is concluded already: the meeting was held.'));
        const event = eventNow(services, by.id, 'meeting-called-off', { reason });
        return ok({
          change: { calledOff: { at: event.at, by: by.id, reason } },
          besides: await tellOfChange(services, meeting, meeting, reason, event),
          event,
        });
      }),

    putBeforeGroup: ({ by, of: { meetingId }, what: { subject, asks, outcome }, expected }) =>
      changingMeeting(services, by, { meetingId, expected }, async (meeting) => {
        const over = whyOver(meeting);
        if (over !== null) return fail(over);
        if (meeting.items >= mostItems)
          return fail(problem('not-now', `At most ${mostItems} items are put before a meeting.`));
        const isOfRound = subject.kind === 'recommendation' || subject.kind === 'withdrawal';
        const allowed = isOfRound ? await mayJudge(services, subject.id, by) : ok(undefined);
        if (!allowed.ok) return allowed;
        const found = await subjectOf(services, subject, outcome);
        if (!found.ok) return found;
        const { writes, ...put } = found.value;
        const number = meeting.items + 1;
        const event = eventNow(services, by.id, 'put-before-group', { number });
        const [members, panel] = await Promise.all([
          listPeopleWithRoles(services.db, ['oversight']),
          isOfRound ? listPanel(services.db, subject.id) : [],
        ]);
        const asked = members.filter(
          (id) => !panel.some(({ personId, place }) => personId === id && place !== null),
        );
        return ok({
          change: { items: number, open: meeting.open + 1 },
          besides: [
            newAgendaWrite({
              meetingId,
              number,
              subject,
              asks,
              outcome,
              ...put,
              putAt: event.at,
              putBy: by.id,
              conclusion: null,
            }),
            ...writes,
            // Of one that was held nobody is asked for advice any more.
            ...(hasBegun(meeting, services.now())
              ? []
              : tell(asked, {
                  cause: `put-before-group ${meetingId} ${number}`,
                  notice: 'put-before-group',
                  roundId: null,
                  createdAt: event.at,
                  data: {
                    meetingId,
                    at: meeting.at,
                    where: meeting.where,
                    about: subject.kind,
                    title: put.title,
                  },
                })),
          ],
          event,
        });
      }),
  }) satisfies Partial<UseCases<Ops>>;
