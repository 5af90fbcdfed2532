import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { getPerson } from '../people/storage.ts';
import { getRound } from '../rounds/storage.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { clockRules } from './schedule.ts';
import { changeRetention, getRetention, mark, removable } from './storage.ts';

/** Somebody who may decide about records: an administrator, by id. */
async function mayDecide({ db }: Services, by: string): Promise<Result<void, string>> {
  const person = await getPerson(db, by);
  return person?.roles.includes('administrator')
    ? ok(undefined)
    : fail(`${by} is the id of no administrator: the record says who decided.`);
}

/** What is said where somebody else was faster. */
export const changedMeanwhile = 'It changed at that very moment. Try again.';

/** Decides for how many months the clock keeps what a rule is about: from then on it removes it. */
export async function decideRetention(
  services: Services,
  { rule, months, by }: { readonly rule: string; readonly months: number; readonly by: string },
): Promise<Result<void, string>> {
  if (!clockRules.some((one) => one === rule))
    return fail(`The clock removes ${clockRules.join(' and ')}, not ${rule}.`);
  if (!Number.isInteger(months) || months < 1) return fail('Give a whole number of months, 1 or more.');
  const may = await mayDecide(services, by);
  if (!may.ok) return may;
  const event = eventNow(services, by, 'retention-changed', { rule, months });
  const state = await getRetention(services.db);
  const decided = { ...state.decided, [rule]: { months, by, at: event.at } };
  // Looked at anew from the first round on: what a longer time kept may go now, and what a shorter one passed by.
  const change = { decided, passed: { ...state.passed, [rule]: {} } };
  return (await changeRetention(services.db, state, change, event)) ? ok(undefined) : fail(changedMeanwhile);
}

/** Keeps everything of a round, such as for a dispute; what was to go already, and still is there, stays as well. */
export async function holdRecords(
  services: Services,
  { roundId, reason, by }: { readonly roundId: string; readonly reason: string; readonly by: string },
): Promise<Result<{ readonly kept: number }, string>> {
  const may = await mayDecide(services, by);
  if (!may.ok) return may;
  if (reason.trim() === '') return fail('Say why, for whoever asks later whether the hold can go.');
  if ((await getRound(services.db, roundId)) === null) return fail(`There is no round ${roundId}.`);
  const event = eventNow(services, by, 'retention-changed', { hold: 'placed' });
  const state = await getRetention(services.db);
  const holds = { ...state.holds, [roundId]: { reason, by, at: event.at } };
  // First the hold, on record, so that the clock marks nothing anew.
  if (!(await changeRetention(services.db, state, { holds }, event, keys.round(roundId))))
    return fail(changedMeanwhile);
  return ok({ kept: await keepMarked(services.db, roundId) });
}

/** Has what was to go of a round stay, all of it; says how much that was. Only for a round that is held. */
export async function keepMarked(db: Database, roundId: string): Promise<number> {
  let kept = 0;
  await retrying(async () => {
    let changed = 0;
    for (const rule of clockRules)
      for (const item of await removable(db, rule, roundId))
        if (item.expiresAt !== undefined) {
          if (await mark(db, item, undefined)) kept += 1;
          else changed += 1;
        }
    return changed === 0 ? undefined : heldUp;
  });
  return kept;
}

/** Lets a round's records go again when their time has come. */
export async function releaseRecords(
  services: Services,
  { roundId, by }: { readonly roundId: string; readonly by: string },
): Promise<Result<void, string>> {
  const may = await mayDecide(services, by);
  if (!may.ok) return may;
  const state = await getRetention(services.db);
  const { [roundId]: hold, ...holds } = state.holds;
  if (hold === undefined) return fail(`The records of ${roundId} are not held.`);
  // Whatever the clock has passed while they were held is looked at again.
  const waiting = Object.fromEntries(
    clockRules.map((rule) => [rule, [...new Set([...(state.waiting[rule] ?? []), roundId])]]),
  );
  const change = { holds, waiting, lookedOn: '' };
  const event = eventNow(services, by, 'retention-changed', { hold: 'released' });
  return (await changeRetention(services.db, state, change, event, keys.round(roundId)))
    ? ok(undefined)
    : fail(changedMeanwhile);
}
