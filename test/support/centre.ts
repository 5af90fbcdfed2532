import { randomUUID } from 'node:crypto';
import type { NoticeItem } from '../../functions/notices/stored-notice.ts';
import { addPerson } from '../../functions/people/changes-storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import type { PersonItem } from '../../functions/people/stored-person.ts';
import { project } from '../../functions/results/project.ts';
import { eachRound } from '../../functions/rounds/storage.ts';
import type { Database } from '../../functions/table/database.ts';
import type { Services } from '../../functions/use-case/services.ts';
import { readSampleReview, sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import { reviewContent } from '../../shared/contract/reviews/schemas.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { ReviewContent } from '../../shared/domain/reviews/review.ts';
import { asItStands, whatStands } from './as-it-stands.ts';
import { startTestDatabase, testServices } from './database.ts';
import { outbox } from './outbox.ts';

/** People with names that stand nowhere else, so that a test finds them wherever they went. */
const somePeople = [
  { id: 'staff-1', name: 'Thessaly Okonkwo', roles: ['staff'] },
  { id: 'staff-2', name: 'Barnaby Quillfeather', roles: ['staff'] },
  { id: 'oversight-1', name: 'Ottoline Wexcombe', roles: ['oversight'] },
  { id: 'administrator-1', name: 'Peregrine Ashdown', roles: ['administrator'] },
  { id: 'reviewer-1', name: 'Zebedee Ravensworth', roles: ['reviewer'] },
  { id: 'reviewer-2', name: 'Calliope Thornbury', roles: ['reviewer'] },
  { id: 'reviewer-3', name: 'Xanthe Pemberley', roles: ['reviewer'] },
  { id: 'reviewer-4', name: 'Ignatius Dunwoody', roles: ['reviewer'] },
] as const;

/** When reviews are due and a round closes: a Thursday at 5pm, and a fortnight later. */
export const usualDates = { reviewsDue: '2026-08-06T16:00:00.000Z', closesAt: '2026-08-20T16:00:00.000Z' };

/** The value of a success; throws the failure. */
export function given<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The whole of a sample review, as it is submitted. */
export function sampleReviewContent(sample: 1 | 2 | 3, criteriaSetHash: string): ReviewContent {
  const { ratings, ...overall } = readSampleReview(sample);
  const byId = criteriaOf(sampleCriteriaSet()).map(({ id, number }) => [id, ratings[number]] as const);
  return reviewContent.parse({ criteriaSetHash, ratings: Object.fromEntries(byId), ...overall });
}

/** Starts a Centre with its people, a published criteria set and a specification, on 1 July 2026 at 9am UTC. */
export async function startCentre() {
  const { db, stop, connection } = await startTestDatabase();
  const { services, setNow } = testServices(db, '2026-07-01T09:00:00.000Z');
  for (const { id, name, roles } of somePeople)
    await addPerson(
      db,
      { id, name, email: `${id}@example.org`, roles: [...roles] },
      services.now().toISOString(),
    );
  const specificationId = await prepare(services);
  const does = asItStands(services);

  /** A command of somebody, on what stands when it is given; what and of what are the caller’s. */
  const by = async (personId: string) => ({
    by: await personOf(db, personId),
    of: {},
    what: undefined,
    expected: whatStands,
    key: randomUUID() as string,
  });

  /** A draft with these reviewers, by their numbers; of the sample's first version by the sample set, unless `about` says otherwise. */
  async function draftRound(
    dates = usualDates,
    reviewers: readonly number[] = [1, 2, 3],
    about: { readonly specificationVersion?: number; readonly criteriaSetId?: string } = {},
  ): Promise<string> {
    const call = await by('staff-1');
    const body = {
      specificationId,
      specificationVersion: 1,
      criteriaSetId: sampleCriteriaSet().id,
      criteriaSetVersion: 1,
      ...dates,
      ...about,
    };
    const { roundId } = given(await does.createRound({ ...call, what: body })).answer;
    for (const n of reviewers) await addReviewer(roundId, `reviewer-${n}`);
    return roundId;
  }

  async function addReviewer(roundId: string, personId: string): Promise<void> {
    const { name, email } = await personOf(db, personId);
    const call = { ...(await by('staff-1')), of: { roundId } };
    given(await does.addReviewer({ ...call, what: { name, email, reason: 'They work apart.' } }));
  }

  async function openRound(...drafted: Parameters<typeof draftRound>): Promise<string> {
    const roundId = await draftRound(...drafted);
    const call = { ...(await by('staff-1')), of: { roundId } };
    given(await does.openRound({ ...call, what: { reason: 'The gateway was before this service.' } }));
    return roundId;
  }

  /** A reviewer declares no interests and, unless they have, starts. */
  async function accept(roundId: string, personId: string): Promise<void> {
    const call = { ...(await by(personId)), of: { roundId } };
    given(await does.declareInterests({ ...call, what: { interest: 'none' } }));
  }

  /** A reviewer accepts and submits a review: the sample of that number, or one of their own. */
  async function submit(
    roundId: string,
    personId: string,
    sample: 1 | 2 | 3 | ((criteriaSetHash: string) => ReviewContent) = 1,
  ): Promise<void> {
    await accept(roundId, personId);
    const call = { ...(await by(personId)), of: { roundId } };
    const { criteriaSetHash } = given(await does.getForm(call)).answer;
    const body =
      typeof sample === 'function' ? sample(criteriaSetHash) : sampleReviewContent(sample, criteriaSetHash);
    given(await does.submitReview({ ...call, what: body }));
  }

  /** Staff close a round, and its recommendation is derived. */
  async function close(roundId: string): Promise<void> {
    const call = { ...(await by('staff-1')), of: { roundId } };
    given(await does.closeRound({ ...call, what: { reason: '' } }));
    await project(services, roundId);
  }

  /** Staff call the panel of a closed round: what it finds can be recorded from then on. */
  async function callPanel(roundId: string): Promise<void> {
    const call = { ...(await by('staff-1')), of: { roundId } };
    given(await does.callPanel({ ...call, what: { at: '2099-10-01T13:00:00Z', where: 'Room 1' } }));
  }

  /** Cancels every round that is open or closed. */
  async function cancelRounds(): Promise<void> {
    for (const status of ['open', 'closed'] as const)
      for await (const found of eachRound(db, status))
        for (const { id: roundId } of found) {
          const call = { ...(await by('staff-1')), of: { roundId } };
          given(await does.cancelRound({ ...call, what: { reason: 'Out of the way' } }));
        }
  }

  /** The notices that something makes. */
  async function made(cause: () => Promise<unknown>): Promise<readonly NoticeItem[]> {
    const before = new Set((await outbox(db)).map(({ id }) => id));
    await cause();
    return (await outbox(db)).filter(({ id }) => !before.has(id));
  }

  return {
    db,
    connection,
    services,
    does,
    setNow,
    stop,
    by,
    draftRound,
    openRound,
    addReviewer,
    accept,
    submit,
    close,
    callPanel,
    cancelRounds,
    made,
  };
}

/** A Centre at work on a database of its own, with a clock that the test sets. */
export type Centre = Awaited<ReturnType<typeof startCentre>>;

async function personOf(db: Database, personId: string): Promise<PersonItem> {
  const person = await getPerson(db, personId);
  if (person === null) throw new Error(`There is no ${personId}`);
  return person;
}

/** Publishes the sample criteria set and registers a sample specification, whose id it answers. */
async function prepare(services: Services): Promise<string> {
  const does = asItStands(services);
  const call = {
    by: await personOf(services.db, 'staff-1'),
    of: {},
    expected: whatStands,
    key: randomUUID() as string,
  };
  const set = given(await does.createCriteriaSet({ ...call, of: {}, what: sampleCriteriaSet() })).answer;
  const parameters = { criteriaSetId: set.criteriaSetId, version: set.version };
  given(await does.publishCriteriaSet({ ...call, of: parameters, what: undefined }));
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There is a sample specification.');
  const { id, registration, version } = sample;
  given(await does.registerSpecification({ ...call, of: {}, what: { id, ...registration } }));
  given(await does.addSpecificationVersion({ ...call, of: { specificationId: id }, what: version }));
  return id;
}
