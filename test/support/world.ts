import { randomUUID } from 'node:crypto';
import { type ApiClient, apiClient } from '../../infra/local/api-client.ts';
import {
  addSamplePeople,
  openSampleRound,
  readSampleReview,
  registerSamples,
  sampleCriteriaSet,
  sampleSpecifications,
} from '../../infra/local/samples.ts';
import { type Service, type ServiceOptions, startService } from '../../infra/local/service.ts';
import type { BodyInput } from '../../shared/contract/operation.ts';
import { panelOperations } from '../../shared/contract/panels/operations.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { specificationVersion } from '../../shared/contract/specifications/schemas.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';

/** A review as a client sends it. */
export type ReviewBody = BodyInput<typeof reviewOperations.submitReview>;

/** The whole service with the samples in it, and clients to use it as anybody. */
export interface World {
  readonly service: Service;
  readonly staff: ApiClient;
  /** A client of the sample reviewer 1 to 4. The fourth is on no panel. */
  reviewer(number: 1 | 2 | 3 | 4): ApiClient;
  /** Opens another round on a specification, the sample one unless said, with the first three reviewers. */
  openRound(specificationId?: string, version?: number): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the built functions with everything around them; they log what fails, unless more is asked for. */
export async function startWorld(options: Pick<ServiceOptions, 'logLevel'> = {}): Promise<World> {
  const service = await startService(options);
  await addSamplePeople(service.db);
  const staff = apiClient(service.url, await service.token('staff@example.org'));
  await registerSamples(staff);
  const reviewers = await Promise.all(
    [1, 2, 3, 4].map(async (n) => apiClient(service.url, await service.token(`reviewer-${n}@example.org`))),
  );
  return {
    service,
    staff,
    reviewer: (number) => reviewers[number - 1] as ApiClient,
    openRound: (specificationId = 'sample-frailty', version) =>
      openSampleRound(staff, specificationId, version),
    stop: () => service.stop(),
  };
}

/** Registers another specification like the sample one, with its first version; answers with its id. */
export async function anotherSpecification({ staff }: Pick<World, 'staff'>): Promise<string> {
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There are samples.');
  const specificationId = `like-${randomUUID()}`;
  const title = `${sample.version.title} ${specificationId.slice(-6)}`;
  await staff.call(specificationOperations.registerSpecification, {
    body: { ...sample.registration, id: specificationId, title },
  });
  await staff.call(specificationOperations.addSpecificationVersion, {
    parameters: { specificationId },
    headers: { 'if-match': '"0"' },
    body: { ...sample.version, title },
  });
  return specificationId;
}

/** Adds a version to a specification that says the same, with what is different. */
export async function anotherVersion(
  { staff }: Pick<World, 'staff'>,
  specificationId: string,
  different: { readonly title?: string; readonly documentUrl?: string },
): Promise<void> {
  const parameters = { specificationId };
  const { content } = await staff.call(specificationOperations.getSpecificationVersion, {
    parameters: { ...parameters, version: 1 },
  });
  const document = specificationVersion.parse(content);
  await staff.call(specificationOperations.addSpecificationVersion, {
    parameters,
    headers: await staff.lock(specificationOperations.getSpecification, { parameters }),
    body: { ...document, ...different },
  });
}

/** A sample reviewer's whole review, as a client sends it. */
export function sampleReviewBody(reviewer: 1 | 2 | 3, criteriaSetHash: string): ReviewBody {
  const { ratings, overallComment, overallNote } = readSampleReview(reviewer);
  const byId = criteriaOf(sampleCriteriaSet()).map(({ id, number }) => [id, ratings[number] ?? {}] as const);
  return { criteriaSetHash, ratings: Object.fromEntries(byId), overallComment, overallNote };
}

/** Staff call the panel of a closed round: what it finds can be recorded from then on. */
export const callPanel = async ({ staff }: Pick<World, 'staff'>, roundId: string): Promise<unknown> =>
  staff.call(panelOperations.callPanel, {
    parameters: { roundId },
    headers: await staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: { at: '2099-10-01T13:00:00Z', where: 'Room 1' },
  });

/** Declares no interests and answers with the hash of the round's criteria set. */
export async function startReview(client: ApiClient, roundId: string): Promise<string> {
  const parameters = { roundId };
  await client.call(reviewOperations.declareInterests, {
    parameters,
    headers: await client.lock(reviewOperations.getMyAssignment, { parameters }),
    body: { interest: 'none' },
  });
  const { criteriaSetHash } = await client.call(reviewOperations.getForm, { parameters });
  return criteriaSetHash;
}

/** Submits a body over draft version 0 under a new key, unless said otherwise. */
export const submit = (
  client: ApiClient,
  roundId: string,
  body: ReviewBody,
  { ifMatch = '"0"', key = randomUUID() as string } = {},
) =>
  client.send(reviewOperations.submitReview, {
    parameters: { roundId },
    headers: { 'if-match': ifMatch, 'idempotency-key': key },
    body,
  });

/** A sample reviewer declares no interests and submits. */
export async function review(world: World, roundId: string, number: 1 | 2 | 3): Promise<void> {
  const client = world.reviewer(number);
  const hash = await startReview(client, roundId);
  const { status } = await submit(client, roundId, sampleReviewBody(number, hash));
  if (status !== 201) throw new Error(`Reviewer ${number} got ${status}`);
}
