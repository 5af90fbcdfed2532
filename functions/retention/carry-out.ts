import { listAllEvents } from '../centre/events-storage.ts';
import { listConcerns } from '../concerns/storage.ts';
import { getDecision } from '../decisions/storage.ts';
import { listMessages } from '../developers/storage.ts';
import { letterCause } from '../letters/letter-storage.ts';
import { getNotice, noticeIdOf, theDeveloper } from '../notices/storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { type ClockRule, clockRules, graceDays, schedule } from './schedule.ts';
import {
  changeRetention,
  getRetention,
  mark,
  type RetentionState,
  recordOf,
  removable,
  roundsClosed,
  sameRetention,
} from './storage.ts';

/** What a rule removes of a round, or would. */
export interface Removal {
  readonly rule: ClockRule;
  readonly roundId: string;
  readonly items: number;
}

/** Most rounds of a status and a rule that one run looks at: the clock has other things to do. */
const enough = 50;

/** The hour, in UTC, in which the clock does it: nothing of it is urgent, and the other runs need not ask. */
const atNight = 2;

/** Rounds that are over, or will be: an undecided one is looked at again until it is. */
const statuses = ['closed', 'decided', 'cancelled'] as const;

/**
 * Carries out what the Centre has decided of the schedule: each round is looked at once when its time has come, and
 * again each day while something keeps it. What is removed expires after 30 days more, until when a hold keeps it.
 * What nobody has decided stays.
 */
export async function carryOutRetention(services: Services): Promise<number> {
  if (services.now().getUTCHours() !== atNight) return 0;
  const state = await getRetention(services.db);
  const rules = clockRules.filter((rule) => state.decided[rule] !== undefined);
  if (rules.length === 0) return 0;
  const today = services.now().toISOString().slice(0, 10);
  const [passed, waiting] = [{ ...state.passed }, { ...state.waiting }];
  let done = 0;
  for (const rule of rules) {
    const before = monthsBefore(services.now(), state.decided[rule]?.months ?? 0);
    const due = await roundsDue(services.db, state, rule, before, enough);
    passed[rule] = due.passed;
    const again = state.lookedOn === today ? [] : (state.waiting[rule] ?? []);
    const kept = new Set(state.waiting[rule]);
    for (const roundId of [...again, ...due.roundIds]) {
      const keeps = await whatKeeps(services.db, state, roundId, before);
      // A round that stands no more, or of which everything went, is looked at no more.
      if (keeps !== null || !(await expire(services, state, rule, roundId))) kept.add(roundId);
      else {
        kept.delete(roundId);
        done += 1;
      }
    }
    waiting[rule] = [...kept];
  }
  const isSame = JSON.stringify([state.passed, state.waiting]) === JSON.stringify([passed, waiting]);
  if (isSame && state.lookedOn === today) return done;
  // Where somebody decided something meanwhile, the next run looks again: what is marked is not marked twice.
  await changeRetention(services.db, state, { passed, waiting, lookedOn: today });
  return done;
}

/** What the schedule would remove now, with the months that are decided or, where none are, proposed. Changes nothing. */
export async function foreseeRetention({ db, now }: Services): Promise<readonly Removal[]> {
  const state = await getRetention(db);
  const found: Removal[] = [];
  for (const rule of clockRules) {
    const before = monthsBefore(now(), state.decided[rule]?.months ?? schedule[rule].keep.count);
    const fromStart = { ...state, passed: {} };
    const { roundIds } = await roundsDue(db, fromStart, rule, before, Number.MAX_SAFE_INTEGER);
    for (const roundId of roundIds) {
      if ((await whatKeeps(db, state, roundId, before)) !== null) continue;
      const items = (await removable(db, rule, roundId)).filter(({ expiresAt }) => expiresAt === undefined);
      if (items.length > 0) found.push({ rule, roundId, items: items.length });
    }
  }
  return found;
}

/** Rounds that closed before a time and were not looked at yet under a rule, and how far they reach. */
async function roundsDue(
  db: Database,
  { passed }: RetentionState,
  rule: ClockRule,
  to: string,
  limit: number,
): Promise<{ readonly roundIds: readonly string[]; readonly passed: Readonly<Record<string, string>> }> {
  const roundIds: string[] = [];
  const reached: Record<string, string> = { ...passed[rule] };
  for (const status of statuses)
    for (let left = limit; left > 0; ) {
      const page = { after: reached[status] ?? '', to, limit: Math.min(left, enough) };
      const listed = await roundsClosed(db, status, page);
      roundIds.push(...listed.map(({ roundId }) => roundId));
      reached[status] = listed.at(-1)?.place ?? reached[status] ?? '';
      left = listed.length < page.limit ? 0 : left - listed.length;
    }
  return { roundIds, passed: reached };
}

/** Why a round's records stay for now; null where nothing keeps them. */
async function whatKeeps(
  db: Database,
  { holds }: RetentionState,
  roundId: string,
  before: string,
): Promise<string | null> {
  if (holds[roundId] !== undefined) return 'held';
  const round = await getRound(db, roundId);
  if (round === null) return null;
  if (round.status === 'cancelled') {
    // It may have been cancelled long after it closed.
    const events = await listAllEvents(db, round);
    return events.some(({ action, at }) => action === 'round-cancelled' && at >= before) ? 'too early' : null;
  }
  if (round.status !== 'decided') return 'not decided';
  const [decision, letter, concerns, messages] = await Promise.all([
    getDecision(db, roundId),
    getNotice(db, noticeIdOf(letterCause(roundId), theDeveloper)),
    listConcerns(db, roundId),
    listMessages(db, roundId),
  ]);
  if (decision === null || decision.decidedAt >= before) return 'too early';
  if (decision.outstanding > 0 || letter?.status === 'waiting') return 'not over';
  if (decision.suspended !== null && decision.withdrawn === null) return 'suspended';
  if ([...concerns, ...messages].some(({ answer }) => answer === null)) return 'waits for an answer';
  return null;
}

/**
 * Has what a rule removes of a round expire, on record. False where something of it changed at that very moment, or
 * somebody held records or decided otherwise since the state was read.
 */
async function expire(
  services: Services,
  state: RetentionState,
  rule: ClockRule,
  roundId: string,
): Promise<boolean> {
  const { db, now } = services;
  const at = Math.floor(now().getTime() / 1000) + graceDays * 24 * 60 * 60;
  const items = (await removable(db, rule, roundId)).filter(({ expiresAt }) => expiresAt === undefined);
  if (items.length === 0) return true;
  let marked = 0;
  for (const item of items) if (await mark(db, item, at, [sameRetention(state)])) marked += 1;
  if (marked > 0)
    await recordOf(db, roundId, eventNow(services, 'system', 'records-removed', { rule, items: marked }));
  return marked === items.length;
}

/** The instant that many months earlier, in UTC; at a month's end the last day that there is. */
function monthsBefore(now: Date, months: number): string {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then.toISOString();
}
