import {
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type EventItem, listEventsOn } from '../functions/centre/events-storage.ts';
import { logMessages } from '../functions/log/log.ts';
import { eraseFromNotices } from '../functions/notices/erase-from-notices.ts';
import { getNotice, markFailed, possiblySent } from '../functions/notices/storage.ts';
import { erasePerson, setRoles } from '../functions/people/changes-storage.ts';
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
  /** People who lost roles since, by their ids: taken away again. */
  readonly rolesTakenAgain: readonly string[];
  /** People whose roles are not as they were set since, by their ids: somebody looks at each on its page. */
  readonly rolesToSet: readonly string[];
  /** Reviews that were submitted since, whose receipts people have: they are asked to submit again. */
  readonly receiptsWithoutSubmission: readonly { readonly roundId: string; readonly personId: string }[];
  /** How many other events there were since, by action. */
  readonly lost: Readonly<Record<string, number>>;
}

/**
 * Makes a restored table safe to work on: nothing that may have been sent is sent again, who was erased since is erased
 * again, and no role that was taken away since is left. What happened since is read from the table that it stands in
 * for, where that can still be read (`lost` is null where it cannot), and of people from the log outside it (`changes`).
 * Done a second time it finds nothing more to do.
 *
 * @param since the instant to which the table was restored
 */
export async function closeRestored(
  services: Services,
  {
    since,
    lost,
    changes,
    by,
  }: {
    readonly since: string;
    readonly lost: Database | null;
    readonly changes: readonly PersonChange[];
    readonly by: string;
  },
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
  const done = [
    ...changes.filter(({ at: when }) => when > since),
    ...events.map(({ at: when, action, details, ...event }) => ({
      at: when,
      action,
      personId: concernsOf(event)?.id ?? '',
      roles: String(details.roles ?? ''),
    })),
  ];
  const lastOf = (action: EventItem['action']) =>
    new Map(
      done
        .filter((one) => one.action === action)
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ personId, roles }) => [personId, roles.split(' ')]),
    );
  const [erasedAgain, toErase]: [string[], string[]] = [[], []];
  for (const id of lastOf('person-erased').keys()) {
    const person = await getPerson(db, id);
    if (person === null) continue;
    const isErased =
      (await eraseFromNotices(db, person)) &&
      (await erasePerson(db, person, eventNow(services, by, 'person-erased'))).ok;
    (isErased ? erasedAgain : toErase).push(id);
  }
  const [rolesTakenAgain, rolesToSet]: [string[], string[]] = [[], []];
  for (const [id, set] of lastOf('roles-set')) {
    const person = await getPerson(db, id);
    if (person === null) continue;
    // What was given since is for an administrator to give: a log gives nobody a role.
    const left = person.roles.filter((role) => set.includes(role));
    const event = eventNow(services, by, 'roles-set', { roles: left.join(' ') });
    const isTaken = left.length < person.roles.length && (await setRoles(db, person, left, event)).ok;
    if (isTaken) rolesTakenAgain.push(id);
    const stands = isTaken ? left : person.roles;
    if ([...stands].sort().join(' ') !== [...set].sort().join(' ')) rolesToSet.push(id);
  }
  return {
    possiblySent: unsure,
    erasedAgain,
    toErase,
    rolesTakenAgain,
    rolesToSet,
    receiptsWithoutSubmission: events
      .filter(({ action }) => action === 'review-submitted')
      .map((event) => ({ roundId: concernsOf(event)?.id ?? '', personId: event.actor })),
    lost: Object.fromEntries(
      [...Map.groupBy(events, ({ action }) => action)].map(([action, those]) => [action, those.length]),
    ),
  };
}

/** What was done to somebody, as the log outside the table has it. */
export interface PersonChange {
  readonly at: string;
  readonly action: string;
  readonly personId: string;
  /** The roles that were set, with spaces between them. */
  readonly roles: string;
}

const logLine = z.object({
  code: z.literal(logMessages.personChanged.code),
  at: z.iso.datetime(),
  action: z.string(),
  personId: z.string(),
  roles: z.string(),
});

/** What the projector's log says of people, line by line; other lines of it are passed over. */
export const readChanges = (log: string): readonly PersonChange[] =>
  log.split('\n').flatMap((line) => {
    const at = line.indexOf('{');
    try {
      const read = logLine.safeParse(at < 0 ? null : JSON.parse(line.slice(at)));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });

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
