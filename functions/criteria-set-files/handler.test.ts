import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { criteriaSetFileOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { routeKey } from '../../shared/contract/operation.ts';
import { criteriaSetHash } from '../../shared/domain/criteria-sets/criteria-set.ts';
import sample from '../../shared/samples/sample-endorsement-criteria.json' with { type: 'json' };
import { startTestDatabase, testServices } from '../../test/support/database.ts';
import { addCriteriaSetVersion } from '../criteria-sets/storage.ts';
import { addPerson } from '../people/changes-storage.ts';
import type { Database } from '../table/database.ts';
import { eventNow } from '../use-case/services.ts';
import { criteriaSetFiles } from './handler.ts';

const set = criteriaSet.parse(sample);
const log = { info: () => {}, error: () => {}, count: () => {}, flush: () => {} };

let db: Database;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ db, stop } = await startTestDatabase());
  const { services } = testServices(db);
  const at = services.now().toISOString();
  await addPerson(db, { id: 'staff', name: 'Staff', email: 'staff@example.org', roles: ['staff'] }, at);
  const hash = criteriaSetHash(set, services.digest);
  await addCriteriaSetVersion(
    db,
    { content: set, version: 1, hash },
    eventNow(services, 'staff', 'criteria-set-created'),
  );
});
afterAll(() => stop());

/** Asks as API Gateway would, for staff. */
async function ask(
  id: keyof typeof criteriaSetFileOperations,
  parameters: Record<string, string>,
  body?: unknown,
) {
  const handler = criteriaSetFiles(db, log);
  const event = {
    routeKey: routeKey(criteriaSetFileOperations[id]),
    pathParameters: parameters,
    headers: { 'content-type': 'application/json' },
    requestContext: {
      requestId: 'test',
      authorizer: {
        jwt: { claims: { iss: 'test', sub: 'staff', email: 'staff@example.org', email_verified: 'true' } },
      },
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const answer = await handler(
    event as unknown as Parameters<typeof handler>[0],
    {} as Parameters<typeof handler>[1],
  );
  const { statusCode, body: text } = z.object({ statusCode: z.number(), body: z.string() }).parse(answer);
  return { status: statusCode, body: JSON.parse(text) };
}

test.each(['csv', 'xlsx'])('a version that was taken away as %s is read again as it was', async (format) => {
  const file = await ask('getCriteriaSetFile', { criteriaSetId: set.id, version: '1', format });
  expect(file).toMatchObject({ status: 200, body: { fileName: `sample-endorsement-version-1.${format}` } });
  const read = await ask('readCriteriaSetFile', {}, { format, content: file.body.content });
  expect(read).toEqual({ status: 200, body: { outcome: 'read', criteriaSet: set } });
});

test('what is wrong with a file comes with row, column and a sentence', async () => {
  const content = Buffer.from('Row,Id\nset,x\n').toString('base64');
  const { status, body } = await ask('readCriteriaSetFile', {}, { format: 'csv', content });
  expect(status).toBe(200);
  expect(body.outcome).toBe('refused');
  expect(body.defects).toContainEqual({
    row: 1,
    column: 'Number',
    code: 'missing-column',
    detail: 'This column is missing. Add it, even if its cells stay empty.',
    sentence: 'Row 1, column “Number”: This column is missing. Add it, even if its cells stay empty.',
  });
});

test('a version that is not there, and a format that is none, are not found', async () => {
  const parameters = { criteriaSetId: set.id, version: '2', format: 'csv' };
  expect((await ask('getCriteriaSetFile', parameters)).status).toBe(404);
  expect((await ask('getCriteriaSetFile', { ...parameters, version: '1', format: 'pdf' })).status).toBe(404);
});

test('content that is not base64 is refused', async () => {
  const { status, body } = await ask('readCriteriaSetFile', {}, { format: 'csv', content: 'a b' });
  expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 422, pointer: '/content' });
});
