import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSampleReview, sampleCriteriaSet, sampleSpecifications } from '../../infra/local/samples.ts';
import { parseRoundExport } from '../../shared/contract/exports/schemas.ts';
import { reviewContent } from '../../shared/contract/reviews/schemas.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { verifyRoundExport } from '../../shared/domain/exports/verify-round-export.ts';
import { asItStands, whatStands } from '../../test/support/as-it-stands.ts';
import { startTestDatabase, testServices } from '../../test/support/database.ts';
import { addPerson } from '../people/changes-storage.ts';
import { findPersonByEmail } from '../people/storage.ts';
import { project } from '../results/project.ts';
import type { Database } from '../table/database.ts';
import { exportRound } from './round-export.ts';
import { exports } from './use-cases.ts';

let db: Database;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ db, stop } = await startTestDatabase());
});
afterAll(() => stop());

const given = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const personOf = async (email: string) => {
  const person = await findPersonByEmail(db, email);
  if (person === null) throw new Error(`Nobody has the address ${email}`);
  return person;
};

const none = { what: undefined, of: {}, expected: whatStands };
const callOf = async (email: string) => ({ ...none, by: await personOf(email), key: randomUUID() });

/** A round on the sample specification, in draft, with three reviewers. */
async function draftRound() {
  const { services } = testServices(db);
  await addPerson(
    db,
    { id: 'staff', name: 'Sample staff', email: 'staff@example.org', roles: ['staff'] },
    services.now().toISOString(),
  );
  const call = await callOf('staff@example.org');
  const { createCriteriaSet, publishCriteriaSet } = asItStands(services);
  const { criteriaSetId, version } = given(
    await createCriteriaSet({ ...call, what: sampleCriteriaSet() }),
  ).answer;
  await publishCriteriaSet({ ...call, of: { criteriaSetId, version } });
  const [sample] = sampleSpecifications();
  if (sample === undefined) throw new Error('There is no sample specification');
  const { id, registration } = sample;
  await asItStands(services).registerSpecification({ ...call, what: { id, ...registration } });
  await asItStands(services).addSpecificationVersion({
    ...call,
    of: { specificationId: id },
    what: sample.version,
  });
  const body = {
    specificationId: id,
    specificationVersion: 1,
    criteriaSetId,
    criteriaSetVersion: version,
    reviewsDue: '2026-08-10T09:00:00.000Z',
    closesAt: '2026-08-17T09:00:00.000Z',
  };
  const { roundId } = given(
    await asItStands(services).createRound({ ...call, key: randomUUID(), what: body }),
  ).answer;
  for (const n of [1, 2, 3])
    await asItStands(services).addReviewer({
      ...call,
      of: { roundId },
      what: { name: `Reviewer ${n}`, email: `reviewer-${n}@example.org`, reason: 'They work apart.' },
    });
  return { services, call, roundId };
}

type Services = Awaited<ReturnType<typeof draftRound>>['services'];

/** A sample reviewer declares no interests and submits. */
async function submitReview(services: Services, roundId: string, reviewer: 1 | 2 | 3) {
  const call = { ...(await callOf(`reviewer-${reviewer}@example.org`)), of: { roundId } };
  const { declareInterests, getForm, submitReview } = asItStands(services);
  await declareInterests({ ...call, what: { interest: 'none' } });
  const { criteriaSetHash, criteriaSet } = given(await getForm(call)).answer;
  const { ratings, ...rest } = readSampleReview(reviewer);
  const byId = criteriaOf(criteriaSet).map(({ id, number }) => [id, ratings[number]] as const);
  const content = { criteriaSetHash, ratings: Object.fromEntries(byId), ...rest };
  given(await submitReview({ ...call, what: reviewContent.parse(content) }));
}

/** What somebody who was given the file finds. */
function verified(services: Services, exported: unknown) {
  const parsed = given(parseRoundExport(JSON.parse(JSON.stringify(exported))));
  return given(verifyRoundExport(parsed, services.digest)).summary;
}

test('a round can be exported once it has closed and its recommendation is there, and it verifies', async () => {
  const { services, call, roundId } = await draftRound();
  const parameters = { roundId };
  expect(await exportRound(services, roundId)).toMatchObject({ ok: false, error: { code: 'not-now' } });

  given(
    await asItStands(services).openRound({
      ...call,
      of: parameters,
      what: { reason: 'The gateway was before this service.' },
    }),
  );
  await submitReview(services, roundId, 1);
  expect(await exportRound(services, roundId)).toMatchObject({
    ok: false,
    error: { code: 'not-now', detail: 'The round is open. It can be exported once it has closed.' },
  });

  await submitReview(services, roundId, 2);
  await submitReview(services, roundId, 3);
  given(await asItStands(services).closeRound({ ...call, of: parameters, what: { reason: '' } }));
  expect(await exportRound(services, roundId)).toMatchObject({ ok: false, error: { code: 'not-now' } });

  expect(await project(services, roundId)).toBe('projected');
  const final = given(await exportRound(services, roundId));
  expect(final.round.recommendationNumber).toBe(1);
  expect(verified(services, final)).toContain(
    'The recommendation follows from them: Endorse with conditions.',
  );

  const { exportRound: open, exportRoundWithNotes: confidential } = exports(services);
  const withNotes = given(await confidential({ ...call, of: parameters })).answer;
  expect(withNotes.confidential).toHaveLength(3);
  verified(services, withNotes);
  const withoutNotes = given(await open({ ...call, of: parameters })).answer;
  expect(withoutNotes).not.toHaveProperty('confidential');
  verified(services, withoutNotes);
});

test('an export says nothing of who anybody is', async () => {
  const { services, call, roundId } = await draftRound();
  given(
    await asItStands(services).openRound({
      ...call,
      of: { roundId },
      what: { reason: 'The gateway was before this service.' },
    }),
  );
  await submitReview(services, roundId, 2);
  given(await asItStands(services).closeRound({ ...call, of: { roundId }, what: { reason: '' } }));
  await project(services, roundId);
  const text = JSON.stringify(given(await exportRound(services, roundId)));
  const people = await Promise.all([1, 2, 3].map((n) => personOf(`reviewer-${n}@example.org`)));
  for (const { id, name, email } of people)
    for (const identity of [id, name, email]) expect(text).not.toContain(identity);
});

test('there is no export of a round that is not there', async () => {
  const { services } = testServices(db);
  expect(await exportRound(services, 'no-such-round')).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
});
