import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { listEventsOf } from '../../functions/centre/events-storage.ts';
import { noticeIdOf } from '../../functions/notices/storage.ts';
import { getAssignment, listPanel } from '../../functions/panels/storage.ts';
import { addPerson } from '../../functions/people/changes-storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import { getLatestRecommendation } from '../../functions/results/storage.ts';
import { getReview, listSubmissions } from '../../functions/reviews/storage.ts';
import { reviewing } from '../../functions/reviews/use-cases.ts';
import { getRound } from '../../functions/rounds/storage.ts';
import { staffUseCases } from '../../functions/staff-use-cases.ts';
import type { Database } from '../../functions/table/database.ts';
import { keys } from '../../functions/table/keys.ts';
import type { Services } from '../../functions/use-case/services.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { ReviewContent } from '../../shared/domain/reviews/review.ts';
import { type Centre, given, sampleReviewContent } from '../support/centre.ts';
import { noEmails } from '../support/sample-emails.ts';

/** A round in which things happen at the same time, and its people: three on the panel and one who is not. */
export interface Scene {
  readonly roundId: string;
  readonly person: (n: 1 | 2 | 3 | 4) => {
    readonly id: string;
    readonly name: string;
    readonly email: string;
  };
}

/** The criterion on which the reviewers of a closed scene disagree. */
export const disputedCriterion =
  criteriaOf(sampleCriteriaSet()).find(({ number }) => number === '4.1')?.id ?? '';

/** Everything that staff and reviewers can do. */
export const everything = (services: Services) => ({
  ...staffUseCases(services, noEmails),
  ...reviewing(services),
});

const peopleOf = (scene: string) => (n: number) => ({
  id: `${scene}-${n}`,
  name: `Reviewer ${n} of ${scene}`,
  email: `${scene}-${n}@example.org`,
});

type Item = Record<string, unknown>;

/**
 * Sets a scene once, and answers how to get a copy of it, in which nobody has done anything yet: setting it again takes
 * twenty times as long. Open: the first reviewer has saved a draft, the second submitted, the third has not answered. Closed: all
 * three have submitted and disagree, the recommendation is derived and the panel called.
 */
export async function setScene(centre: Centre, kind: 'open' | 'closed'): Promise<() => Promise<Scene>> {
  const name = `scene-${kind}`;
  const person = peopleOf(name);
  const at = centre.services.now().toISOString();
  for (const n of [1, 2, 3, 4]) given(await addPerson(centre.db, { ...person(n), roles: ['reviewer'] }, at));
  const roundId = await centre.draftRound(undefined, []);
  for (const n of [1, 2, 3]) await centre.addReviewer(roundId, person(n).id);
  const staff = { ...(await centre.by('staff-1')), of: { roundId } };
  given(await centre.does.openRound({ ...staff, what: { reason: 'The gateway was before this service.' } }));
  const disagreeing =
    (n: number) =>
    (hash: string): ReviewContent => {
      const content = sampleReviewContent(1, hash);
      const rated = { ...content.ratings[disputedCriterion], rating: n === 2 ? 1 : 4 };
      return { ...content, ratings: { ...content.ratings, [disputedCriterion]: rated } } as ReviewContent;
    };
  if (kind === 'open') {
    await centre.accept(roundId, person(1).id);
    await centre.submit(roundId, person(2).id);
    const own = { ...(await centre.by(person(1).id)), of: { roundId } };
    const { criteriaSetHash } = given(await centre.does.getForm(own)).answer;
    given(await centre.does.saveReview({ ...own, what: disagreeing(1)(criteriaSetHash) }));
  } else {
    for (const n of [1, 2, 3]) await centre.submit(roundId, person(n).id, disagreeing(n));
    await centre.close(roundId);
    await centre.callPanel(roundId);
  }

  // A notice’s id follows from what is renamed, so that of the invitation that is answered is made anew.
  const invitation = noticeIdOf(`invitation ${roundId}`, person(3).id);
  const isCopied = (item: Item) =>
    item.kind !== 'idempotency' && (item.kind !== 'notice' || item.id === invitation);
  const all: Item[] = [];
  let last: Item | undefined;
  do {
    const scan = new ScanCommand({ TableName: centre.db.tableName, ExclusiveStartKey: last });
    const { Items = [], LastEvaluatedKey } = await centre.db.client.send(scan);
    all.push(...Items);
    last = LastEvaluatedKey;
  } while (last !== undefined);
  const items = all
    .map((item) => JSON.stringify(item))
    .filter((text) => (text.includes(name) || text.includes(roundId)) && isCopied(JSON.parse(text) as Item));
  let copies = 0;
  return async () => {
    copies += 1;
    const [copy, round] = [`${kind}-${copies}`, `round-${kind}-${copies}`];
    const invited = noticeIdOf(`invitation ${round}`, peopleOf(copy)(3).id);
    const renamed = items.map(
      (text) =>
        JSON.parse(
          text.replaceAll(name, copy).replaceAll(roundId, round).replaceAll(invitation, invited),
        ) as Item,
    );
    for (let start = 0; start < renamed.length; start += 25)
      await centre.db.client.send(
        new BatchWriteCommand({
          RequestItems: {
            [centre.db.tableName]: renamed.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } })),
          },
        }),
      );
    return { roundId: round, person: peopleOf(copy) };
  };
}

/** What a move has to name of what it changes: the versions as they stand before anybody moves. */
async function versionsOf(db: Database, { roundId, person }: Scene) {
  const [round, own, submitted, invited, review, first, third, fourth] = await Promise.all([
    getRound(db, roundId),
    getAssignment(db, roundId, person(1).id),
    getAssignment(db, roundId, person(2).id),
    getAssignment(db, roundId, person(3).id),
    getReview(db, roundId, person(1).id),
    getPerson(db, person(1).id),
    getPerson(db, person(3).id),
    getPerson(db, person(4).id),
  ]);
  return {
    round: round?.editVersion ?? -1,
    'assignment of 1': own?.version ?? -1,
    'assignment of 2': submitted?.version ?? -1,
    'assignment of 3': invited?.version ?? -1,
    'review of 1': review?.version ?? 0,
    'person 1': first?.editVersion ?? -1,
    'person 3': third?.editVersion ?? -1,
    'person 4': fourth?.editVersion ?? -1,
  };
}

/** What can be locked here. */
export type LockedThing = keyof Awaited<ReturnType<typeof versionsOf>>;

/** All that is in the table of a scene, read anew. */
export async function found(db: Database, scene: Scene) {
  const { roundId, person } = scene;
  const ids = ([1, 2, 3, 4] as const).map((n) => person(n).id);
  const [round, panel, review, submissions, people, versions, recommendation, events] = await Promise.all([
    getRound(db, roundId),
    listPanel(db, roundId),
    getReview(db, roundId, person(1).id),
    listSubmissions(db, roundId, person(1).id),
    Promise.all(ids.map((id) => getPerson(db, id))),
    versionsOf(db, scene),
    getLatestRecommendation(db, roundId),
    Promise.all(
      [keys.round(roundId), ...ids.map((id) => keys.person(id))].map(
        async (concerns) => (await listEventsOf(db, concerns, { limit: 100 })).items,
      ),
    ),
  ]);
  if (round === null) throw new Error('No round is ever deleted.');
  return { round, panel, review, submissions, people, versions, recommendation, events: events.flat() };
}

/** What is found of a scene. */
export type Found = Awaited<ReturnType<typeof found>>;

/**
 * Services for somebody to whom `meanwhile` happens between their last look and their first write, or after so many of
 * their writes. That a form’s key is taken is none: nothing was looked at before it.
 */
export function overtaken(services: Services, meanwhile: () => Promise<unknown>, writesBefore = 0): Services {
  const { client } = services.db;
  let written = 0;
  const send = async (command: Parameters<typeof client.send>[0]) => {
    if (command instanceof TransactWriteCommand && !takesKey(command)) {
      if (written === writesBefore) {
        written += 1;
        await meanwhile();
      } else written += 1;
    }
    return client.send(command);
  };
  return { ...services, db: { ...services.db, client: Object.assign(Object.create(client), { send }) } };
}

const takesKey = ({ input: { TransactItems = [] } }: TransactWriteCommand): boolean =>
  TransactItems.length === 1 && String(TransactItems[0]?.Put?.Item?.pk).startsWith('KEY#');

/** A key of a request that is nobody else's. */
export const newKey = (): string => randomUUID();
