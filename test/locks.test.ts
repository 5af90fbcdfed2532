import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient, ApiResponse } from '../infra/local/api-client.ts';
import type { Operation } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { criteriaSetLocks } from './support/locks/criteria-sets.ts';
import { decisionLocks } from './support/locks/decisions.ts';
import type { Afterwards, Lock, OperationId, ToChange } from './support/locks/lock.ts';
import { noticeLocks } from './support/locks/notices.ts';
import { oversightLocks } from './support/locks/oversight.ts';
import { peopleLocks } from './support/locks/people.ts';
import { priorityLocks } from './support/locks/priorities.ts';
import { reviewLocks } from './support/locks/reviews.ts';
import { roundLocks } from './support/locks/rounds.ts';
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
  'addPriority',
  'importFramework',
  'makeProposal',
  'importPastRounds',
  'callMeeting',
  'askToWithdraw',
  'readCapabilityFile',
  'createCriteriaSet',
  'readCriteriaSetFile',
  'createRound',
  'remindReviewer',
  'raiseConcern',
  'recordAppeal',
  'askFactCheck',
  'previewLetter',
  'holdRecords',
  'releaseRecords',
  'discloseSpecification',
  'previewEmailText',
];

const locks = {
  ...reviewLocks,
  ...roundLocks,
  ...decisionLocks,
  ...oversightLocks,
  ...peopleLocks,
  ...specificationLocks,
  ...priorityLocks,
  ...criteriaSetLocks,
  ...noticeLocks,
};

/** What the other of two at once may be told: that it is overtaken, and else by what became of the thing. */
const toldOtherwise: { readonly [Became in Afterwards]: readonly string[] } = {
  'goes-on': [],
  over: ['409 not-now'],
  'handed-on': ['409 not-now'],
  'stands-as-asked': ['200 '],
  'as-it-was': ['409 already-submitted'],
  gone: ['404 not-found'],
};

const of = (id: OperationId): Operation => operations[id];

const codeOf = ({ body }: ApiResponse) =>
  ((body as { type?: string } | null)?.type ?? '').replace('urn:credential-review:problem:', '');

/** Sends the first or the second change of something. */
const change = (by: ApiClient, id: OperationId, made: ToChange, which: 0 | 1, etag?: string) =>
  by.send(of(id), {
    parameters: made.parameters ?? {},
    ...(made.bodies !== undefined && { body: made.bodies[which] }),
    headers: {
      ...(etag !== undefined && { 'if-match': etag }),
      ...(of(id).idempotencyKey && { 'idempotency-key': randomUUID() }),
    },
  } as never);

const read = async (by: ApiClient, id: OperationId, { parameters = {} }: ToChange) => {
  const { status, headers, body } = await by.send(of(id), { parameters } as never);
  return { status, etag: headers.get('etag') ?? '', body };
};

describe.each(Object.entries(locks) as [OperationId, Lock][])(
  '%s',
  (id, { by, reads, shows, make, afterwards = 'goes-on' }) => {
    test('needs the ETag of what it changes, and is done by one of two at once', async () => {
      const [client, made] = [await by(world), await make(world)];
      const before = await read(client, reads, made);
      expect(before).toMatchObject({ status: 200, etag: expect.stringMatching(/^"\d+"$/) });

      /** What a refusal says of what stands now. */
      const standing = async () => ({
        currentVersion: (await read(client, reads, made)).etag,
        ...(shows !== null && { current: (await read(client, shows, made)).body }),
      });
      const without = await change(client, id, made, 0);
      expect([without.status, codeOf(without)]).toEqual([428, 'if-match-missing']);
      const stale = await change(client, id, made, 0, '"987654"');
      expect([stale.status, codeOf(stale)]).toEqual([412, 'stale']);
      expect(stale.body).toMatchObject(await standing());
      expect(await read(client, reads, made)).toEqual(before);

      const both = await Promise.all(
        ([0, 1] as const).map((which) => change(client, id, made, which, before.etag)),
      );
      const won = both.find(({ status }) => status === of(id).success.status) as ApiResponse;
      const lost = both.find((one) => one !== won) as ApiResponse;
      expect(['412 stale', ...toldOtherwise[afterwards]]).toContain(`${lost.status} ${codeOf(lost)}`);
      const after = await read(client, reads, made);
      expect(after.status).toBe(afterwards === 'gone' ? 404 : 200);
      expect(after.etag === before.etag).toBe(afterwards === 'as-it-was');
      if (afterwards === 'handed-on') return;
      // What deciding answers is the decision, which has an ETag of its own.
      if (of(id).success.etag && id !== 'decide') expect(won.headers.get('etag')).toBe(after.etag);
      if (lost.status === 412) expect(lost.body).toMatchObject(await standing());
    });
  },
);

test('whatever changes what stands is tried here, and nothing else needs If-Match', () => {
  const changing = Object.entries(operations).filter(([, { method }]) => method !== 'GET');
  const ids = (found: readonly (readonly [string, unknown])[]) => found.map(([id]) => id).sort();
  expect(ids(changing.filter(([, operation]) => 'ifMatch' in operation))).toEqual(Object.keys(locks).sort());
  expect(ids(changing.filter(([, operation]) => !('ifMatch' in operation)))).toEqual(
    [...changesNothing].sort(),
  );
});
