import * as z from 'zod';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { changeEndorsement } from '../register/storage.ts';
import type { EndorsementItem } from '../register/stored-endorsement.ts';
import { decidedWrite } from '../results/storage.ts';
import { changeRound } from '../rounds/storage.ts';
import { type RoundItem, roundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges, todoKeys } from '../table/keys.ts';
import { getItem, getReadable, queryItems } from '../table/read.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type ConditionItem, conditionItem, type DecisionItem, decisionItem } from './stored-decision.ts';

/** The decision on a round; null before there is one. */
export const getDecision = (db: Database, roundId: string): Promise<DecisionItem | null> =>
  getItem(db, keys.decision(roundId), decisionItem);

/** The decisions on those of these rounds that are decided, by round id. */
export async function getDecisionsOf(
  db: Database,
  rounds: readonly RoundItem[],
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
          todoPk: todoKeys.condition,
          todoSk: `${condition.due}#${round.id}#${condition.number}`,
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
  /** The entry of the specification in the register, whichever round it is of. */
  readonly endorsement: EndorsementItem | null;
}

/** The register keeps the latest version's endorsement: a decision changes it only where it is its own. */
const inRegister = (
  { decision, endorsement }: DecisionRead,
  change: (own: EndorsementItem) => Parameters<typeof changeEndorsement>[1],
): readonly Write[] =>
  endorsement?.roundId === decision.roundId ? [changeEndorsement(endorsement, change(endorsement))] : [];

/** Marks a condition as fulfilled. Fails where the decision or the register changed meanwhile. */
export function fulfil(
  db: Database,
  read: DecisionRead,
  condition: ConditionItem,
  fulfilled: NonNullable<ConditionItem['fulfilled']>,
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { decision } = read;
  return transact(db, [
    update('decision', decision, { add: { version: 1, outstanding: -1 } }, { version: decision.version }),
    update('condition', condition, { set: { fulfilled, ...noTodo } }, { fulfilled: null }),
    ...inRegister(read, ({ conditionsOutstanding }) => ({
      conditionsOutstanding: conditionsOutstanding - 1,
    })),
    eventWrite(keys.round(decision.roundId), event),
  ]);
}

/**
 * Withdraws an endorsement: it leaves the register, and its conditions wait for nobody any more. `besides` are the
 * writes of the outbox.
 */
export function withdraw(
  db: Database,
  read: DecisionRead,
  withdrawn: NonNullable<DecisionItem['withdrawn']>,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> {
  const { decision, conditions } = read;
  return transact(db, [
    update('decision', decision, { set: { withdrawn }, add: { version: 1 } }, { version: decision.version }),
    ...conditions
      .filter(({ fulfilled }) => fulfilled === null)
      .map((condition) => update('condition', condition, { set: noTodo }, { fulfilled: null })),
    ...inRegister(read, () => ({ status: 'withdrawn' })),
    ...besides,
    eventWrite(keys.round(decision.roundId), event),
  ]);
}

const noTodo = { todoPk: undefined, todoSk: undefined };
