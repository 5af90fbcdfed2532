import type { AnswerTo } from '../web/ask.ts';
import { readFor } from '../web/ask.ts';
import type { FormDefinition } from '../web/form.ts';

/** A specification, and its contact as the Centre knows them: null where they were erased. */
interface Developer {
  readonly specification: AnswerTo<'getSpecification'>;
  readonly contact: AnswerTo<'getPerson'> | null;
}

const isProposal = ({ stage }: Developer['specification']): boolean => stage === 'proposal';

/** The form page that gives a specification another contact, or its developer another name. */
export const changeDeveloper: FormDefinition<'changeDeveloper', Developer> = {
  operation: 'changeDeveloper',
  load: async (visit) => {
    const specification = await readFor(visit, 'getSpecification');
    if (specification === null) return null;
    const { contactId: personId } = specification.developer;
    return { specification, contact: await readFor(visit, 'getPerson', { personId }) };
  },
  text: ({ specification }) => ({
    title: `Change the ${isProposal(specification) ? 'sponsor' : 'developer'}`,
    caption: specification.title,
    back: {
      text: `Back to the ${isProposal(specification) ? 'proposal' : 'specification'}`,
      href: `/specifications/${specification.specificationId}`,
    },
    paragraphs: [
      'What has not been sent yet, and everything from now on, goes to the contact whom you name here. The links in emails to an earlier contact stop working.',
      'Where it is the same person and only their address or name is wrong, correct that on their own page.',
    ],
    button: `Change the ${isProposal(specification) ? 'sponsor' : 'developer'}`,
  }),
  fields: ({ specification }) => [
    {
      kind: 'text',
      name: 'organisation',
      label: 'Organisation',
      missing: `Enter the ${isProposal(specification) ? 'sponsor' : 'developer'}’s organisation`,
    },
    {
      kind: 'text',
      name: 'contactName',
      label: 'Name of the contact',
      missing: 'Enter the name of the contact',
      autocomplete: 'off',
    },
    {
      kind: 'text',
      type: 'email',
      name: 'contactEmail',
      label: 'Email address of the contact',
      missing: 'Enter the contact’s email address',
      autocomplete: 'off',
    },
  ],
  values: ({ specification, contact }) => ({
    organisation: specification.developer.organisation,
    contactName: contact?.name ?? '',
    contactEmail: contact?.email ?? '',
  }),
  lock: ({ specification: { specificationId, editVersion } }) => ({
    version: editVersion,
    concerns: { kind: 'specification', id: specificationId },
  }),
  next: ({ specificationId }) => [`/specifications/${specificationId}`, 'developer-changed'],
};
