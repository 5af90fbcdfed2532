import { randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSampleReview, sampleCriteriaSet, samplePeople } from '../infra/local/samples.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

interface Described {
  readonly paths: Record<string, Record<string, DescribedOperation>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: 'path' | 'header'; required: boolean }[];
  readonly responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

type Given = Readonly<Record<string, string | number>>;

/** A client that knows nothing but the description and a token. It checks each answer against the description. */
async function describedClient(origin: string) {
  const document = (await (await fetch(`${origin}/v1/openapi.json`)).json()) as Described;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'openapi.json');
  const byId = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) => [operation.operationId, { path, method, operation }] as const,
      ),
    ),
  );
  return (token: string) =>
    async <T>(operationId: string, given: Given = {}, body?: unknown): Promise<T> => {
      const found = byId.get(operationId);
      if (found === undefined) throw new Error(`The description has no ${operationId}`);
      const { path, method, operation } = found;
      const value = (name: string) => {
        if (given[name] === undefined) throw new Error(`${operationId} needs ${name}`);
        return String(given[name]);
      };
      const headers = operation.parameters
        .filter((p) => p.in === 'header' && p.required)
        .map(({ name }) => [name, value(name)]);
      const response = await fetch(`${origin}${path.replace(/\{(\w+)\}/g, (_, name) => value(name))}`, {
        method: method.toUpperCase(),
        headers: {
          authorization: `Bearer ${token}`,
          ...Object.fromEntries(headers),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      const type = response.headers.get('content-type') ?? '';
      const at = ['paths', path, method, 'responses', String(response.status), 'content', type, 'schema'];
      const pointer = at
        .map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1'))
        .map(encodeURIComponent)
        .join('/');
      const validate = ajv.getSchema(`openapi.json#/${pointer}`);
      if (validate === undefined)
        throw new Error(`${operationId} answered ${response.status} ${type}, which is not described`);
      expect(validate(answer), `${operationId}: ${ajv.errorsText(validate.errors)}`).toBe(true);
      if (!response.ok) throw new Error(`${operationId}: ${JSON.stringify(answer)}`);
      return answer as T;
    };
}

test('the description and a token are enough to play the whole story', async () => {
  const client = await describedClient(world.service.url);
  const staff = client(await world.service.token('staff@example.org'));
  const set = await staff<{ criteriaSetId: string; version: number }>(
    'createCriteriaSet',
    {},
    {
      ...sampleCriteriaSet(),
      id: 'story-criteria',
    },
  );
  await staff('publishCriteriaSet', {
    criteriaSetId: set.criteriaSetId,
    version: set.version,
    'If-Match': '"0"',
  });
  await staff(
    'registerSpecification',
    { 'Idempotency-Key': 'registers-the-story' },
    {
      id: 'story',
      title: 'Story',
      areaOfPractice: 'Stories',
      developer: {
        organisation: 'Sample developer',
        contactName: 'Sample contact',
        contactEmail: 'story@example.org',
      },
    },
  );
  await staff(
    'addSpecificationVersion',
    { specificationId: 'story', 'If-Match': '"0"' },
    {
      title: 'Story',
      areaOfPractice: 'Stories',
      credentialType: 'multi-professional',
      documentUrl: 'https://example.org/story.pdf',
      documentSha256: 'a'.repeat(64),
    },
  );
  const { roundId } = await staff<{ roundId: string }>(
    'createRound',
    { 'Idempotency-Key': randomUUID() },
    {
      specificationId: 'story',
      specificationVersion: 1,
      criteriaSetId: set.criteriaSetId,
      criteriaSetVersion: set.version,
      reviewsDue: '2099-01-01T00:00:00Z',
      closesAt: '2099-02-01T00:00:00Z',
    },
  );
  const reviewers = samplePeople()
    .filter((person) => person.roles.includes('reviewer'))
    .slice(0, 3);
  const roundNow = async () => {
    const { editVersion } = await staff<{ editVersion: number }>('getRound', { roundId });
    return { roundId, 'If-Match': `"${editVersion}"` };
  };
  for (const { name, email } of reviewers)
    await staff('addReviewer', await roundNow(), { name, email, reason: 'They work apart.' });
  await staff('openRound', await roundNow(), { reason: 'The gateway was before this service.' });

  for (const [i, { email }] of reviewers.entries()) {
    const reviewer = client(await world.service.token(email));
    const { assignments } = await reviewer<{ assignments: { roundId: string }[] }>('listMyAssignments');
    expect(assignments.map((assignment) => assignment.roundId)).toContain(roundId);
    const { version } = await reviewer<{ version: number }>('getMyAssignment', { roundId });
    await reviewer('declareInterests', { roundId, 'If-Match': `"${version}"` }, { interest: 'none' });
    const form = await reviewer<{
      criteriaSetHash: string;
      criteriaSet: { sections: { criteria: { id: string; number: string }[] }[] };
    }>('getForm', { roundId });
    const { ratings, overallComment, overallNote } = readSampleReview((i + 1) as 1 | 2 | 3);
    const criteria = form.criteriaSet.sections.flatMap((section) => section.criteria);
    const review = {
      criteriaSetHash: form.criteriaSetHash,
      ratings: Object.fromEntries(criteria.map(({ id, number }) => [id, ratings[number]])),
      overallComment,
      overallNote,
    };
    await expect(
      reviewer(
        'submitReview',
        { roundId, 'If-Match': '"0"', 'Idempotency-Key': randomUUID() },
        { ...review, ratings: {} },
      ),
    ).rejects.toThrow('rating-missing');
    await reviewer('submitReview', { roundId, 'If-Match': '"0"', 'Idempotency-Key': randomUUID() }, review);
    await reviewer('listMySubmissions', { roundId });
  }
  await staff('closeRound', await roundNow(), {});
  await world.service.idle();
  await staff('getResult', { roundId });
  const { recommendation } = await staff<{ recommendation: { outcome: string } }>('getRecommendation', {
    roundId,
  });
  expect(recommendation.outcome).toBe('endorse-with-conditions');
});
