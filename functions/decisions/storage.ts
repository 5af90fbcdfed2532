import * as z from 'zod';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { conditionMet, conditionNotMet, type Happens } from '../register/happenings.ts';
import { endorsementWrite } from '../register/storage.ts';
import type { EndorsementItem, RegisterEntry } from '../register/stored-endorsement.ts';
import { decidedWrite } from '../results/storage.ts';
import { changeRound } from '../rounds/storage.ts';
import { type RoundItem, roundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, queryItems } from '../table/read.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { type ConditionItem, conditionItem, type DecisionItem, decisionItem } from './stored-decision.ts';

/** The decision on a round; null before there is one. */
export const getDecision = (db: Database, roundId: string): Promise<DecisionItem | null> =>
  getItem(db, keys.decision(roundId), decisionItem);

/** The decisions on those of these rounds that are decided, by round id. */
export async function getDecisionsOf(
  db: Database,
  rounds: readonly Pick<RoundItem, 'id' | 'status'>[],
): Promise<ReadonlyMap<string, DecisionItem>> {
  const decided = rounds.filter(({ status }) => status === 'decided');
  const found = await getReadable(
    db,
    decided.map(({ id }) => keys.decision(id)),
    decisionItem,
  );
  return new Map(found.map((item) => [item.roundId, item]));
}

/** The conditions of a decision, by number. */
export const listConditions = (db: Database, roundId: string): Promise<ConditionItem[]> =>
  queryItems(db, ranges.conditions(roundId), conditionItem);

/** What lists show of a condition that is not fulfilled. */
export const conditionSummary = storedSummary({
  ...z.object(conditionItem.shape).pick({ roundId: true, number: true, due: true, owner: true }).shape,
  title: roundItem.shape.title,
  criteriaSetKind: roundItem.shape.criteriaSetKind,
});

/** Where a condition waits until it is fulfilled. */
const waiting = ({ roundId, number }: Pick<ConditionItem, 'roundId' | 'number'>, due: string) => ({
  todoPk: todoKeys.condition,
  todoSk: `${due}#${roundId}#${number}`,
});

const noTodo = { todoPk: undefined, todoSk: undefined };

/**
 * Decides a closed round as it was read. Fails where the round was edited, or anything that affects its
 * result came, meanwhile. `besides` are the writes of the register.
 */
export const addDecision = (
  db: Database,
  round: RoundItem,
  decision: Bare<DecisionItem>,
  conditions: readonly Bare<ConditionItem>[],
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  changeRound(
    db,
    round,
    { status: 'decided', restsOnResult: true },
    [
      putNew('decision', { ...keys.decision(round.id), ...decisionItem.stamp, ...decision }),
      ...conditions.map((condition) =>
        putNew('condition', {
          ...keys.condition(round.id, condition.number),
          ...conditionItem.stamp,
          ...condition,
          ...waiting(condition, condition.due),
          summary: {
            roundId: round.id,
            number: condition.number,
            title: round.title,
            criteriaSetKind: round.criteriaSetKind,
            due: condition.due,
            owner: condition.owner,
          } satisfies Stored<typeof conditionSummary>,
        }),
      ),
      decidedWrite(round.id),
      ...besides,
    ],
    event,
  );

/** What there is of a decision. */
export interface DecisionRead {
  readonly decision: DecisionItem;
  readonly conditions: readonly ConditionItem[];
  /** Of a decision that endorses: the endorsement of the specification, whichever round it is of. */
  readonly endorsement: EndorsementItem | null;
}

/** The entry of the register that a decision made and that is there now; null where that is another one’s, or none. */
export const ownEntry = ({ decision, endorsement }: DecisionRead): RegisterEntry | null =>
  endorsement?.entry?.roundId === decision.roundId ? endorsement.entry : null;

/** Whether a decision endorses and its letter waits for its release: nobody outside may know of it. */
export const waitsForLetter = ({ decision, endorsement }: DecisionRead): boolean =>
  endorsement?.awaits === decision.roundId;

/** The write that changes a decision, or what hangs on it; it fails where that changed since it was read. */
export const decisionWrite = (
  decision: DecisionItem,
  set: Step & Partial<Pick<DecisionItem, 'enteredAt'>>,
  add: Partial<Pick<DecisionItem, 'outstanding'>> = {},
): Write => update('decision', decision, { set, add: { version: 1, ...add } }, { version: decision.version });

/** What changes of a decision with what happens to it after it was made. */
export type Step = Partial<Pick<DecisionItem, 'withdrawn' | 'suspended' | 'replaced' | 'reviewBy'>>;

/** Whether a decision stands no more after a step, and its conditions wait for nobody. */
export const isOver = ({ withdrawn, replaced }: Step): boolean => (withdrawn ?? replaced ?? null) !== null;

/** The writes of a step, but for the register’s; they fail where the decision changed meanwhile. */
export const stepWrites = (
  { decision, conditions }: Pick<DecisionRead, 'decision' | 'conditions'>,
  step: Step,
): readonly Write[] => [
  decisionWrite(decision, step),
  ...conditions
    .filter(({ fulfilled }) => isOver(step) && fulfilled === null)
    .map((condition) => update('condition', condition, { set: noTodo }, { fulfilled: null })),
];

/** What happens in the register with a step: nothing where the entry there is not the decision’s own. */
const inRegister = (read: DecisionRead, happens: Happens, on: string): readonly Write[] => {
  const entry = ownEntry(read);
  const { specificationId } = read.decision;
  if (entry !== null)
    return [endorsementWrite(specificationId, read.endorsement, { entry: happens(entry, on) })];
  return waitsForLetter(read) ? [endorsementWrite(specificationId, read.endorsement, {})] : [];
};

/** What changes of a condition after the decision. */
export type ConditionChange = Partial<
  Pick<ConditionItem, 'text' | 'due' | 'extensions' | 'fulfilled' | 'takenBack'>
>;

/**
 * Changes a condition: it has other words or more time, or is fulfilled, or not after all, which the register says. Fails where the
 * decision or the register changed meanwhile.
 */
export function changeCondition(
  db: Database,
  read: DecisionRead,
  condition: ConditionItem,
  set: ConditionChange,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { number, fulfilled: before } = condition;
  const { due, fulfilled } = { ...condition, ...set };
  const happens =
    before === null && fulfilled !== null
      ? conditionMet(number)
      : before !== null && fulfilled === null
        ? conditionNotMet(number)
        : null;
  return transact(db, [
    decisionWrite(read.decision, {}, { outstanding: Number(fulfilled === null) - Number(before === null) }),
    update(
      'condition',
      condition,
      { set: { ...set, summary: { due }, ...(fulfilled === null ? waiting(condition, due) : noTodo) } },
      { due: condition.due, ...(before === null && { fulfilled: null }) },
    ),
    ...(happens === null ? [] : inRegister(read, happens, ukIsoDay(new Date(event.at)))),
    ...besides,
    eventWrite(keys.round(read.decision.roundId), event),
  ]);
}

/**
 * Does a step of a decision, which the register says at once where the decision is in it. `besides` are the writes of
 * the outbox. An endorsement that is over before its letter is released never enters the register.
 */
export function takeStep(
  db: Database,
  read: DecisionRead,
  step: Step,
  happens: Happens,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { roundId, specificationId } = read.decision;
  return transact(db, [
    ...stepWrites(read, step),
    ...(isOver(step) && waitsForLetter(read)
      ? [endorsementWrite(specificationId, read.endorsement, { awaits: null })]
      : inRegister(read, happens, ukIsoDay(new Date(event.at)))),
    ...besides,
    eventWrite(keys.round(roundId), event),
  ]);
}
