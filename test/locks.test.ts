import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient, ApiResponse } from '../infra/local/api-client.ts';
import type { Operation } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { criteriaSetLocks } from './support/locks/criteria-sets.ts';
import type { Lock, OperationId, ToChange } from './support/locks/lock.ts';
import { noticeLocks } from './support/locks/notices.ts';
import { peopleLocks } from './support/locks/people.ts';
import { specificationLocks } from './support/locks/specifications.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** What only makes something new, and what keeps nothing of what it is asked. */
const changesNothing: readonly OperationId[] = [
  'addPerson',
  'importPeople',
  'registerSpecification',
  'readCapabilityFile',
  'createCriteriaSet',
  'readCriteriaSetFile',
];

const locks = { ...peopleLocks, ...specificationLocks, ...criteriaSetLocks, ...noticeLocks };

const of = (id: OperationId): Operation => operations[id];

const codeOf = ({ body }: ApiResponse) =>
  String((body as { type?: string } | null)?.type).replace('urn:credential-review:problem:', '');

/** Sends the first or the second change of something. */
const change = (by: ApiClient, id: OperationId, made: ToChange, which: 0 | 1, etag?: string) =>
  by.send(of(id), {
    parameters: made.parameters ?? {},
    ...(made.bodies !== undefined && { body: made.bodies[which] }),
    ...(etag !== undefined && { headers: { 'if-match': etag } }),
  } as never);

const read = async (by: ApiClient, id: OperationId, { parameters = {} }: ToChange) => {
  const { status, headers, body } = await by.send(of(id), { parameters } as never);
  return { status, etag: headers.get('etag') ?? '', body };
};

describe.each(Object.entries(locks) as [OperationId, Lock][])(
  '%s',
  (id, { by, reads, shows, make, leavesNothing }) => {
    const begin = async () => {
      const [client, made] = [await by(world), await make(world)];
      return { client, made, before: await read(client, reads, made) };
    };

    /** What a refusal says of what stands now. */
    const standing = async (client: ApiClient, made: ToChange) => ({
      currentVersion: (await read(client, reads, made)).etag,
      ...(shows !== null && { current: (await read(client, shows, made)).body }),
    });

    test('needs the ETag of what it changes: 428 without, 412 with another, and nothing is changed', async () => {
      const { client, made, before } = await begin();
      expect(before).toMatchObject({ status: 200, etag: expect.stringMatching(/^"\d+"$/) });
      const without = await change(client, id, made, 0);
      expect([without.status, codeOf(without)]).toEqual([428, 'if-match-missing']);
      const stale = await change(client, id, made, 0, '"987654"');
      expect([stale.status, codeOf(stale)]).toEqual([412, 'stale']);
      expect(stale.body).toMatchObject(await standing(client, made));
      expect(await read(client, reads, made)).toEqual(before);
    });

    test('is done by one of two at once; the other learns what stands now', async () => {
      const { client, made, before } = await begin();
      const both = await Promise.all([
        change(client, id, made, 0, before.etag),
        change(client, id, made, 1, before.etag),
      ]);
      const [won, ...others] = both.filter(({ status }) => status === of(id).success.status);
      const [lost] = both.filter((one) => one !== won);
      expect([won?.status, others]).toEqual([of(id).success.status, []]);
      if (leavesNothing) {
        expect([lost?.status, (await read(client, reads, made)).status]).toEqual([404, 404]);
        return;
      }
      const after = await read(client, reads, made);
      expect(after.etag).not.toBe(before.etag);
      if (of(id).success.etag) expect(won?.headers.get('etag')).toBe(after.etag);
      expect([lost?.status, lost && codeOf(lost)]).toEqual([412, 'stale']);
      expect(lost?.body).toMatchObject(await standing(client, made));
    });
  },
);

test('whatever changes what stands is tried here, and nothing else needs If-Match', () => {
  const mine = Object.entries(operations).filter(
    ([, { method, path }]) =>
      method !== 'GET' && /^\/v1\/(people|settings|specifications|criteria-set|notices|me\/)/.test(path),
  );
  const ids = (found: readonly (readonly [string, unknown])[]) => found.map(([id]) => id).sort();
  expect(ids(mine.filter(([, operation]) => 'ifMatch' in operation))).toEqual(Object.keys(locks).sort());
  expect(ids(mine.filter(([, operation]) => !('ifMatch' in operation)))).toEqual([...changesNothing].sort());
});
