import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { addPerson } from '../../functions/people/changes-storage.ts';
import { roles } from '../../functions/people/stored-person.ts';
import type { Database } from '../../functions/table/database.ts';
import { slug } from '../../shared/contract/basics.ts';
import { criteriaSetOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { panelOperations } from '../../shared/contract/panels/operations.ts';
import { rating } from '../../shared/contract/reviews/schemas.ts';
import { roundOperations } from '../../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { specificationVersion } from '../../shared/contract/specifications/schemas.ts';
import type { ApiClient } from './api-client.ts';

const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')));

const fixture = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  read(join('test/fixtures', file), schema);

/** People to sign in as. They are plainly samples. */
export const samplePeople = () =>
  fixture(
    'sample-people.json',
    z.array(z.strictObject({ id: slug, name: z.string(), email: z.string(), roles })),
  );

/** The sample criteria set, in our own words. */
export const sampleCriteriaSet = () => read('shared/samples/sample-endorsement-criteria.json', criteriaSet);

/** The sample criteria set for gateway rounds, in our own words. */
const sampleGatewayCriteriaSet = () => read('shared/samples/sample-gateway-criteria.json', criteriaSet);

/** Two sample specifications. */
export const sampleSpecifications = () =>
  fixture(
    'sample-specifications.json',
    z.array(
      z.strictObject({
        id: slug,
        registration: specificationOperations.registerSpecification.body.omit({ id: true }),
        version: specificationVersion,
      }),
    ),
  );

const sampleReview = z.strictObject({
  ratings: z.record(
    z.string(),
    z.strictObject({
      rating,
      reason: z.string().default(''),
      evidence: z.string().default(''),
      comment: z.string().default(''),
      note: z.string().default(''),
    }),
  ),
  overallComment: z.string(),
  overallNote: z.string(),
});

/** What a sample reviewer says, keyed by criterion number. */
export type SampleReview = z.output<typeof sampleReview>;

/** The review of sample reviewer 1, 2 or 3. */
export const readSampleReview = (reviewer: 1 | 2 | 3): SampleReview =>
  fixture(`reviews/reviewer-${reviewer}.json`, sampleReview);

/** The cells that sample reviewer 3 first gets wrong. */
export const readFirstAttempt = () =>
  fixture(
    'reviews/reviewer-3-first-attempt.json',
    z.array(
      z.strictObject({ number: z.string(), column: z.string(), typed: z.string(), because: z.string() }),
    ),
  );

/** Adds the sample people to an empty table. */
export async function addSamplePeople(db: Database): Promise<void> {
  const now = new Date().toISOString();
  for (const person of samplePeople()) await addPerson(db, person, now);
}

/** Registers the sample criteria sets and specifications, as staff would. Does nothing twice. */
export async function registerSamples(staff: ApiClient): Promise<void> {
  for (const body of [sampleCriteriaSet(), sampleGatewayCriteriaSet()]) {
    const { criteriaSetId, version } = await staff.call(criteriaSetOperations.createCriteriaSet, { body });
    const parameters = { criteriaSetId, version };
    await staff.call(criteriaSetOperations.publishCriteriaSet, {
      parameters,
      headers: await staff.lock(criteriaSetOperations.getCriteriaSet, { parameters }),
    });
  }
  for (const { id, registration, version } of sampleSpecifications()) {
    const parameters = { specificationId: id };
    const { status } = await staff.send(specificationOperations.getSpecification, { parameters });
    if (status === 404)
      await staff.call(specificationOperations.registerSpecification, { body: { id, ...registration } });
    await staff.call(specificationOperations.addSpecificationVersion, {
      parameters,
      headers: await staff.lock(specificationOperations.getSpecification, { parameters }),
      body: version,
    });
  }
}

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();

/** Opens a round on a version of a sample specification, the latest unless said, with the first three sample reviewers; answers with its id. */
export async function openSampleRound(
  staff: ApiClient,
  specificationId: string,
  version?: number,
): Promise<string> {
  const { latestVersion } = await staff.call(specificationOperations.getSpecification, {
    parameters: { specificationId },
  });
  const set = await staff.call(criteriaSetOperations.createCriteriaSet, { body: sampleCriteriaSet() });
  const { roundId } = await staff.call(roundOperations.createRound, {
    body: {
      specificationId,
      specificationVersion: version ?? latestVersion,
      criteriaSetId: set.criteriaSetId,
      criteriaSetVersion: set.version,
      reviewsDue: inDays(14),
      closesAt: inDays(21),
    },
  });
  const reviewers = samplePeople().filter((person) => person.roles.includes('reviewer'));
  for (const { name, email } of reviewers.slice(0, 3))
    await staff.call(panelOperations.addReviewer, {
      parameters: { roundId },
      headers: await staff.lock(roundOperations.getRound, { parameters: { roundId } }),
      body: { name, email, reason: 'These are samples.' },
    });
  await staff.call(roundOperations.openRound, {
    parameters: { roundId },
    headers: await staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: { reason: 'The sample is about its endorsement: nobody took it through the gateway.' },
  });
  return roundId;
}
