import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { type Centre, given, startCentre, usualDates } from '../../test/support/centre.ts';
import { publishedCriteriaSets } from '../criteria-sets/published.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await startCentre();
});
afterAll(() => centre.stop());

test('a set that is meant for other credential types judges no round, and says so', async () => {
  const call = await centre.by('staff-1');
  const what = { ...sampleCriteriaSet(), id: 'medical-criteria', types: ['medical' as const] };
  const { version } = given(await centre.does.createCriteriaSet({ ...call, what })).answer;
  const of = { criteriaSetId: what.id, version };
  given(await centre.does.publishCriteriaSet({ ...call, of, what: undefined }));
  expect(
    (await publishedCriteriaSets(centre.services)).map(({ criteriaSetId, types }) => [criteriaSetId, types]),
  ).toEqual([
    ['sample-endorsement', undefined],
    ['medical-criteria', ['medical']],
  ]);
  const round = (specificationVersion: number) => ({
    specificationId: 'sample-frailty',
    specificationVersion,
    criteriaSetId: what.id,
    criteriaSetVersion: version,
    ...usualDates,
  });
  expect(await centre.does.createRound({ ...call, what: round(1) })).toMatchObject({
    error: { errors: [{ pointer: '/criteriaSetVersion', code: 'other-type' }] },
  });

  const content = (
    given(
      await centre.does.getSpecificationVersion({
        ...call,
        of: { specificationId: 'sample-frailty', version: 1 },
      }),
    ).answer as { content: object }
  ).content;
  const medical = { ...content, credentialType: 'medical' } as never;
  given(
    await centre.does.addSpecificationVersion({
      ...call,
      of: { specificationId: 'sample-frailty' },
      what: medical,
    }),
  );
  given(await centre.does.createRound({ ...(await centre.by('staff-1')), what: round(2) }));
});

test('a set that says nothing of types has the hash that it had', async () => {
  const { hash } = given(
    await centre.does.getCriteriaSet({
      ...(await centre.by('staff-1')),
      of: { criteriaSetId: 'sample-endorsement', version: 1 },
    }),
  ).answer;
  const { createHash } = await import('node:crypto');
  const { canonicalJson } = await import('../../shared/domain/basics/canonical-json.ts');
  const without = canonicalJson(sampleCriteriaSet());
  expect(without).not.toContain('"types"');
  expect(hash).toBe(createHash('sha256').update(without).digest('hex'));
});
