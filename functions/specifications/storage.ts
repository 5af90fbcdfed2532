import * as z from 'zod';
import { listWords } from '../../shared/domain/basics/fold.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { wordsOfTitle, wordWrites } from '../search/words.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace, ownerKeys, todoKeys } from '../table/keys.ts';
import { getItem, getItems, getReadable, type Paging } from '../table/read.ts';
import { type IndexPage, queryIndex, queryIndexPage, summariesOf } from '../table/read-index.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { check, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import {
  type SpecificationItem,
  type SpecificationVersionItem,
  specificationItem,
  specificationVersionItem,
} from './stored-specification.ts';

/** A specification. */
export const getSpecification = (db: Database, id: string): Promise<SpecificationItem | null> =>
  getItem(db, keys.specification(id), specificationItem);

/** A version of a specification. */
export const getSpecificationVersion = (
  db: Database,
  id: string,
  version: number,
): Promise<SpecificationVersionItem | null> =>
  getItem(db, keys.specificationVersion(id, version), specificationVersionItem);

/** What lists show of a specification. */
export const specificationSummary = storedSummary(
  z.object(specificationItem.shape).pick({ id: true, title: true, areaOfPractice: true, latestVersion: true })
    .shape,
);

/** What lists show of a specification. */
export type SpecificationSummary = Stored<typeof specificationSummary>;

type NewSpecification = Pick<
  SpecificationItem,
  'id' | 'title' | 'areaOfPractice' | 'developer' | 'stage' | 'priorityId'
>;

/** Proposals are on lists of their own; whatever was made for a priority is found under it. */
const listing = (
  { id, title, areaOfPractice, stage, priorityId }: NewSpecification,
  latestVersion: number,
) => ({
  listPk: stage === 'proposal' ? listKeys.proposals : listKeys.specifications,
  listSk: listPlace(title, id),
  ownerPk: stage === 'proposal' ? ownerKeys.proposals(areaOfPractice) : ownerKeys.area(areaOfPractice),
  ownerSk: listPlace(title, id),
  todoPk: priorityId === null ? undefined : todoKeys.forPriority(priorityId),
  todoSk: priorityId === null ? undefined : listPlace(title, id),
  summary: { id, title, areaOfPractice, latestVersion } satisfies SpecificationSummary,
});

type FoundBy = Pick<SpecificationItem, 'id' | 'title' | 'areaOfPractice' | 'developer'>;

const foundBy = ({ id, title, areaOfPractice, developer }: FoundBy) => ({
  id,
  name: title,
  words: [...wordsOfTitle(title, areaOfPractice, developer.organisation)],
});

/** The writes by which a specification is found, where it was `before`. */
export const specificationWords = (specification: FoundBy, before: FoundBy | null = null): readonly Write[] =>
  wordWrites('specification', foundBy(specification), before && foundBy(before));

/** What lists show of a version that was added while rounds were open on an older one. */
export const newerVersionSummary = storedSummary({
  specificationId: z.string(),
  title: z.string(),
  version: z.int(),
  roundIds: z.array(z.string()),
});

/** A version that was added while rounds were open on an older one, and when. */
export type NewerVersion = Stored<typeof newerVersionSummary>;

/** The last versions that were added while rounds were open on an older one, the newest first. */
export const listNewerVersions = async (db: Database, limit: number): Promise<readonly NewerVersion[]> =>
  summariesOf(
    db,
    await queryIndex(db, 'todo', todoKeys.newerVersion, limit, 'last-first'),
    newerVersionSummary,
  );

/** The writes by which Today says that a round is open on an older version than this one; none where it does already. */
export function underReviewWrite(
  added: SpecificationVersionItem,
  roundId: string,
  at: string,
): readonly Write[] {
  const { roundIds = [] } = (added.summary ?? {}) as Partial<NewerVersion>;
  if (roundIds.includes(roundId)) return [];
  const { id, version, content, todoSk } = added;
  const listed = listedAsNewer(
    { specificationId: id, title: content.title, version },
    [...roundIds, roundId],
    at,
  );
  return [update('version', added, { set: listed }, { version, ...(todoSk !== undefined && { todoSk }) })];
}

/** What lists a version as newer than those that these rounds are open on. */
const listedAsNewer = (about: Omit<NewerVersion, 'roundIds'>, roundIds: readonly string[], at: string) => ({
  todoPk: todoKeys.newerVersion,
  todoSk: `${at}#${about.specificationId}`,
  summary: { ...about, roundIds: [...roundIds] } satisfies NewerVersion,
});

/** What a version says, and what that comes to. */
interface Added {
  readonly content: SpecificationVersionItem['content'];
  readonly hash: string;
}

/**
 * Registers a specification, with its first version where it is a proposal; `contact` are the writes that its contact
 * needs. Fails where the id is taken.
 */
export async function addSpecification(
  db: Database,
  specification: NewSpecification,
  contact: readonly Write[],
  event: NewEvent,
  first?: Added,
): Promise<Result<void, Unmet>> {
  const key = keys.specification(specification.id);
  const latestVersion = first === undefined ? 0 : 1;
  return transact(db, [
    putNew('specification', {
      ...key,
      ...specificationItem.stamp,
      ...specification,
      latestVersion,
      editVersion: 0,
      ...listing(specification, latestVersion),
    }),
    ...(first === undefined
      ? []
      : [
          putNew('version', {
            ...keys.specificationVersion(specification.id, 1),
            ...specificationVersionItem.stamp,
            id: specification.id,
            version: 1,
            judged: false,
            ...first,
            createdAt: event.at,
          }),
        ]),
    ...specificationWords(specification),
    ...contact,
    eventWrite(key, event),
  ]);
}

/**
 * Adds the next version, which says whether it is a specification by now, while the rounds of `roundIds` are open on an older one. `besides` are the writes of areas and
 * of the outbox. Fails where somebody else added it first.
 */
export async function addSpecificationVersion(
  db: Database,
  specification: SpecificationItem,
  added: Added,
  event: NewEvent,
  besides: readonly Write[] = [],
  roundIds: readonly string[] = [],
): Promise<Result<void, Unmet>> {
  const version = specification.latestVersion + 1;
  const { title } = added.content;
  return transact(db, [
    ...titledWrites(specification, added.content, version),
    putNew('version', {
      ...keys.specificationVersion(specification.id, version),
      ...specificationVersionItem.stamp,
      id: specification.id,
      version,
      judged: false,
      ...added,
      createdAt: event.at,
      ...(roundIds.length > 0 &&
        listedAsNewer({ specificationId: specification.id, title, version }, roundIds, event.at)),
    }),
    eventWrite(specification, event),
    ...besides,
  ]);
}

/** The writes by which a specification is called as its latest version is. */
function titledWrites(
  specification: SpecificationItem,
  { title, areaOfPractice, proposal }: Added['content'],
  latestVersion: number,
): readonly Write[] {
  const stage = proposal === undefined ? 'specification' : 'proposal';
  return [
    update(
      'specification',
      specification,
      {
        set: {
          title,
          areaOfPractice,
          stage,
          priorityId: specification.priorityId,
          latestVersion,
          ...listing({ ...specification, title, areaOfPractice, stage }, latestVersion),
        },
        add: { editVersion: 1 },
      },
      { editVersion: specification.editVersion },
    ),
    ...specificationWords({ ...specification, title, areaOfPractice }, specification),
  ];
}

/**
 * Corrects the latest version where it stands. `besides` are the writes of areas. Its condition `version` fails where a
 * round was created with it meanwhile.
 */
export const correctSpecificationVersion = (
  db: Database,
  specification: SpecificationItem,
  version: SpecificationVersionItem,
  { content, hash }: Added,
  event: NewEvent,
  besides: readonly Write[],
): Promise<Result<void, Unmet>> =>
  transact(db, [
    ...titledWrites(specification, content, version.version),
    update(
      'version',
      version,
      { set: { content, hash, ...(version.summary !== undefined && { summary: { title: content.title } }) } },
      { hash: version.hash, judged: false },
    ),
    eventWrite(specification, event),
    ...besides,
  ]);

/**
 * The writes by which a version cannot be corrected any more; none where it cannot already. Their condition `version`
 * fails where it was corrected since it was read.
 */
export const judgedWrites = (version: SpecificationVersionItem): readonly Write[] =>
  version.judged
    ? []
    : [update('version', version, { set: { judged: true } }, { hash: version.hash, judged: false })];

/** The check that a specification is still as it was read; its condition is `specification`. */
export const specificationStands = (specification: SpecificationItem): Write =>
  check('specification', specification, { editVersion: specification.editVersion });

/** Changes who the developer is. `besides` are the writes of the contact and of the emails that go to them now. */
export const changeDeveloper = (
  db: Database,
  specification: SpecificationItem,
  developer: SpecificationItem['developer'],
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'specification',
      specification,
      { set: { developer }, add: { editVersion: 1 } },
      { editVersion: specification.editVersion },
    ),
    ...specificationWords({ ...specification, developer }, specification),
    ...besides,
    eventWrite(specification, event),
  ]);

/** Which specifications are listed: those of an area of practice, those whose title starts like this. */
export interface SpecificationFilter {
  readonly area?: string | undefined;
  readonly startsWith?: string | undefined;
}

/** A page of the specifications, by title. */
export async function listSpecificationsPage(
  db: Database,
  { area = '', startsWith = '' }: SpecificationFilter,
  page: Paging,
): Promise<IndexPage<SpecificationSummary>> {
  const start = listWords(startsWith);
  const { entries, next } =
    area.trim() === ''
      ? await queryIndexPage(db, 'list', listKeys.specifications, { ...page, start })
      : await queryIndexPage(db, 'owner', ownerKeys.area(area), { ...page, start });
  return { entries: summariesOf(db, entries, specificationSummary), next };
}

/** The specification under this title as lists tell titles apart; null where there is none. */
export async function findSpecificationByTitle(
  db: Database,
  title: string,
): Promise<{ readonly specificationId: string; readonly title: string } | null> {
  const page = { limit: 1, start: listPlace(title, '') };
  const { entries } = await queryIndexPage(db, 'list', listKeys.specifications, page);
  const [found] = summariesOf(db, entries, specificationSummary);
  return found === undefined ? null : { specificationId: found.id, title: found.title };
}

/** The specifications with these ids, by id; those that are not there are left out. */
export async function getSpecifications(
  db: Database,
  ids: readonly string[],
  read = getItems,
): Promise<ReadonlyMap<string, SpecificationItem>> {
  const wanted = [...new Set(ids)].map((id) => keys.specification(id));
  const found = await read(db, wanted, specificationItem);
  return new Map(found.map((specification) => [specification.id, specification]));
}

/** The latest version of each of these specifications that can be read and has one, by its id. */
export async function getLatestVersions(
  db: Database,
  specifications: readonly SpecificationItem[],
): Promise<ReadonlyMap<string, SpecificationVersionItem>> {
  const wanted = specifications
    .filter(({ latestVersion }) => latestVersion > 0)
    .map(({ id, latestVersion }) => keys.specificationVersion(id, latestVersion));
  const found = await getReadable(db, wanted, specificationVersionItem);
  return new Map(found.map((version) => [version.id, version]));
}

/** Most that is looked through of what was made for a priority, and of each kind in an area. */
const mostLooked = 100;

/**
 * The ids of what was made for a priority, in whatever area, and of the proposals and specifications in its own area;
 * `isMore` where there are more than are looked through.
 */
export async function listForPriority(
  db: Database,
  { id, areaOfPractice }: { readonly id: string; readonly areaOfPractice: string },
): Promise<{ readonly ids: readonly string[]; readonly isMore: boolean }> {
  const page = { limit: mostLooked };
  const lists = await Promise.all([
    queryIndexPage(db, 'todo', todoKeys.forPriority(id), page),
    queryIndexPage(db, 'owner', ownerKeys.proposals(areaOfPractice), page),
    queryIndexPage(db, 'owner', ownerKeys.area(areaOfPractice), page),
  ]);
  const found = lists.flatMap(({ entries }) => summariesOf(db, entries, specificationSummary));
  return {
    ids: [...new Set(found.map((one) => one.id))],
    isMore: lists.some(({ next }) => next !== null),
  };
}
