import type { Answer, Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import {
  checkDecision,
  departs,
  entersRegister,
  isEndorsement,
} from '../../shared/domain/decisions/decision.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { leakDefects, type WrittenPart } from '../letters/leaks.ts';
import { keptBackBy, passagesInLetter } from '../letters/passages.ts';
import { composedLetter, letterNotice } from '../letters/use-cases.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { letterCause, withholdWrite } from '../notices/storage.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { endorsementWrites, getEndorsement } from '../register/storage.ts';
import { type JudgedRound, readCountedRound, readJudgedRound } from '../results/judged-round.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification, getSpecificationVersion } from '../specifications/storage.ts';
import type { Write } from '../table/write.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { staleDecision, staleRound } from '../use-case/stale.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { addDecision, type DecisionRead, fulfil, getDecision, listConditions, withdraw } from './storage.ts';
import type { ConditionItem, DecisionItem } from './stored-decision.ts';

type Ops = typeof staffOperations;
type NewDecision = Body<Ops['decide']>;
type DecisionView = Answer<Ops['getDecision']>;

const conditionView = ({ number, text, criteria, owner, due, fulfilled }: ConditionItem) => ({
  number,
  text,
  criteria,
  owner,
  due,
  fulfilled,
});

const decisionView = (decision: DecisionItem, conditions: readonly ConditionItem[]): DecisionView => ({
  roundId: decision.roundId,
  specificationId: decision.specificationId,
  specificationVersion: decision.specificationVersion,
  outcome: decision.outcome,
  reason: decision.reason,
  message: decision.message,
  recommended: decision.recommended,
  recommendationNumber: decision.recommendationNumber,
  departs: decision.departs,
  conditions: conditions.map(conditionView),
  reviewBy: decision.reviewBy,
  decidedAt: decision.decidedAt,
  decidedBy: decision.decidedBy,
  withdrawn: decision.withdrawn,
  version: decision.version,
});

/** The decision on a round with its conditions; null before there is one. */
async function readDecision({ db }: Services, roundId: string): Promise<DecisionRead | null> {
  const [decision, conditions] = await Promise.all([getDecision(db, roundId), listConditions(db, roundId)]);
  if (decision === null) return null;
  return { decision, conditions, endorsement: await getEndorsement(db, decision.specificationId) };
}

async function answerDecision(services: Services, roundId: string) {
  const read = await readDecision(services, roundId);
  if (read === null) return fail(notFound);
  return ok({
    answer: decisionView(read.decision, read.conditions),
    version: read.decision.version,
  });
}

/** Checks that a decision can be made on a round as it stands now, and as it was read where `ifMatch` says how. */
async function decidable(
  services: Services,
  roundId: string,
  draft: NewDecision,
  ifMatch?: number,
): Promise<Result<JudgedRound, Problem>> {
  const read = await readJudgedRound(services, roundId);
  if (!read.ok) return read;
  const { round, set, recommendation } = read.value;
  if (round.status === 'decided')
    return fail(problem('not-now', 'The round has been decided. A decision is made once.'));
  // Before what is wrong with the decision: that follows from a recommendation which nobody has seen.
  if (ifMatch !== undefined && ifMatch !== round.editVersion) return fail(staleRound(round));
  const defects = checkDecision(draft, {
    recommended: recommendation.recommendation.outcome,
    kind: round.criteriaSetKind,
    set: set.content,
    today: ukIsoDay(services.now()),
  });
  return defects.length === 0 ? read : fail(invalidBody(defects));
}

const previewLetter =
  (services: Services): UseCase<Ops['previewLetter']> =>
  async ({ of: { roundId }, what: body }) => {
    const read = await decidable(services, roundId, body);
    if (!read.ok) return read;
    const { text } = await composedLetter(services, read.value, body);
    const passages = await passagesInLetter(services, read.value, text);
    return ok({ answer: { ...text, ...keptBackBy(passages, [], text) } });
  };

/** What staff write in a decision. */
const writtenParts = ({ reason, message, conditions }: NewDecision): readonly WrittenPart[] => [
  { name: 'reason', pointer: pointer('reason'), text: reason },
  { name: 'message', pointer: pointer('message'), text: message },
  ...conditions.flatMap(({ text, owner }, i) => [
    { name: `text of condition ${i + 1}`, pointer: pointer('conditions', i, 'text'), text },
    { name: `owner of condition ${i + 1}`, pointer: pointer('conditions', i, 'owner'), text: owner },
  ]),
];

const decide =
  (services: Services): UseCase<Ops['decide']> =>
  async ({ by: person, of: { roundId }, what: body, expected: ifMatch }) => {
    const { db } = services;
    const now = services.now();
    const allowed = await mayJudge(services, roundId, person);
    if (!allowed.ok) return allowed;
    const read = await decidable(services, roundId, body, ifMatch);
    if (!read.ok) return read;
    const { round, recommendation } = read.value;
    const leaks = await leakDefects(services, read.value, writtenParts(body));
    if (leaks.length > 0) return fail(invalidBody(leaks));
    const { conditions, ...rest } = body;
    const recommended = recommendation.recommendation.outcome;
    const decision = {
      roundId,
      specificationId: round.specificationId,
      specificationVersion: round.specificationVersion,
      ...rest,
      recommended,
      recommendationNumber: recommendation.number,
      departs: departs(body.outcome, recommended),
      outstanding: conditions.length,
      decidedAt: now.toISOString(),
      decidedBy: person.id,
      withdrawn: null,
      version: 0,
    };
    const numbered = conditions.map((condition, i) => ({
      roundId,
      number: i + 1,
      ...condition,
      fulfilled: null,
    }));
    const register = await registering(services, read.value, body, now);
    const event = eventNow(
      services,
      person.id,
      'round-decided',
      { outcome: body.outcome, recommended, conditions: conditions.length },
      now,
    );
    const besides = [...register, ...(await tellOfDecision(services, read.value, body, event))];
    const written = await addDecision(db, round, decision, numbered, besides, event);
    return written.ok ? answerDecision(services, roundId) : fail(staleRound(round, 'changed-meanwhile'));
  };

/** Staff and the Oversight Group hear of the decision, and the letter to the developer waits for its release. */
async function tellOfDecision(
  services: Services,
  judged: JudgedRound,
  decision: NewDecision,
  { at }: NewEvent,
): Promise<readonly Write[]> {
  const { round, recommendation } = judged;
  const [recipients, letter] = await Promise.all([
    staffAndOversight(services.db, 'decision-recorded'),
    composedLetter(services, judged, decision),
  ]);
  const recommended = recommendation.recommendation.outcome;
  const told = { roundId: round.id, createdAt: at };
  return [
    ...tell(recipients, {
      ...told,
      cause: `decision-recorded ${round.id}`,
      notice: 'decision-recorded',
      data: {
        ...aboutRound(round),
        outcome: decision.outcome,
        recommended,
        departs: departs(decision.outcome, recommended),
        conditions: decision.conditions.length,
      },
    }),
    ...tell([letter.contactId], {
      ...told,
      cause: letterCause(round.id),
      notice: 'letter',
      data: { ...aboutRound(round), organisation: letter.organisation, ...letter.text },
    }),
  ];
}

/** What an endorsement enters into the register; nothing for other decisions. */
async function registering(
  { db }: Services,
  { round }: JudgedRound,
  { outcome, reviewBy, conditions }: NewDecision,
  now: Date,
): Promise<readonly Write[]> {
  if (!entersRegister(outcome, round.criteriaSetKind) || reviewBy === null) return [];
  const { specificationId, specificationVersion } = round;
  const [specification, version, earlier] = await Promise.all([
    getSpecification(db, specificationId),
    getSpecificationVersion(db, specificationId, specificationVersion),
    getEndorsement(db, specificationId),
  ]);
  if (specification === null || version === null)
    throw new Error(`Round ${round.id} has lost its specification`);
  return endorsementWrites(
    {
      roundId: round.id,
      specificationId,
      specificationVersion,
      title: version.content.title,
      areaOfPractice: version.content.areaOfPractice,
      organisation: specification.developer.organisation,
      credentialType: version.content.credentialType,
      outcome: outcome === 'endorse' ? 'endorse' : 'endorse-with-conditions',
      endorsedOn: ukIsoDay(now),
      reviewBy,
      conditionsOutstanding: conditions.length,
      sample: round.sample,
    },
    earlier,
  );
}

/** Reads a decision for a change of it; fails where it is not an endorsement that stands, or not the one that was read. */
async function standing(
  services: Services,
  roundId: string,
  ifMatch: number,
): Promise<Result<DecisionRead, Problem>> {
  const read = await readDecision(services, roundId);
  if (read === null) return fail(notFound);
  const { decision } = read;
  if (!isEndorsement(decision.outcome))
    return fail(problem('not-now', 'The decision is not an endorsement.'));
  if (decision.withdrawn !== null) return fail(problem('not-now', 'The endorsement has been withdrawn.'));
  return ifMatch === decision.version ? ok(read) : fail(staleDecision(decision));
}

const fulfilCondition =
  (services: Services): UseCase<Ops['fulfilCondition']> =>
  async ({ by: person, of: { roundId, number }, what: { evidence }, expected: ifMatch }) => {
    const now = services.now();
    const read = await standing(services, roundId, ifMatch);
    if (!read.ok) return read;
    const condition = read.value.conditions.find((c) => c.number === number);
    if (condition === undefined) return fail(notFound);
    if (condition.fulfilled !== null)
      return fail(problem('not-now', `Condition ${number} has been marked as fulfilled already.`));
    const written = await fulfil(
      services.db,
      read.value,
      condition,
      { at: now.toISOString(), by: person.id, evidence },
      eventNow(services, person.id, 'condition-fulfilled', { number }, now),
    );
    return written.ok
      ? answerDecision(services, roundId)
      : fail(staleDecision(read.value.decision, 'changed-meanwhile'));
  };

const withdrawEndorsement =
  (services: Services): UseCase<Ops['withdrawEndorsement']> =>
  async ({ by: person, of: { roundId }, what: body, expected: ifMatch }) => {
    const now = services.now();
    const read = await standing(services, roundId, ifMatch);
    if (!read.ok) return read;
    const counted = await readCountedRound(services, roundId);
    if (!counted.ok) return counted;
    const { reason, message, looked = false } = body;
    const leaks = await leakDefects(services, counted.value, [
      { name: 'reason', pointer: pointer('reason'), text: reason },
      { name: 'message', pointer: pointer('message'), text: message, looked },
    ]);
    if (leaks.length > 0) return fail(invalidBody(leaks));
    const event = eventNow(
      services,
      person.id,
      'endorsement-withdrawn',
      { reason, ...(looked && { looked: 'message' }) },
      now,
    );
    const written = await withdraw(
      services.db,
      read.value,
      { at: now.toISOString(), by: person.id, reason, message },
      await tellOfWithdrawal(services, counted.value.round, body, event),
      event,
    );
    return written.ok
      ? answerDecision(services, roundId)
      : fail(staleDecision(read.value.decision, 'changed-meanwhile'));
  };

/**
 * Staff and the Oversight Group hear of the withdrawal, and so does the developer's contact, in words meant for them.
 * A letter that still waits would say that the endorsement stands: it is withheld.
 */
async function tellOfWithdrawal(
  services: Services,
  round: RoundItem,
  { reason, message }: Body<Ops['withdrawEndorsement']>,
  { at }: NewEvent,
): Promise<readonly Write[]> {
  const [centre, letter] = await Promise.all([
    staffAndOversight(services.db, 'endorsement-withdrawn'),
    letterNotice(services, round),
  ]);
  if (letter === null) throw new Error(`Round ${round.id} has a decision and no letter`);
  const told = (audience: 'centre' | 'developer', why: string, people: readonly string[]): readonly Write[] =>
    tell(people, {
      cause: `endorsement-withdrawn ${round.id} ${audience}`,
      notice: 'endorsement-withdrawn',
      roundId: round.id,
      createdAt: at,
      data: {
        ...aboutRound(round),
        isGateway: round.criteriaSetKind === 'gateway',
        reason: why,
        audience,
      },
    });
  return [
    ...told('centre', reason, centre),
    ...told('developer', message, [letter.personId]),
    ...(letter.status === 'waiting' ? [withholdWrite(letter)] : []),
  ];
}

/** The Centre's decision on a round, and what follows from it. */
export const deciding = (
  services: Services,
): Pick<
  UseCases<Ops>,
  'previewLetter' | 'decide' | 'getDecision' | 'fulfilCondition' | 'withdrawEndorsement'
> => ({
  previewLetter: previewLetter(services),
  decide: decide(services),
  getDecision: ({ of: { roundId } }) => answerDecision(services, roundId),
  fulfilCondition: fulfilCondition(services),
  withdrawEndorsement: withdrawEndorsement(services),
});
