import { credentialTypes } from '../../../shared/domain/basics/credential-types.ts';
import { proposalParts } from '../../../shared/domain/specifications/specification.ts';
import { proposedTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { prioritiesToOffer } from '../priorities/list.ts';
import { readAreas } from '../settings/areas.ts';
import { titleAndArea } from '../specifications/title-and-area.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { type Field, filledLines, type Option } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';
import { ofProposals } from './asked.ts';

/** What is offered in the fields of a proposal. */
interface Offered {
  readonly areas: readonly string[];
  readonly priorities: readonly Option[];
}

/** A proposal that is changed, as its latest version says. */
interface Changing extends Offered {
  readonly specification: AnswerTo<'getSpecification'>;
  readonly content: AnswerTo<'getSpecificationVersion'>['content'];
}

const readOffered = async (visit: Visit): Promise<Offered> => {
  const [areas, priorities] = await Promise.all([readAreas(visit), prioritiesToOffer(visit)]);
  return { areas, priorities };
};

/** Stands in the form for the type of what is no credential. */
const noCredential = 'another-intervention';

const fieldsOf = ({ areas, priorities }: Offered): readonly Field[] => [
  ...titleAndArea(areas),
  ...(priorities.length === 0
    ? []
    : [
        {
          kind: 'select' as const,
          name: 'priorityId',
          label: 'The priority that it answers (optional)',
          optional: true as const,
          options: priorities,
        },
      ]),
  {
    kind: 'radios',
    name: 'credentialType',
    label: 'Which credential is it, if any?',
    missing: 'Say which credential it is, if any',
    options: [...credentialTypes, null].map((type) => ({
      value: type ?? noCredential,
      text: proposedTypeInWords(type),
      ...(type === null && {
        hint: 'Such as a short course, a new role or another pathway. It is kept beside the credentials that are proposed.',
      }),
    })),
  },
  {
    kind: 'textarea',
    name: 'professions',
    label: 'Professions (optional)',
    hint: 'Whom it is for, one a line.',
    rows: 3,
  },
  {
    kind: 'textarea',
    name: 'scope',
    label: proposalParts.scope,
    hint: 'What somebody would be able to do, in which services, and what it leaves out.',
    missing: 'Describe its nature and scope',
    rows: 6,
  },
  {
    kind: 'textarea',
    name: 'scale',
    label: proposalParts.scale,
    hint: 'How many people would take it up each year, where, and for how long it is needed.',
    missing: 'Describe the scale',
    rows: 4,
  },
  {
    kind: 'textarea',
    name: 'alternatives',
    label: proposalParts.alternatives,
    hint: 'What else could answer the need, and why this is the better answer: another credential, a companion or shared one, or an intervention that is no credential.',
    missing: 'Say which alternatives were considered',
    rows: 6,
  },
];

const bodyOf = ({ credentialType, professions, priorityId, ...read }: Readonly<Record<string, unknown>>) => ({
  ...read,
  priorityId: priorityId === undefined || priorityId === '' ? null : priorityId,
  credentialType: credentialType === noCredential ? null : credentialType,
  professions: filledLines(professions),
});

const make: FormDefinition<'makeProposal', Offered> = {
  operation: 'makeProposal',
  apart: ofProposals,
  load: readOffered,
  text: () => ({
    title: 'Make a proposal',
    back: { text: 'Back to proposals', href: '/proposals' },
    paragraphs: ['There is no document yet, and none is needed before the gateway has said yes.'],
    button: 'Make the proposal',
  }),
  fields: (offered) => [
    ...fieldsOf(offered),
    {
      kind: 'text',
      name: 'sponsor.organisation',
      label: 'Sponsor: organisation',
      missing: 'Enter the sponsor’s organisation',
    },
    {
      kind: 'text',
      name: 'sponsor.contactName',
      label: 'Sponsor: name of the contact',
      hint: 'The letter about what the gateway decides goes to them.',
      missing: 'Enter the name of the contact',
      autocomplete: 'off',
    },
    {
      kind: 'text',
      type: 'email',
      name: 'sponsor.contactEmail',
      label: 'Sponsor: email address of the contact',
      missing: 'Enter the contact’s email address',
      autocomplete: 'off',
    },
  ],
  values: (_, { query }) => ({ priorityId: query.get('priority') ?? '' }),
  body: bodyOf,
  next: ({ specificationId }) => [`/specifications/${specificationId}`, 'proposal-made'],
};

const change: FormDefinition<'changeProposal', Changing> = {
  operation: 'changeProposal',
  apart: ofProposals,
  load: async (visit) => {
    const specification = await readFor(visit, 'getSpecification');
    if (specification === null) return null;
    const { specificationId, latestVersion } = specification;
    const [version, offered] = await Promise.all([
      readFor(visit, 'getSpecificationVersion', { specificationId, version: latestVersion }),
      readOffered(visit),
    ]);
    return version && { specification, content: version.content, ...offered };
  },
  text: ({ specification }) => ({
    title: 'Change the proposal',
    caption: specification.title,
    back: { text: 'Back to the proposal', href: `/specifications/${specification.specificationId}` },
    paragraphs: [
      'It gets another version. A round that is open on an earlier one goes on with that, and its reviewers are told.',
    ],
    button: 'Save',
  }),
  instead: ({ specification: { stage } }) =>
    stage === 'proposal'
      ? null
      : {
          title: 'This is a specification by now',
          paragraphs: ['It has a document. Add a version to it instead.'],
        },
  fields: fieldsOf,
  values: ({ specification, content }) => ({
    title: content.title,
    areaOfPractice: content.areaOfPractice,
    priorityId: specification.priorityId ?? '',
    credentialType: content.credentialType ?? noCredential,
    professions: content.professions.join('\n'),
    scope: content.proposal?.scope ?? '',
    scale: content.proposal?.scale ?? '',
    alternatives: content.proposal?.alternatives ?? '',
  }),
  body: bodyOf,
  lock: ({ specification: { specificationId, editVersion } }) => ({
    version: editVersion,
    concerns: { kind: 'specification' as const, id: specificationId },
  }),
  next: ({ specificationId }) => [`/specifications/${specificationId}`, 'saved'],
};

/** The form pages of proposals. */
export const proposalForms: readonly Route[] = [
  ...formRoutes('/proposals/new', make),
  ...formRoutes('/proposals/{specificationId}/change', change),
];
