import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { companionsToOffer } from '../../specifications/companions.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { correctVersion } from './correct-version.ts';
import { changeDeveloper } from './developer.ts';
import { register } from './register.ts';
import { type Adding, loadLatest, readVersion, versionFields, versionValues } from './version-fields.ts';

const ops = staffOperations;

type Specification = Answered<typeof ops.getSpecification>;

const readSpecification = (visit: Visit): Promise<Specification | null> => readFor(visit, 'getSpecification');

const pathOf = ({ specificationId }: Specification) => `/specifications/${specificationId}`;

const lockOf = ({ specificationId, editVersion }: Specification) => ({
  version: editVersion,
  concerns: { kind: 'specification' as const, id: specificationId },
});

const addVersion: FormDefinition<'addSpecificationVersion', Adding> = {
  operation: 'addSpecificationVersion',
  load: loadLatest,
  text: ({ specification }) => ({
    title: `Add version ${specification.latestVersion + 1}`,
    caption: specification.title,
    back: { text: 'Back to the specification', href: pathOf(specification) },
    paragraphs: [
      `${specification.latestVersion === 0 ? '' : 'The form starts with the latest version. '}A version can be corrected until a round is created with it. Then it never changes.`,
    ],
    button: 'Add the version',
  }),
  fields: versionFields,
  template: 'specifications/add-version.njk',
  show: ({ specification, latest }) => ({
    table: {
      at: `${pathOf(specification)}/capabilities`,
      isFilled: (latest?.content.capabilities.length ?? 0) > 0,
    },
  }),
  values: versionValues,
  read: readVersion,
  lock: ({ specification }) => lockOf(specification),
  next: ({ version }, { specification }) => [
    pathOf(specification),
    version > specification.latestVersion ? 'version-added' : 'version-unchanged',
  ],
};

/** A specification and those of its area that it could be linked to. */
interface Linking {
  readonly specification: Specification;
  readonly others: readonly { readonly specificationId: string; readonly title: string }[];
  /** Whether there are more than can be offered. */
  readonly isFull: boolean;
}

const link: FormDefinition<'linkCompanion', Linking> = {
  operation: 'linkCompanion',
  load: async (visit) => {
    const specification = await readSpecification(visit);
    if (specification === null) return null;
    const offered = await companionsToOffer(servicesOf(visit.site), specification.specificationId);
    return offered && { specification, ...offered };
  },
  text: ({ specification }) => ({
    title: 'Link a companion',
    caption: specification.title,
    back: { text: 'Back to the specification', href: pathOf(specification) },
    paragraphs: [`Companions are in the same area of practice: ${specification.areaOfPractice}.`],
    button: 'Link it',
  }),
  instead: ({ specification, others, isFull }) =>
    others.length > 0 || isFull
      ? null
      : {
          title: 'There is no other specification to link',
          paragraphs: [
            `Companions are in the same area of practice: ${specification.areaOfPractice}. Register the other one first.`,
          ],
        },
  fields: ({ others, isFull }) => [
    isFull
      ? {
          kind: 'text',
          name: 'companionId',
          label: 'Address of the other specification',
          hint: 'Copy it from its page, for example …/specifications/sample-frailty.',
          missing: 'Enter the address of the other specification',
        }
      : {
          kind: 'select',
          name: 'companionId',
          label: 'The other specification',
          missing: 'Choose the other specification',
          options: others.map(({ specificationId, title }) => ({ value: specificationId, text: title })),
        },
    {
      kind: 'radios',
      name: 'kind',
      label: 'How do the two belong together?',
      missing: 'Say how the two belong together',
      options: [
        { value: 'sequential', text: 'The other one comes after this one', hint: 'Sequential' },
        { value: 'concurrent', text: 'They are taken side by side', hint: 'Concurrent' },
        { value: 'shared', text: 'They share content', hint: 'Shared' },
      ],
    },
  ],
  body: (read) => ({
    ...read,
    // An address, or the id that stands at its end.
    companionId: /(?:^|\/specifications\/)([^/?#\s]+)/.exec(String(read.companionId ?? ''))?.[1] ?? '',
  }),
  lock: ({ specification }) => lockOf(specification),
  next: (_, { specification }) => [pathOf(specification), 'companion-linked'],
};

const unlink: FormDefinition<
  'unlinkCompanion',
  { readonly specification: Specification; readonly title: string }
> = {
  operation: 'unlinkCompanion',
  load: async (visit) => {
    const { specificationId = '', companionId } = visit.parameters;
    const given = { specificationId };
    const [specification, list] = await Promise.all([
      readFor(visit, 'getSpecification', given),
      readFor(visit, 'listCompanions', given),
    ]);
    const companion = list?.companions.find((one) => one.specificationId === companionId);
    return specification && companion ? { specification, title: companion.title } : null;
  },
  text: ({ specification, title }) => ({
    title: 'Take the link away',
    caption: specification.title,
    back: { text: 'Back to the specification', href: pathOf(specification) },
    paragraphs: [`It will no longer be linked with “${title}”. Neither specification changes otherwise.`],
    button: 'Take the link away',
  }),
  fields: () => [],
  lock: ({ specification }) => lockOf(specification),
  next: (_, { specification }) => [pathOf(specification), 'companion-unlinked'],
};

/** Every form page of specifications. */
export const specificationForms: readonly Route[] = [
  ...formRoutes('/specifications/register', register),
  ...formRoutes('/specifications/{specificationId}/developer', changeDeveloper),
  ...formRoutes('/specifications/{specificationId}/versions/add', addVersion),
  ...formRoutes('/specifications/{specificationId}/versions/{version}/correct', correctVersion),
  ...formRoutes('/specifications/{specificationId}/companions/link', link),
  ...formRoutes('/specifications/{specificationId}/companions/{companionId}/unlink', unlink),
];
