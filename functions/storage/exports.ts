import * as z from 'zod';
import type { Database } from './database.ts';
import { keys, ownerKeys, type Partition, partitionOf, ranges } from './keys.ts';
import {
  getItem,
  getItems,
  type ItemPage,
  type Paging,
  queryIndex,
  queryItems,
  queryItemsPage,
} from './read.ts';

const anyItem = z.looseObject({ pk: z.string(), sk: z.string(), kind: z.string() });

/** An item of whatever kind, as it is kept. */
export type AnyItem = z.output<typeof anyItem>;

/** A page of everything of a round, in key order. */
export const listEverythingOf = (db: Database, roundId: string, paging: Paging): Promise<ItemPage<AnyItem>> =>
  queryItemsPage(db, ranges.everything(partitionOf('round', roundId)), anyItem, paging);

async function everythingIn(db: Database, partition: Partition): Promise<AnyItem[]> {
  const found: AnyItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await queryItemsPage(db, ranges.everything(partition), anyItem, { limit: 1_000, cursor });
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** More of these than anybody has. */
const all = 100_000;

/** Every item about a person: their own, and of each of their assignments what they wrote. */
export async function listAllAboutPerson(
  db: Database,
  person: {
    readonly id: string;
    readonly email: string;
    readonly subjects: Readonly<Record<string, string>>;
  },
): Promise<readonly AnyItem[]> {
  const [own, owned, acted, others] = await Promise.all([
    everythingIn(db, partitionOf('person', person.id)),
    queryIndex(db, 'owner', ownerKeys.person(person.id), all).then((entries) =>
      getItems(db, entries, anyItem),
    ),
    queryIndex(db, 'owner', ownerKeys.actor(person.id), all).then((entries) =>
      getItems(db, entries, anyItem),
    ),
    Promise.all(
      [
        keys.email(person.email),
        ...Object.entries(person.subjects).map(([issuer, sub]) => keys.subject(issuer, sub)),
      ].map((key) => getItem(db, key, anyItem)),
    ),
  ]);
  const rounds = owned.filter(({ kind }) => kind === 'assignment').map(({ roundId }) => String(roundId));
  const written = await Promise.all(
    rounds.flatMap((roundId) => [
      getItem(db, keys.review(roundId, person.id), anyItem).then((item) => (item === null ? [] : [item])),
      queryItems(db, ranges.submissions(roundId, person.id), anyItem),
    ]),
  );
  return [...own, ...others.filter((item) => item !== null), ...owned, ...written.flat(), ...acted];
}
