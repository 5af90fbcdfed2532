import { createHash } from 'node:crypto';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import type { Defect } from '../../../shared/domain/basics/result.ts';
import type { AreaCapability } from '../../../shared/domain/specifications/specification.ts';
import { credentialTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { identifyCapabilities } from '../../../shared/domain/tables/capability-rows.ts';
import { rowDefectInWords } from '../../../shared/domain/tables/row-defect.ts';
import { readCapabilityFile } from '../../files/capability-file.ts';
import { formatOf } from '../../files/read-table.ts';
import { companionsToOffer } from '../../specifications/companions.ts';
import { readAreas } from '../settings/areas.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { capabilityLines, readCapabilityLines } from './capability-lines.ts';
import { changeDeveloper } from './developer.ts';
import { register } from './register.ts';
import { titleAndArea } from './title-and-area.ts';

const ops = staffOperations;

type Specification = Answered<typeof ops.getSpecification>;

const readSpecification = (visit: Visit): Promise<Specification | null> => readFor(visit, 'getSpecification');

const pathOf = ({ specificationId }: Specification) => `/specifications/${specificationId}`;

const lockOf = ({ specificationId, editVersion }: Specification) => ({
  version: editVersion,
  concerns: { kind: 'specification' as const, id: specificationId },
});

/** A specification and its latest version, from which the next one starts. */
interface Adding {
  readonly specification: Specification;
  readonly latest: Answered<typeof ops.getSpecificationVersion> | null;
  readonly areas: readonly string[];
}

/** Bytes of a document that fit into what Lambda takes in base64, with the rest of the form. */
const maxDocument = 4 * 1024 * 1024;
const tooLarge = 'The document must be smaller than 4 MB. Enter its fingerprint instead';

const versionFields = (areas: readonly string[]): readonly Field[] => [
  ...titleAndArea(areas),
  {
    kind: 'radios',
    name: 'credentialType',
    label: 'Credential type',
    missing: 'Choose the credential type',
    options: Object.entries(credentialTypeInWords).map(([value, text]) => ({ value, text })),
  },
  {
    kind: 'textarea',
    name: 'professions',
    label: 'Professions (optional)',
    hint: 'Whom the credential is for, one a line, where its type does not say it all. The public register shows and finds them.',
    rows: 4,
  },
  {
    kind: 'text',
    type: 'url',
    name: 'documentUrl',
    label: 'Link to the document',
    hint: 'Reviewers open it from their scoring sheet. It starts with https://.',
    missing: 'Enter the link to the document',
  },
  {
    kind: 'file',
    name: 'document',
    label: 'The document itself',
    hint: 'Only its fingerprint (SHA-256) is kept, to tell later that the document is still the same. At most 4 MB: a larger one cannot be sent. Enter its fingerprint below instead.',
    accept: '.pdf,.doc,.docx,.odt',
    gives: 'bytes',
  },
  {
    kind: 'text',
    name: 'documentSha256',
    label: 'Or its fingerprint (SHA-256)',
    hint: '64 hexadecimal digits. In Windows, “certutil -hashfile”, the file’s name and “SHA256” work it out; on a Mac, “shasum -a 256” and the file’s name.',
    missing: 'Choose the document, or enter its fingerprint',
    code: true,
  },
  {
    kind: 'textarea',
    name: 'capabilities',
    label: 'Area-specific capabilities',
    hint: 'One a line, with the framework capabilities that it aligns to in brackets at its end. For example: Lead the redesign of services (2.1, 2.5).',
    rows: 12,
  },
  {
    kind: 'file',
    name: 'capabilityFile',
    label: 'Or a file with the capabilities',
    hint: 'An Excel workbook (XLSX) or CSV file with the columns “Capability” and “Aligns to”, and “Id” where you keep ids. It replaces what is typed above.',
    accept: '.xlsx,.csv',
    gives: 'bytes',
  },
];

async function readVersion({ latest, areas }: Adding, visit: Visit): Promise<ReadForm> {
  const { files, form } = visit;
  const {
    body: { capabilities: _, ...body },
    defects,
  } = readFields(versionFields(areas), visit);
  const document = files.get('document');
  const fingerprint =
    document === undefined
      ? String(body.documentSha256)
      : createHash('sha256').update(document).digest('hex');
  const table = files.get('capabilityFile');
  const before = latest?.content.capabilities ?? [];
  const read =
    table === undefined
      ? readLines(form.get('capabilities') ?? '', before)
      : await readTableFile(table, before);
  const missing =
    fingerprint === ''
      ? [{ pointer: '/documentSha256', code: 'missing', detail: 'This field is needed.' }]
      : document?.length === 0
        ? [{ pointer: '/document', code: 'empty', detail: 'The document is empty' }]
        : (document?.length ?? 0) > maxDocument
          ? [{ pointer: '/document', code: 'too-large', detail: tooLarge }]
          : [];
  return {
    body: {
      ...body,
      professions: linesOf(form.get('professions') ?? ''),
      documentSha256: fingerprint,
      capabilities: read.capabilities,
    },
    defects: [...defects, ...missing, ...read.defects],
  };
}

const linesOf = (typed: string): readonly string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Capabilities that were read, and what is wrong with them. */
interface ReadCapabilities {
  readonly capabilities: readonly AreaCapability[];
  readonly defects: readonly Defect[];
}

function readLines(typed: string, before: readonly AreaCapability[]): ReadCapabilities {
  const { capabilities, defects } = identifyCapabilities(readCapabilityLines(typed), before);
  return {
    capabilities,
    defects: defects.map(({ row, code, detail }) => ({
      pointer: '/capabilities',
      code,
      detail: row === null ? detail : `Line ${row}: ${detail}`,
    })),
  };
}

async function readTableFile(
  bytes: Uint8Array,
  before: readonly AreaCapability[],
): Promise<ReadCapabilities> {
  const read = await readCapabilityFile(formatOf(bytes), bytes, before);
  if (read.ok) return { capabilities: read.value, defects: [] };
  const defects = read.error.map((defect) => ({
    pointer: '/capabilityFile',
    code: defect.code,
    detail: rowDefectInWords(defect),
  }));
  return { capabilities: [], defects };
}

const addVersion: FormDefinition<'addSpecificationVersion', Adding> = {
  operation: 'addSpecificationVersion',
  load: async (visit) => {
    const specification = await readSpecification(visit);
    if (specification === null) return null;
    const { specificationId, latestVersion } = specification;
    const latest =
      latestVersion === 0
        ? null
        : await readFor(visit, 'getSpecificationVersion', { specificationId, version: latestVersion });
    return { specification, latest, areas: await readAreas(visit) };
  },
  text: ({ specification }) => ({
    title: `Add version ${specification.latestVersion + 1}`,
    caption: specification.title,
    back: { text: 'Back to the specification', href: pathOf(specification) },
    paragraphs: [
      specification.latestVersion === 0
        ? 'A version never changes once it is added.'
        : 'The form starts with the latest version. A version never changes once it is added.',
    ],
    button: 'Add the version',
  }),
  fields: ({ areas }) => versionFields(areas),
  template: 'specifications/add-version.njk',
  show: ({ specification, latest }) => ({
    table: {
      at: `${pathOf(specification)}/capabilities`,
      isFilled: (latest?.content.capabilities.length ?? 0) > 0,
    },
  }),
  values: ({ specification, latest }) => ({
    title: latest?.content.title ?? specification.title,
    areaOfPractice: latest?.content.areaOfPractice ?? specification.areaOfPractice,
    credentialType: latest?.content.credentialType ?? '',
    professions: latest?.content.professions.join('\n') ?? '',
    documentUrl: latest?.content.documentUrl ?? '',
    capabilities: capabilityLines(latest?.content.capabilities ?? []),
  }),
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
  ...formRoutes('/specifications/{specificationId}/companions/link', link),
  ...formRoutes('/specifications/{specificationId}/companions/{companionId}/unlink', unlink),
];
