import { randomUUID } from 'node:crypto';
import type { EmailWords } from '../../../functions/email-texts/source.ts';
import { apiClient } from '../../../infra/local/api-client.ts';
import { centreOperations } from '../../../shared/contract/centre/operations.ts';
import { emailTextOperations } from '../../../shared/contract/emails/operations.ts';
import { personOperations } from '../../../shared/contract/people/operations.ts';
import type { World } from '../world.ts';
import type { Locks } from './lock.ts';

const administrator = async ({ service }: World) =>
  apiClient(service.url, await service.token('administrator@example.org'));

const somebody = async ({ staff }: World) => {
  const name = `Somebody ${randomUUID()}`;
  const body = { name, email: `${randomUUID()}@example.org` };
  const { personId } = await staff.call(personOperations.addPerson, { body });
  return { name, parameters: { personId } };
};

const person = { by: administrator, reads: 'getPerson', shows: 'getPerson' } as const;

const emailText = { by: administrator, reads: 'getEmailText', shows: 'getEmailText' } as const;

const texts = ['Thank you', 'Goodbye'].map((subject) => ({
  subject,
  preview: subject,
  body: `# ${subject}`,
})) as [EmailWords, EmailWords];

/** Changes of people and of the Centre’s settings. */
export const peopleLocks: Locks = {
  changePerson: {
    ...person,
    make: async (world) => ({
      ...(await somebody(world)),
      bodies: [
        { name: 'Ada', expertise: [] },
        { name: 'Bea', expertise: ['Frailty'] },
      ],
    }),
  },

  correctAddress: {
    ...person,
    make: async (world) => ({
      ...(await somebody(world)),
      bodies: [{ email: `${randomUUID()}@example.org` }, { email: `${randomUUID()}@example.org` }],
    }),
  },

  setRoles: {
    ...person,
    make: async (world) => ({
      ...(await somebody(world)),
      bodies: [{ roles: ['staff'] }, { roles: ['oversight'] }],
    }),
  },

  erasePerson: {
    ...person,
    make: async (world) => {
      const { name, parameters } = await somebody(world);
      return { parameters, bodies: [{ name }, { name }] };
    },
    afterwards: 'gone',
  },

  changeSettings: {
    by: administrator,
    reads: 'getSettings',
    shows: 'getSettings',
    make: async (world) => {
      const { namesOnCriterionPages: is } = await world.staff.call(centreOperations.getSettings);
      return { bodies: [{ namesOnCriterionPages: !is }, { namesOnCriterionPages: is }] };
    },
  },

  changeEmailSettings: {
    by: administrator,
    reads: 'getEmailSettings',
    shows: 'getEmailSettings',
    make: async () => ({
      bodies: [
        { signature: 'The Centre', contact: null, replyTo: null },
        { signature: null, contact: 'Ask us', replyTo: 'answers@example.org' },
      ],
    }),
  },

  saveEmailText: { ...emailText, make: async () => ({ parameters: { notice: 'off-panel' }, bodies: texts }) },

  restoreEmailText: {
    ...emailText,
    make: async (world) => {
      const client = await administrator(world);
      const parameters = { notice: 'off-panel' } as const;
      await client.call(emailTextOperations.saveEmailText, {
        parameters,
        headers: await client.lock(emailTextOperations.getEmailText, { parameters }),
        body: texts[0],
      });
      return { parameters };
    },
  },

  changeAreas: {
    by: administrator,
    reads: 'getAreas',
    shows: 'getAreas',
    make: async () => ({ bodies: [{ names: ['Frailty'] }, { names: ['Stroke'] }] }),
  },
};
