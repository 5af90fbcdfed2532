import {
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { type EventItem, listEventsOn } from '../functions/centre/events-storage.ts';
import { eraseFromNotices } from '../functions/notices/erase-from-notices.ts';
import { getNotice, markFailed, possiblySent } from '../functions/notices/storage.ts';
import { erasePerson } from '../functions/people/changes-storage.ts';
import { getPerson } from '../functions/people/storage.ts';
import type { Database } from '../functions/table/database.ts';
import { tableDefinition } from '../functions/table/definition.ts';
import { concernsOf } from '../functions/table/keys.ts';
import { eachDue, todo } from '../functions/todo/todo.ts';
import { eventNow, type Services } from '../functions/use-case/services.ts';

/** What was done to a restored table before anybody works on it, and what is left for people. */
export interface Closed {
  /** Notices that waited when the table was as it is now: each may have been sent since. */
  readonly possiblySent: number;
  /** People who were erased since, by their ids: erased again. */
  readonly erasedAgain: readonly string[];
  /** People who were erased since and could not be erased again: somebody does it on their page. */
  readonly toErase: readonly string[];
  /** People whose roles were set since, by their ids: somebody looks at each on its page. */
  readonly rolesSet: readonly string[];
  /** Reviews that were submitted since, whose receipts people have: they are asked to submit again. */
  readonly receiptsWithoutSubmission: readonly { readonly roundId: string; readonly personId: string }[];
  /** How many other events there were since, by action. */
  readonly lost: Readonly<Record<string, number>>;
}

/**
 * Makes a restored table safe to work on: nothing that may have been sent is sent again, and who was erased since is
 * erased again. What happened since is read from the table that it stands in for, where that can still be read; `lost`
 * is null where it cannot. Done a second time it finds nothing more to do.
 *
 * @param since the instant to which the table was restored
 */
export async function closeRestored(
  services: Services,
  { since, lost, by }: { readonly since: string; readonly lost: Database | null; readonly by: string },
): Promise<Closed> {
  const { db, now } = services;
  const at = now().toISOString();
  let unsure = 0;
  for await (const entry of eachDue(db, todo.noticePending, '~')) {
    const notice = await getNotice(db, entry().id);
    if (notice === null || (notice.status !== 'pending' && notice.status !== 'sending')) continue;
    if (await markFailed(db, notice, possiblySent, at)) unsure += 1;
  }

  const events = lost === null ? [] : await eventsSince(lost, since, at);
  const peopleOf = (action: EventItem['action']) => [
    ...new Set(
      events.filter((event) => event.action === action).flatMap((event) => concernsOf(event)?.id ?? []),
    ),
  ];
  const [erasedAgain, toErase]: [string[], string[]] = [[], []];
  for (const id of peopleOf('person-erased')) {
    const person = await getPerson(db, id);
    if (person === null) continue;
    const done =
      (await eraseFromNotices(db, person)) &&
      (await erasePerson(db, person, eventNow(services, by, 'person-erased'))).ok;
    (done ? erasedAgain : toErase).push(id);
  }
  return {
    possiblySent: unsure,
    erasedAgain,
    toErase,
    rolesSet: peopleOf('roles-set').filter((id) => !erasedAgain.includes(id)),
    receiptsWithoutSubmission: events
      .filter(({ action }) => action === 'review-submitted')
      .map((event) => ({ roundId: concernsOf(event)?.id ?? '', personId: event.actor })),
    lost: Object.fromEntries(
      [...Map.groupBy(events, ({ action }) => action)].map(([action, those]) => [action, those.length]),
    ),
  };
}

/** What happened after an instant, day by day, in no order. */
async function eventsSince(db: Database, since: string, until: string): Promise<readonly EventItem[]> {
  const found: EventItem[] = [];
  const day = new Date(`${since.slice(0, 10)}T00:00:00.000Z`);
  for (; day.toISOString() <= until; day.setUTCDate(day.getUTCDate() + 1)) {
    let cursor: string | undefined;
    do {
      const page = await listEventsOn(db, day.toISOString().slice(0, 10), { limit: 100, cursor });
      found.push(...page.items.filter(({ at }) => at > since));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }
  return found;
}

/**
 * Gives a restored table what a restore leaves out: its stream, its time to live, its own backups, and its protection
 * from deletion. Answers with the stream, which the stack asks for. AWS alone knows all of these.
 */
export async function protectRestored(client: DynamoDBClient, tableName: string): Promise<string> {
  await waitUntilTableExists({ client, maxWaitTime: 3_600 }, { TableName: tableName });
  const { TableDescription } = await client.send(
    new UpdateTableCommand({
      TableName: tableName,
      DeletionProtectionEnabled: true,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 600 }, { TableName: tableName });
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: tableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: tableDefinition.timeToLive },
    }),
  );
  await client.send(
    new UpdateContinuousBackupsCommand({
      TableName: tableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  return TableDescription?.LatestStreamArn ?? '';
}
