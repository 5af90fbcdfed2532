import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { logMessages } from '../../functions/log/log.ts';
import { eraseFromNotices } from '../../functions/notices/erase-from-notices.ts';
import { noticeWrite } from '../../functions/notices/storage.ts';
import { erasePerson, setRoles } from '../../functions/people/changes-storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import { projector } from '../../functions/projector/handler.ts';
import type { Database } from '../../functions/table/database.ts';
import { tryWrite } from '../../functions/table/write.ts';
import { eventNow, realServices } from '../../functions/use-case/services.ts';
import { createTable } from '../../infra/local/database.ts';
import { passes } from '../../infra/local/filter.ts';
import { tableInput } from '../../infra/local/table.ts';
import { type Closed, closeRestored, readChanges } from '../../infra/restored-table.ts';
import { streamFilters } from '../../infra/stream-filters.ts';
import { type Centre, given, startCentre } from '../support/centre.ts';
import { everyItem, outbox } from '../support/outbox.ts';
import { keptLog } from '../support/plain.ts';

/** What a rehearsed restore came to. */
export interface Rehearsal {
  /** Items in the restored table. */
  readonly items: number;
  /** Milliseconds: copying as a restore would, and making it safe to work on. */
  readonly took: { readonly restored: number; readonly closed: number };
  readonly closed: Closed;
  /** What a second time finds to do. */
  readonly again: Closed;
  /** Notices that the mailer could still take up. */
  readonly pending: number;
  readonly wrong: readonly string[];
}

/** Copies a table into a new one: what a restore to a second does, which the local engine has not. */
async function restoreTo(db: Database, tableName: string): Promise<Database> {
  await createTable(db.client, tableInput(tableName, { stream: false }));
  const items = await everyItem(db);
  for (let at = 0; at < items.length; at += 25)
    await db.client.send(
      new BatchWriteCommand({
        RequestItems: { [tableName]: items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
  return { ...db, tableName };
}

/**
 * Works at a Centre with a round open, restores its table to a second, goes on working on the old one (somebody
 * submits, is erased, loses a role, gets an email), and then makes the restored one safe as an operator does: by what
 * the old table says, or by the log alone, where the old table is gone.
 */
export async function rehearseRestore(from: 'table' | 'log' = 'table'): Promise<Rehearsal> {
  const centre = await startCentre();
  centre.setNow('2026-07-01T09:00:00.000Z');
  const roundId = await centre.openRound();
  await centre.submit(roundId, 'reviewer-1');
  const since = '2026-07-01T10:00:00.000Z';

  const started = performance.now();
  const db = await restoreTo(centre.db, 'restored');
  const restored = performance.now() - started;
  const items = (await everyItem(db)).length;

  centre.setNow('2026-07-02T09:00:00.000Z');
  await centre.submit(roundId, 'reviewer-2');
  await workOn(centre);
  const changes = from === 'log' ? readChanges(await projectorLogOf(centre.db)) : [];

  const services = { ...realServices(db), now: () => new Date('2026-07-02T12:00:00.000Z') };
  const close = () =>
    closeRestored(services, {
      since,
      lost: from === 'table' ? centre.db : null,
      changes,
      by: 'administrator-1',
    });
  const before = performance.now();
  const closed = await close();
  const took = { restored: Math.round(restored), closed: Math.round(performance.now() - before) };
  const again = await close();
  const pending = (await outbox(db)).filter(
    ({ status }) => status === 'pending' || status === 'sending',
  ).length;
  const wrong: string[] = [];
  if (pending > 0) wrong.push(`${pending} notices could be sent a second time`);
  if ((await getPerson(db, 'staff-2'))?.roles.includes('staff'))
    wrong.push('a role that was taken away is back');
  if ((await getPerson(db, 'reviewer-4')) !== null) wrong.push('somebody who was erased is back');
  if (again.possiblySent + again.erasedAgain.length + again.rolesTakenAgain.length > 0)
    wrong.push('a second time does more');
  await centre.stop();
  return { items, took, closed, again, pending, wrong };
}

/** What happens between the second that is restored and the loss. */
async function workOn({ db, services }: Centre): Promise<void> {
  const [leaving, staff] = [await getPerson(db, 'reviewer-4'), await getPerson(db, 'staff-2')];
  if (leaving === null || staff === null) throw new Error('The Centre has them.');
  await eraseFromNotices(db, leaving);
  given(await erasePerson(db, leaving, eventNow(services, 'administrator-1', 'person-erased')));
  given(await setRoles(db, staff, ['reviewer'], eventNow(services, 'administrator-1', 'roles-set')));
  const data = { title: 'S', specificationVersion: 1, sample: true, criteriaSetKind: 'endorsement' as const };
  const about = {
    cause: 'after',
    personId: 'reviewer-1',
    roundId: null,
    createdAt: services.now().toISOString(),
  };
  await tryWrite(db, noticeWrite({ ...about, notice: 'off-panel', data }));
}

/** What the projector has logged of a table, as its log group has it. */
async function projectorLogOf(db: Database): Promise<string> {
  const kept = keptLog();
  const records = (await everyItem(db)).map((item) => ({
    dynamodb: { NewImage: marshall(item, { removeUndefinedValues: true }) },
  }));
  const handed = records.filter((record) => passes(streamFilters.projector, record));
  const events = handed.filter(({ dynamodb }) => dynamodb.NewImage.kind?.S === 'event');
  await projector(realServices(db), kept.log)({ Records: events } as never, {} as never);
  return kept.lines
    .map(({ message, values }) =>
      JSON.stringify({ ...logMessages[message as keyof typeof logMessages], ...values }),
    )
    .join('\n');
}
