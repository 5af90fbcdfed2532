import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { getNotice, markFailed, noticeIdOf, possiblySent } from '../../functions/notices/storage.ts';
import { addPerson, addPersonWrites } from '../../functions/people/changes-storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import { severityItem } from '../../functions/people/stored-severity.ts';
import { project } from '../../functions/results/project.ts';
import type { Database } from '../../functions/table/database.ts';
import { keys } from '../../functions/table/keys.ts';
import { realServices } from '../../functions/use-case/services.ts';
import { sampleCriteriaSet, samplePeople, sampleSpecifications } from '../../infra/local/samples.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { emptyCriterionReview } from '../../shared/domain/reviews/review.ts';
import { asItStands, whatStands } from '../support/as-it-stands.ts';
import type { Furnished } from '../support/furnished.ts';
import {
  answerFromDeveloper,
  contactCodePage,
  factCheck,
  factsPageOf,
  ownPageOf,
} from '../support/letter-data.ts';
import { samplePastRounds } from '../support/sample-past-rounds.ts';
import { samplePriority, sampleProposal } from '../support/sample-proposal.ts';

const panelSize = 5;

const given = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** What the pages that are measured are about. */
export type Ids = Omit<Furnished, 'world' | 'begunRound' | 'askedRound' | 'invitation'>;

/** Works in an empty table, as people would, until every page has something to show. */
export async function furnish(db: Database): Promise<Ids> {
  const services = realServices(db);
  const at = services.now().toISOString();
  for (const person of samplePeople()) await addPerson(db, person, at);
  const callOf = async (personId: string) => {
    const person = await getPerson(db, personId);
    if (person === null) throw new Error(`There is no ${personId}`);
    return {
      by: person,
      of: {},
      what: undefined,
      expected: whatStands,
      // Another one wherever it is spread.
      get key() {
        return randomUUID();
      },
    };
  };
  const staff = await callOf('sample-staff');
  const set = sampleCriteriaSet();
  const use = asItStands(services);
  given(await use.createCriteriaSet({ ...staff, what: set }));
  given(await use.publishCriteriaSet({ ...staff, of: { criteriaSetId: set.id, version: 1 } }));
  given(await use.createCriteriaSet({ ...staff, what: { ...set, title: 'Changed' } }));
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There is no sample specification');
  // The third is nobody’s companion yet.
  for (const id of ['spec-real', 'spec-other', 'spec-third'])
    given(await use.registerSpecification({ ...staff, what: { id, ...sample.registration } }));
  for (const specificationId of ['spec-real', 'spec-other', 'spec-third'])
    given(await use.addSpecificationVersion({ ...staff, of: { specificationId }, what: sample.version }));
  given(
    await use.linkCompanion({
      ...staff,
      of: { specificationId: 'spec-real' },
      what: { companionId: 'spec-other', kind: 'sequential' },
    }),
  );

  const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
  const round = async (until: 'draft' | 'open' | 'closed', specificationId = 'spec-real') => {
    const body = {
      specificationId,
      specificationVersion: 1,
      criteriaSetId: set.id,
      criteriaSetVersion: 1,
      reviewsDue: inDays(14),
      closesAt: inDays(21),
    };
    const key = { ...staff, key: randomUUID() };
    const { roundId } = given(await use.createRound({ ...key, what: body })).answer;
    const at = { ...staff, of: { roundId } };
    for (let n = 1; n <= panelSize; n++)
      given(
        await use.addReviewer({
          ...at,
          what: { name: `Panel ${n}`, email: `panel-${n}@example.org`, reason: 'They work apart.' },
        }),
      );
    if (until === 'draft') return roundId;
    const opened = given(
      await use.openRound({ ...at, what: { reason: 'The gateway was before this service.' } }),
    ).answer;
    for (const [n, { personId }] of opened.panel.entries()) {
      if (until === 'open' && n > 1) break;
      const call = { ...(await callOf(personId)), of: { roundId } };
      given(await use.declareInterests({ ...call, what: { interest: 'none' } }));
      // The panel disputes its first criterion.
      const ratings = criteriaOf(set).map(({ id }, i) => [
        id,
        { ...emptyCriterionReview, rating: i === 0 && n % 2 === 0 ? 1 : 3 },
      ]);
      const body = {
        criteriaSetHash: opened.criteriaSetHash,
        ratings: Object.fromEntries(ratings),
        overallComment: 'A careful specification.',
        overallNote: '',
      };
      given(await use.submitReview({ ...call, what: body }));
    }
    // An interest that waits has a form.
    const declaring = until === 'open' ? opened.panel[2] : undefined;
    if (declaring !== undefined) {
      const call = { ...(await callOf(declaring.personId)), of: { roundId } };
      const what = { interest: 'declared', description: 'We wrote a book together.' } as const;
      given(await use.declareInterests({ ...call, what }));
    }
    if (until === 'closed') given(await use.closeRound({ ...at, what: { reason: '' } }));
    await project(services, roundId);
    return roundId;
  };
  const [draftRound, openRound, disputedRound, decidedRound, heldRound, suspendedRound, checkedRound] = [
    await round('draft'),
    await round('open'),
    await round('closed'),
    await round('closed', 'spec-other'),
    await round('closed'),
    await round('closed', 'spec-other'),
    await round('closed'),
  ];
  given(await use.askFactCheck({ ...staff, of: { roundId: checkedRound }, what: factCheck() }));
  const day = inDays(300).slice(0, 10);
  const condition = { text: 'Say who supervises.', criteria: [], owner: 'The developer', due: day };
  const reason = 'The panel agreed.';
  given(
    await use.callPanel({
      ...staff,
      of: { roundId: disputedRound },
      what: { at: '2099-10-01T13:00:00Z', where: 'Room 1' },
    }),
  );
  const endorsed = {
    outcome: 'endorse-with-conditions',
    conditions: [condition, condition],
    reviewBy: day,
    intervention: null,
    endorsement: null,
  } as const;
  // The reviewers are called Panel: where the letter says so, it waits for a look.
  const returned = {
    outcome: 'return-for-revision',
    conditions: [],
    reviewBy: null,
    intervention: null,
    endorsement: null,
  } as const;
  for (const [roundId, decided, message] of [
    [heldRound, returned, reason],
    [suspendedRound, endorsed, ''],
  ] as const)
    given(
      await use.decide({
        ...staff,
        of: { roundId },
        what: { ...decided, conditions: [...decided.conditions], message, reason },
      }),
    );
  const suspended = { ...staff, of: { roundId: suspendedRound } };
  given(await use.releaseLetter({ ...suspended, what: {} }));
  const one = { ...suspended, of: { ...suspended.of, number: 1 } };
  given(await use.fulfilCondition({ ...one, what: { evidence: 'Page 4.' } }));
  given(
    await use.suspendEndorsement({
      ...suspended,
      what: { reason, message: 'The evidence has changed.', reconsiderBy: day },
    }),
  );
  const signing = { namesOnCriterionPages: false, secondSigns: ['endorse-with-conditions' as const] };
  given(await use.changeSettings({ ...staff, what: signing }));
  const replaced = { becomes: 'replaced' as const, until: null, message: '' };
  given(
    await use.decide({
      ...staff,
      of: { roundId: decidedRound },
      what: { ...endorsed, conditions: [condition], message: '', reason, endorsement: replaced },
    }),
  );
  const held = given(await use.getLetter({ ...staff, of: { roundId: heldRound } })).answer;
  const panel = await given(await use.getRound({ ...staff, of: { roundId: openRound } })).answer.panel;
  const submitterId = panel[0]?.personId ?? '';
  const raises = { ...(await callOf(submitterId)), of: { roundId: openRound } };
  const raised = { text: 'Page 14 lets a practitioner act alone.', criterionId: null };
  const messageId = await answerFromDeveloper(services, suspendedRound);
  const { concernId } = given(await use.raiseConcern({ ...raises, what: raised })).answer;
  const { priorityId } = given(
    await use.addPriority({ ...staff, key: 'priority', what: samplePriority }),
  ).answer;
  const proposed = { ...staff, key: 'proposal', what: { ...sampleProposal, priorityId } };
  const { specificationId: proposalId } = given(await use.makeProposal(proposed)).answer;
  const past = { rounds: [...samplePastRounds], dryRun: false };
  const { importId } = given(await use.importPastRounds({ ...staff, key: 'past', what: past })).answer;
  given(await use.changeSettings({ ...staff, what: { ...signing, secondSigns: [] } }));
  const meeting = async (days: number) => {
    const what = { at: inDays(days), where: 'Room 4', chairId: null };
    const { meetingId } = given(await use.callMeeting({ ...staff, key: randomUUID(), what })).answer;
    const item = {
      subject: { kind: 'priority' as const, id: priorityId },
      asks: 'Is it one?',
      outcome: null,
    };
    for (const _ of [1, 2]) given(await use.putBeforeGroup({ ...staff, of: { meetingId }, what: item }));
    return meetingId;
  };
  const [meetingId, heldMeeting] = [await meeting(20), await meeting(-1)];
  given(
    await use.concludeItem({
      ...staff,
      of: { meetingId: heldMeeting, number: 1 },
      what: { conclusion: 'agreed', text: '', tookPart: ['sample-oversight'], interests: [] },
    }),
  );
  const vacantRound = await round('draft');
  const vacant = { ...staff, of: { roundId: vacantRound } };
  const person = { name: 'Next on the list', email: 'next@example.org', expertise: [] };
  const { personId: next } = given(await use.addPerson({ ...staff, key: randomUUID(), what: person })).answer;
  given(await use.setReserves({ ...vacant, what: { reserves: [next], reason: 'They work apart.' } }));
  given(await use.openRound({ ...vacant, what: { reason: 'The gateway was before this service.' } }));
  const declines = { ...(await callOf(submitterId)), of: { roundId: vacantRound } };
  given(await use.declineOrRecuse({ ...declines, what: { reason: 'No time.' } }));
  const noticeId = noticeIdOf(`receipt ${openRound} 1`, submitterId);
  const receipt = await getNotice(db, noticeId);
  // Only one that failed is settled.
  if (receipt !== null) await markFailed(db, receipt, possiblySent, at);
  return {
    priorityId,
    importId: importId ?? '',
    proposalId,
    meetingId,
    heldMeeting,
    unsignedRound: decidedRound,
    draftRound,
    openRound,
    vacantRound,
    untouchedSpecification: 'spec-third',
    disputedRound,
    decidedRound,
    heldRound,
    suspendedRound,
    suspendedSpecification: 'spec-other',
    heldPassage: held.passages[0]?.passageId ?? '',
    criterionId: criteriaOf(set)[0]?.id ?? '',
    concernId,
    specificationId: 'spec-real',
    companionId: 'spec-other',
    criteriaSetId: set.id,
    draftVersion: 2,
    publishedVersion: 1,
    reviewerId: panel[2]?.personId ?? '',
    remindedId: panel[3]?.personId ?? '',
    submitterId,
    noticeId,
    developerRound: suspendedRound,
    ownPage: await ownPageOf(db, suspendedRound),
    factsPage: await factsPageOf(db, checkedRound),
    codePage: await contactCodePage(services, await ownPageOf(db, suspendedRound)),
    ownCondition: 2,
    messageId,
    emailChoice: `/emails/${noticeId}/${receipt?.linkKey}`,
  };
}

type Item = Record<string, unknown>;

async function partition(db: Database, pk: string): Promise<readonly Item[]> {
  const { Items = [] } = await db.client.send(
    new QueryCommand({
      TableName: db.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    }),
  );
  return Items;
}

/** How much there is. */
export interface Size {
  readonly specifications: number;
  readonly submissions: number;
  /** Among how many reviewers they are shared; 500 unless said. */
  readonly reviewers?: number;
}

/** Loads copies of what `furnish` made, with 500 reviewers at every size. Answers how many items that were. */
export async function load(db: Database, ids: Ids, size: Size): Promise<number> {
  let count = 0;
  const running = new Set<Promise<void>>();
  const write = async (batch: readonly Item[]) => {
    const { UnprocessedItems } = await db.client.send(
      new BatchWriteCommand({
        RequestItems: { [db.tableName]: batch.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The database left items out');
  };
  // 25 items a request is DynamoDB's limit; a few requests at once keep engine and client both busy.
  const send = async (batch: readonly Item[]) => {
    const done: Promise<void> = write(batch).then(() => void running.delete(done));
    running.add(done);
    if (running.size >= 4) await Promise.race(running);
    count += batch.length;
  };
  const waiting: Item[] = [];
  for await (const items of copies(db, ids, size)) {
    waiting.push(...items);
    while (waiting.length >= 25) await send(waiting.splice(0, 25));
  }
  if (waiting.length > 0) await send(waiting);
  await Promise.all(running);
  return count;
}

/** What the projector leaves of a closed round with each of its reviewers. */
const severities = (round: readonly Item[]): readonly Item[] =>
  round
    .filter(({ kind }) => kind === 'assignment')
    .map(({ personId, roundId, place }) => ({
      ...keys.severity(String(personId), String(roundId)),
      ...severityItem.stamp,
      personId,
      roundId,
      specificationId: round.find(({ kind }) => kind === 'round')?.specificationId,
      criteria: 25,
      difference: (Number(place) - 3) / 10,
    }));

/** Copies of a specification and of its rounds, with reviewers of their own. */
async function* copies(
  db: Database,
  ids: Ids,
  { specifications, submissions, reviewers = 500 }: Size,
): AsyncGenerator<readonly Item[]> {
  const services = realServices(db);
  for (let n = 0; n < reviewers; n++) {
    const person = {
      id: `r-${n}`,
      name: `Reviewer ${n}`,
      email: `r-${n}@example.org`,
      roles: ['reviewer' as const],
    };
    yield addPersonWrites(person, services.now().toISOString(), 'system').flatMap((write): Item[] => {
      const { Put } = write.item(db.tableName);
      return Put?.Item === undefined ? [] : [Put.Item];
    });
  }
  const specification = JSON.stringify(
    (await partition(db, 'SPEC#spec-real')).filter(({ kind }) => kind !== 'companion'),
  );
  const templates = await Promise.all(
    [ids.disputedRound, ids.decidedRound, ids.openRound].map(async (roundId) => {
      const items = await partition(db, `ROUND#${roundId}`);
      const panel = items.filter(({ kind }) => kind === 'assignment').map(({ personId }) => String(personId));
      return { roundId, panel, json: JSON.stringify(items) };
    }),
  );
  const roundsOfEach = Math.max(1, Math.round(submissions / panelSize / specifications));
  for (let s = 0; s < specifications; s++)
    yield JSON.parse(specification.replaceAll('spec-real', `spec-${s}`)) as Item[];
  for (let n = 0; n < submissions / panelSize; n++) {
    // Eight in ten are decided; of the others half are open.
    const template = templates[n % 10 === 0 ? 2 : n % 10 === 1 ? 0 : 1];
    if (template === undefined) throw new Error('There is no template');
    let json = template.json
      .replaceAll(template.roundId, `round-${n}`)
      .replaceAll('spec-real', `spec-${Math.floor(n / roundsOfEach)}`);
    template.panel.forEach((personId, place) => {
      json = json.replaceAll(personId, `r-${(n * panelSize + place) % reviewers}`);
    });
    const items = JSON.parse(json) as Item[];
    if (template.roundId !== ids.openRound) yield severities(items);
    // Two rounds in ten bring their events along: they would be two thirds of all items.
    yield n % 10 < 2 ? items : items.filter(({ kind }) => kind !== 'event');
  }
}
