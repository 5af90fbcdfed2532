import type { Body } from '../../shared/contract/operation.ts';
import type { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import { type Defect, fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { isAgreement } from '../../shared/domain/oversight/considerations.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { getDecision } from '../decisions/storage.ts';
import { listPanel } from '../panels/storage.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { keys } from '../table/keys.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { noDecision, sameDecision } from './approvals.ts';
import {
  type ApprovalOf,
  approvalWrite,
  getApproval,
  newApprovalWrite,
  type SaidOfApproval,
} from './approvals-storage.ts';
import { changingMeeting } from './meetings.ts';
import { concludeWrite, getAgendaItem, listAdvice } from './storage.ts';
import type { AdviceItem, AgendaItem, MeetingItem } from './stored-meeting.ts';
import { hasInterest, isOwnRound, roundOfItem } from './who-may-read.ts';

type Ops = typeof oversightOperations;
type Said = Body<Ops['concludeItem']>;

/** Whether somebody may record what a meeting concluded: staff, or the member who chairs it; nobody with an interest. */
async function mayRecord(
  services: Services,
  { chairId }: MeetingItem,
  item: AgendaItem,
  advice: readonly AdviceItem[],
  by: PersonItem,
  declared: Said['interests'] = [],
) {
  if (!by.roles.includes('staff') && by.id !== chairId)
    return fail(
      problem(
        'another-person-needed',
        'Staff, or the member who chairs the meeting, record what it concludes.',
      ),
    );
  const isInterested =
    hasInterest(item, advice, by.id) || declared.some(({ personId }) => personId === by.id);
  if (isInterested || (await isOwnRound(services, item, by)))
    return fail(
      problem(
        'own-panel',
        'You are, or were, on the panel of this round, or have an interest in this. Somebody else records what the group concludes on it.',
      ),
    );
  return ok(undefined);
}

/** Everything that is wrong with what is recorded: who took part, and who may not have. */
async function defectsIn(
  { db }: Services,
  item: AgendaItem,
  advice: readonly AdviceItem[],
  { conclusion, text, tookPart, interests }: Said,
): Promise<readonly Defect[]> {
  const roundId = roundOfItem(item);
  const [members, panel] = await Promise.all([
    listPeopleWithRoles(db, ['oversight']),
    roundId === null ? [] : listPanel(db, roundId),
  ]);
  const reviewed = new Set(panel.filter(({ place }) => place !== null).map(({ personId }) => personId));
  const withdrew = new Set(interests.filter((one) => one.withdrew).map(({ personId }) => personId));
  const declared = new Set(interests.map(({ personId }) => personId));
  const strangers = [...tookPart, ...declared].filter((id) => !members.includes(id));
  const stoodAside = advice.filter(
    (one) => one.number === item.number && one.advice === 'stand-aside' && !withdrew.has(one.personId),
  );
  const defect = (name: string, detail: string): Defect => ({
    pointer: pointer(name),
    code: 'not-usable',
    detail,
  });
  return [
    ...(conclusion === 'agreed-with' && text.trim() === ''
      ? [defect('text', 'Say with what the group agreed.')]
      : []),
    ...(strangers.length > 0
      ? [defect('tookPart', 'Only members of the Oversight Group take part. Invite others as guests.')]
      : []),
    ...(tookPart.some((id) => reviewed.has(id))
      ? [defect('tookPart', 'Whoever is, or was, on the panel of this round does not take part.')]
      : []),
    ...(tookPart.some((id) => withdrew.has(id))
      ? [defect('tookPart', 'Whoever withdrew does not take part.')]
      : []),
    ...(stoodAside.length > 0
      ? [
          defect(
            'interests',
            'Somebody declared an interest before the meeting and stands aside. Record the interest, and that they withdrew.',
          ),
        ]
      : []),
    ...(declared.size < interests.length ? [defect('interests', 'Name each member once.')] : []),
  ];
}

const approvedBy = ({ subject: { kind } }: AgendaItem): ApprovalOf | null =>
  kind === 'recommendation' ? 'decision' : kind === 'withdrawal' ? 'withdrawal' : null;

const changedSince = problem(
  'not-now',
  'What the Centre decided has changed since this was put before the group, which has not agreed to what stands now. Record that it was put off, and put it before the group again.',
  { rule: 'changed-since-put' },
);

/**
 * The writes by which a conclusion is, or is not, the group's agreement to what the Centre decides on a round, as it was
 * put before the group; or why it cannot be any more. They fail where somebody decides, signs or changes the decision at
 * the same moment.
 */
async function agreeingWrites(
  { db }: Services,
  item: AgendaItem,
  agreed: boolean,
  { at, actor }: NewEvent,
): Promise<Result<readonly Write[], Problem<'not-now'>>> {
  const of = approvedBy(item);
  const roundId = roundOfItem(item);
  if (of === null || roundId === null) return ok([]);
  const [read, decision] = await Promise.all([getApproval(db, roundId, of), getDecision(db, roundId)]);
  // What was done on it stays done.
  if (read !== null && read.usedAt !== null && (of === 'decision' || !agreed)) return ok([]);
  const { outcome, recommendationNumber, decisionVersion, meetingId, number } = item;
  const isOther =
    decision !== null &&
    ((of === 'decision' &&
      (decision.outcome !== outcome || decision.recommendationNumber !== recommendationNumber)) ||
      (decisionVersion !== undefined && decision.version !== (decisionVersion ?? 0)));
  // That the group does not agree to what it was is nothing against what it has agreed to since.
  if (isOther) return agreed ? fail(changedSince) : ok([]);
  const agreement = agreed ? { meetingId, number, outcome, recommendationNumber, at, by: actor } : null;
  // Nor against what it has agreed to before, where that was something else.
  const isOfOther =
    of === 'decision' &&
    (read?.agreement?.outcome !== outcome || read.agreement.recommendationNumber !== recommendationNumber);
  if (read?.agreement && agreement === null && isOfOther) return ok([]);
  const asItWas = decision === null ? noDecision(roundId) : sameDecision(decision);
  if (read === null) {
    const said = {
      roundId,
      of,
      needs: { agreement: false, signature: false },
      asked: null,
      agreement,
      signature: null,
      usedAt: null,
    } satisfies SaidOfApproval;
    return ok(agreement === null ? [] : [newApprovalWrite(said, item.title), asItWas]);
  }
  const afresh = read.usedAt === null ? {} : { usedAt: null, asked: null, signature: null };
  return ok([approvalWrite(read, { agreement, ...afresh }), asItWas]);
}

/** What the group concludes, and that it takes an agreement back. */
export const concluding = (services: Services) => {
  const readItem = async (meetingId: string, number: number) =>
    Promise.all([getAgendaItem(services.db, meetingId, number), listAdvice(services.db, meetingId)]);
  return {
    concludeItem: ({ by, of: { meetingId, number }, what, expected }) =>
      changingMeeting(services, by, { meetingId, expected }, async (meeting) => {
        const [item, advice] = await readItem(meetingId, number);
        if (item === null) return fail(notFound);
        const allowed = await mayRecord(services, meeting, item, advice, by, what.interests);
        if (!allowed.ok) return allowed;
        if (meeting.calledOff !== null) return fail(problem('not-now', 'The meeting was called off.'));
        if (item.conclusion !== null)
          return fail(
            problem('not-now', 'What the group concluded on this is on record. It is recorded once.'),
          );
        if (ukIsoDay(services.now()) < ukIsoDay(new Date(meeting.at)))
          return fail(
            problem('not-now', 'What the group concludes is recorded from the day of the meeting on.'),
          );
        const defects = await defectsIn(services, item, advice, what);
        if (defects.length > 0) return fail(invalidBody(defects));
        // What was concluded stands with the item, which is not for everybody who reads events.
        const event = eventNow(services, by.id, 'item-concluded', { number });
        const agreeing =
          what.conclusion === 'put-off'
            ? ok([])
            : await agreeingWrites(services, item, isAgreement(what.conclusion), event);
        if (!agreeing.ok) return agreeing;
        return ok({
          change: { open: meeting.open - 1 },
          besides: [
            concludeWrite(item, {
              ...what,
              tookPart: [...new Set(what.tookPart)],
              at: event.at,
              by: by.id,
              takenBack: null,
            }),
            ...agreeing.value,
          ],
          event,
        });
      }),

    takeBackAgreement: ({ by, of: { meetingId, number }, what: { reason }, expected }) =>
      changingMeeting(services, by, { meetingId, expected }, async (meeting) => {
        const [item, advice] = await readItem(meetingId, number);
        if (item === null) return fail(notFound);
        const allowed = await mayRecord(services, meeting, item, advice, by);
        if (!allowed.ok) return allowed;
        const { conclusion } = item;
        if (conclusion === null || !isAgreement(conclusion.conclusion))
          return fail(problem('not-now', 'The group has not agreed to this.'));
        if (conclusion.takenBack !== null)
          return fail(problem('not-now', 'The group has taken its agreement back already.'));
        const [of, roundId] = [approvedBy(item), roundOfItem(item)];
        const read = of && roundId ? await getApproval(services.db, roundId, of) : null;
        const isThis = read?.agreement?.meetingId === meetingId && read.agreement.number === number;
        if (read !== null && isThis && read.usedAt !== null)
          return fail(
            problem(
              'not-now',
              of === 'decision'
                ? 'The letter was released on this agreement. It cannot be taken back.'
                : 'It was withdrawn on this agreement, which cannot be taken back.',
            ),
          );
        const event = eventNow(services, by.id, 'agreement-taken-back', { number });
        return ok({
          change: {},
          besides: [
            concludeWrite(item, { ...conclusion, takenBack: { at: event.at, by: by.id, reason } }),
            ...(read !== null && isThis && roundId !== null
              ? [
                  approvalWrite(read, { agreement: null }),
                  eventWrite(
                    keys.round(roundId),
                    eventNow(services, by.id, event.action, { reason }, new Date(event.at)),
                  ),
                ]
              : []),
          ],
          event,
        });
      }),
  } satisfies Partial<UseCases<Ops>>;
};
