import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import { type Defect, fail, pointer } from '../../shared/domain/basics/result.ts';
import { departs } from '../../shared/domain/decisions/decision.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { letterToSend } from '../letters/compose.ts';
import { leakDefects, type WrittenPart } from '../letters/leaks.ts';
import { letterCause } from '../letters/letter-storage.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { askingWrites, askToSign, usingForWithdrawal } from '../oversight/approving.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { endorsedNow } from '../register/storage.ts';
import type { EndorsementItem } from '../register/stored-endorsement.ts';
import { type JudgedRound, judgedAsRead, readCountedRound } from '../results/judged-round.ts';
import { overtaken } from '../rounds/change.ts';
import { retrying } from '../table/retrying.ts';
import type { Write } from '../table/write.ts';
import { invalidBody } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { decisionDefects, type NewDecision, undecided } from './decidable.ts';
import { earlierEndorsement, endorsementWrites, fateKept, notWhileOneWaits } from './earlier-endorsement.ts';
import { addDecision } from './storage.ts';
import type { DecisionItem } from './stored-decision.ts';
import { answerDecision } from './view.ts';

/** `decide`. */
export const decide =
  (services: Services): UseCase<(typeof decisionOperations)['decide']> =>
  ({ by: person, of: { roundId }, what: body, expected }) =>
    retrying(async () => {
      const { db } = services;
      const now = services.now();
      const allowed = await mayJudge(services, roundId, person);
      if (!allowed.ok) return allowed;
      // Before what is wrong with the decision: that follows from a recommendation which nobody has seen.
      const read = undecided(await judgedAsRead(services, roundId, expected));
      if (!read.ok) return read;
      const earlier = await earlierEndorsement(services, read.value.round);
      const waits = notWhileOneWaits(earlier);
      if (waits !== null) return fail(waits);
      const defects = decisionDefects(services, read.value, body, earlier);
      if (defects.length > 0) return fail(invalidBody(defects));
      const { round, recommendation } = read.value;
      const leaks = await leaksOfDecision(services, read.value, body, earlier);
      if (leaks.length > 0) return fail(invalidBody(leaks));
      const { conditions, ...rest } = body;
      const recommended = recommendation.recommendation.outcome;
      const decision = {
        roundId,
        specificationId: round.specificationId,
        specificationVersion: round.specificationVersion,
        ...rest,
        endorsement: fateKept(body, earlier),
        recommended,
        recommendationNumber: recommendation.number,
        departs: departs(body.outcome, recommended),
        outstanding: conditions.length,
        decidedAt: now.toISOString(),
        decidedBy: person.id,
        suspended: null,
        withdrawn: null,
        replaced: null,
        enteredAt: null,
        version: 0,
      };
      const numbered = conditions.map((condition, i) => ({
        roundId,
        number: i + 1,
        ...condition,
        fulfilled: null,
        extensions: [],
        takenBack: [],
      }));
      const event = eventNow(
        services,
        person.id,
        'round-decided',
        {
          outcome: body.outcome,
          recommended,
          conditions: conditions.length,
          ...(decision.endorsement !== null && { earlier: decision.endorsement.becomes }),
          ...(body.endorsement?.looked && { looked: 'message about the earlier endorsement' }),
        },
        now,
      );
      const ended = body.endorsement?.becomes === 'withdrawn' ? endorsedNow(earlier) : null;
      const withdrawing = ended && (await usingForWithdrawal(services, ended.roundId, person.id, event.at));
      if (withdrawing?.ok === false) return withdrawing;
      const asking = await askingWrites(
        services,
        {
          ...read.value,
          outcome: body.outcome,
          recommended,
          recommendationNumber: recommendation.number,
        },
        event,
      );
      const besides = [
        ...(await endorsementWrites(services, round, earlier, body, event)),
        ...(withdrawing?.value ?? []),
        ...asking.writes,
        ...askToSign(asking.signers, round, false, event),
        ...(await decisionNoticeWrites(
          services,
          read.value,
          { ...body, endorsement: decision.endorsement },
          asking.signers,
          event,
        )),
      ];
      const written = await addDecision(db, round, decision, numbered, besides, event);
      if (written.ok) return answerDecision(services, roundId);
      return overtaken(written.error);
    });

/**
 * What must come out of what staff write in a decision before it is kept. What the developer is told of the earlier
 * endorsement may give away a reviewer of either round.
 */
export async function leaksOfDecision(
  services: Services,
  judged: JudgedRound,
  decision: NewDecision,
  earlier: EndorsementItem | null,
): Promise<readonly Defect[]> {
  const parts = writtenParts(decision);
  const found = await leakDefects(services, judged, parts);
  const now = endorsedNow(earlier);
  if (now === null || decision.endorsement === null) return found;
  const counted = await readCountedRound(services, now.roundId);
  if (!counted.ok) throw new Error(`The register has an endorsement of round ${now.roundId}, which is gone`);
  const told = parts.filter((part) => part.pointer === pointer('endorsement', 'message'));
  const more = await leakDefects(services, counted.value, told);
  return [...found, ...more.filter(({ detail }) => !found.some((one) => one.detail === detail))];
}

/** What staff write in a decision. */
const writtenParts = ({
  reason,
  message,
  conditions,
  intervention,
  endorsement,
}: NewDecision): readonly WrittenPart[] => [
  { name: 'reason', pointer: pointer('reason'), text: reason },
  { name: 'message', pointer: pointer('message'), text: message },
  ...(intervention === null
    ? []
    : [
        {
          name: 'other intervention',
          pointer: pointer('intervention', 'which'),
          text: intervention.which,
        },
        {
          name: 'reason for it',
          pointer: pointer('intervention', 'why'),
          text: intervention.why,
        },
      ]),
  ...(endorsement === null
    ? []
    : [
        {
          name: 'message about the earlier endorsement',
          pointer: pointer('endorsement', 'message'),
          text: endorsement.message,
          looked: endorsement.looked ?? false,
        },
      ]),
  ...conditions.flatMap(({ text, owner }, i) => [
    { name: `text of condition ${i + 1}`, pointer: pointer('conditions', i, 'text'), text },
    { name: `owner of condition ${i + 1}`, pointer: pointer('conditions', i, 'owner'), text: owner },
  ]),
];

/**
 * The writes that tell staff and the Oversight Group of a decision, and put the letter to the developer into the outbox,
 * where it waits for its release. Who is asked to sign it learns of it by that: one email is enough. Where an earlier endorsement is changed but for being replaced, they go to all of them:
 * nobody can do without the emails that tell of the same change by itself.
 */
async function decisionNoticeWrites(
  services: Services,
  judged: JudgedRound,
  decision: Omit<NewDecision, 'endorsement'> & Pick<DecisionItem, 'endorsement'>,
  signers: readonly string[],
  { at }: NewEvent,
): Promise<readonly Write[]> {
  const { round, recommendation } = judged;
  const [recipients, letter] = await Promise.all([
    decision.endorsement === null || decision.endorsement.becomes === 'replaced'
      ? staffAndOversight(services.db, 'decision-recorded')
      : listPeopleWithRoles(services.db, ['staff', 'oversight']),
    letterToSend(services, judged, { decision, recommendation: recommendation.recommendation }, at),
  ]);
  const recommended = recommendation.recommendation.outcome;
  const told = { roundId: round.id, createdAt: at };
  return [
    ...tell(
      recipients.filter((id) => !signers.includes(id)),
      {
        ...told,
        cause: `decision-recorded ${round.id}`,
        notice: 'decision-recorded',
        data: {
          ...aboutRound(round),
          outcome: decision.outcome,
          recommended,
          departs: departs(decision.outcome, recommended),
          conditions: decision.conditions.length,
          endorsement: decision.endorsement && {
            becomes: decision.endorsement.becomes,
            until: decision.endorsement.until,
            specificationVersion: decision.endorsement.specificationVersion,
          },
        },
      },
    ),
    letter.stands,
    ...tell([letter.contactId], {
      ...told,
      cause: letterCause(round.id),
      notice: 'letter',
      data: letter.data,
    }),
  ];
}
