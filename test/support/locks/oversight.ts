import { randomUUID } from 'node:crypto';
import { addRoleWrites } from '../../../functions/people/changes-storage.ts';
import { getPerson } from '../../../functions/people/storage.ts';
import { transact } from '../../../functions/table/write.ts';
import { apiClient } from '../../../infra/local/api-client.ts';
import { centreOperations } from '../../../shared/contract/centre/operations.ts';
import { oversightOperations } from '../../../shared/contract/oversight/operations.ts';
import { priorityOperations } from '../../../shared/contract/priorities/operations.ts';
import type { Approvable } from '../../../shared/domain/oversight/considerations.ts';
import { samplePriority } from '../sample-proposal.ts';
import type { World } from '../world.ts';
import { decidedRound } from './judged.ts';
import { byStaff, inDays, type Locks } from './lock.ts';

const byOversight = async ({ service }: World) =>
  apiClient(service.url, await service.token('oversight@example.org'));

const byAdministrator = async ({ service }: World) =>
  apiClient(service.url, await service.token('administrator@example.org'));

/** Calls a meeting, so many days from now. */
export const calledMeeting = async ({ staff }: World, days = 20): Promise<string> => {
  const { meetingId } = await staff.call(oversightOperations.callMeeting, {
    headers: { 'idempotency-key': randomUUID() },
    body: { at: inDays(days), where: 'Sample house, room 4', chairId: null },
  });
  return meetingId;
};

/** Puts something before a meeting. */
export async function putBefore(
  { staff }: World,
  meetingId: string,
  kind: 'priority' | 'recommendation' | 'proposal',
  id: string,
  outcome: 'endorse-with-conditions' | null = null,
): Promise<void> {
  const parameters = { meetingId };
  await staff.call(oversightOperations.putBeforeGroup, {
    parameters,
    headers: await staff.lock(oversightOperations.getMeeting, { parameters }),
    body: { subject: { kind, id }, asks: 'Does the group agree?', outcome },
  });
}

const addedPriority = async (world: World): Promise<string> =>
  (
    await (
      await byOversight(world)
    ).call(priorityOperations.addPriority, {
      headers: { 'idempotency-key': randomUUID() },
      body: samplePriority,
    })
  ).priorityId;

/** A meeting before which a priority is put. */
async function meetingWithItem(world: World, days?: number): Promise<string> {
  const meetingId = await calledMeeting(world, days);
  await putBefore(world, meetingId, 'priority', await addedPriority(world));
  return meetingId;
}

/** What a member who took part is called in the samples. */
const tookPart = ['sample-oversight'];

/** What the group concludes on the first item of a meeting. */
export const concluded = (conclusion: 'agreed' | 'not-agreed') => ({
  conclusion,
  text: 'The group has read the paper.',
  tookPart,
  interests: [],
});

/** Has something done while the Centre wants a second person's signature for these. */
export async function whileSigned<T>(
  world: World,
  secondSigns: Approvable[],
  act: () => Promise<T>,
): Promise<T> {
  const administrator = await byAdministrator(world);
  const set = async (signed: Approvable[]) =>
    administrator.call(centreOperations.changeSettings, {
      headers: await administrator.lock(centreOperations.getSettings),
      body: { namesOnCriterionPages: false, secondSigns: signed },
    });
  await set(secondSigns);
  const done = await act();
  await set([]);
  return done;
}

const ofMeeting = { by: byStaff, reads: 'getMeeting', shows: 'getMeeting' } as const;

/** Changes of meetings, and what is signed. */
export const oversightLocks: Locks = {
  changeMeeting: {
    ...ofMeeting,
    make: async (world) => ({
      parameters: { meetingId: await calledMeeting(world) },
      bodies: [
        { at: inDays(30), where: 'Room 5', chairId: null },
        { at: inDays(30), where: 'Room 6', chairId: null },
      ],
    }),
  },

  callOffMeeting: {
    ...ofMeeting,
    afterwards: 'over',
    make: async (world) => ({
      parameters: { meetingId: await calledMeeting(world) },
      bodies: [{ reason: 'Snow.' }, { reason: 'Ice.' }],
    }),
  },

  putBeforeGroup: {
    ...ofMeeting,
    make: async (world) => {
      const body = {
        subject: { kind: 'priority', id: await addedPriority(world) },
        asks: 'Does the group agree?',
        outcome: null,
      };
      return {
        parameters: { meetingId: await calledMeeting(world) },
        bodies: [body, { ...body, asks: 'Is it one?' }],
      };
    },
  },

  advise: {
    by: byOversight,
    reads: 'getOwnAdvice',
    shows: 'getOwnAdvice',
    make: async (world) => ({
      parameters: { meetingId: await meetingWithItem(world), number: 1 },
      bodies: [
        { advice: 'agree', reasons: 'It is needed.' },
        { advice: 'do-not-agree', reasons: 'It is not.' },
      ],
    }),
  },

  concludeItem: {
    ...ofMeeting,
    afterwards: 'over',
    make: async (world) => ({
      parameters: { meetingId: await meetingWithItem(world, -1), number: 1 },
      bodies: [concluded('agreed'), concluded('not-agreed')],
    }),
  },

  takeBackAgreement: {
    ...ofMeeting,
    afterwards: 'over',
    make: async (world) => {
      const parameters = { meetingId: await meetingWithItem(world, -1), number: 1 };
      await world.staff.call(oversightOperations.concludeItem, {
        parameters,
        headers: await world.staff.lock(oversightOperations.getMeeting, { parameters }),
        body: concluded('agreed'),
      });
      return { parameters, bodies: [{ reason: 'One.' }, { reason: 'Other.' }] };
    },
  },

  sign: {
    by: byAdministrator,
    reads: 'getApproval',
    shows: 'getApproval',
    afterwards: 'over',
    make: async (world) => {
      const administrator = await getPerson(world.service.db, 'sample-administrator');
      if (administrator !== null && !administrator.roles.includes('staff'))
        await transact(world.service.db, addRoleWrites(administrator, 'staff'));
      const roundId = await whileSigned(world, ['endorse-with-conditions'], () => decidedRound(world));
      return { parameters: { roundId, of: 'decision' } };
    },
  },
};
