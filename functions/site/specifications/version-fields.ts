import { createHash } from 'node:crypto';
import { frameworkOperations } from '../../../shared/contract/frameworks/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { credentialTypeInWords } from '../../../shared/domain/basics/credential-types.ts';
import type { Defect } from '../../../shared/domain/basics/result.ts';
import { framework2017 } from '../../../shared/domain/specifications/framework-2017.ts';
import type { AreaCapability } from '../../../shared/domain/specifications/specification.ts';
import { identifyCapabilities } from '../../../shared/domain/tables/capability-rows.ts';
import { rowDefectInWords } from '../../../shared/domain/tables/row-defect.ts';
import { readCapabilityFile } from '../../files/capability-file.ts';
import { frameworks } from '../../frameworks/use-cases.ts';
import { readAreas } from '../settings/areas.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { askingApart } from '../web/ask-apart.ts';
import type { ReadForm } from '../web/form.ts';
import { type Field, readFields, type Values } from '../web/form-fields.ts';
import type { Visit } from '../web/visit.ts';
import { capabilityLines, readCapabilityLines } from './capability-lines.ts';
import { titleAndArea } from './title-and-area.ts';

const askFrameworks = askingApart(frameworkOperations, frameworks);

/** A specification and its latest version, from which the next one starts. */
export interface Adding {
  readonly specification: AnswerTo<'getSpecification'>;
  readonly latest: AnswerTo<'getSpecificationVersion'> | null;
  readonly areas: readonly string[];
  readonly frameworks: Answered<typeof frameworkOperations.listFrameworks>['frameworks'];
}

/** Bytes of a document that fit into what Lambda takes in base64, with the rest of the form. */
const maxDocument = 4 * 1024 * 1024;
const tooLarge = 'The document must be smaller than 4 MB. Enter its fingerprint instead';

/** What a version says, to be entered; `areas` and editions of the framework are those that the Centre keeps. */
export const versionFields = ({
  areas,
  frameworks,
}: Pick<Adding, 'areas' | 'frameworks'>): readonly Field[] => [
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
    kind: 'select',
    name: 'framework',
    optional: true,
    label: 'Edition of the Multi-professional framework that they align to',
    hint: 'A medical or dental specification is measured against none, whatever is chosen here. Without a choice it is that of 2017.',
    options: frameworks.map(({ frameworkId, name }) => ({ value: frameworkId, text: name })),
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
    hint: 'An Excel workbook (XLSX) or CSV file with the columns “Capability” and “Aligns to”, and “Id” where you keep ids. They may stand anywhere, below titles and beside other columns. It replaces what is typed above.',
    accept: '.xlsx,.csv',
    gives: 'bytes',
  },
];

/** Reads those fields, and the files that were sent in place of some. */
export async function readVersion({ latest, ...offered }: Adding, visit: Visit): Promise<ReadForm> {
  const { files, form } = visit;
  const {
    body: { capabilities: _, ...body },
    defects,
  } = readFields(versionFields(offered), visit);
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
  const read = await readCapabilityFile(bytes, before);
  if (read.ok) return { capabilities: read.value, defects: [] };
  const defects = read.error.map((defect) => ({
    pointer: '/capabilityFile',
    code: defect.code,
    detail: rowDefectInWords(defect),
  }));
  return { capabilities: [], defects };
}

/** What the fields hold at first: what the latest version says, but for its document’s fingerprint. */
export const versionValues = ({ specification, latest }: Adding): Values => ({
  title: latest?.content.title ?? specification.title,
  areaOfPractice: latest?.content.areaOfPractice ?? specification.areaOfPractice,
  credentialType: latest?.content.credentialType ?? '',
  professions: latest?.content.professions.join('\n') ?? '',
  documentUrl: latest?.content.documentUrl ?? '',
  framework: latest?.content.framework ?? framework2017.frameworkId,
  capabilities: capabilityLines(latest?.content.capabilities ?? []),
});

/** A specification with its latest version; null where there is no such specification. */
export async function loadLatest(visit: Visit): Promise<Adding | null> {
  const specification = await readFor(visit, 'getSpecification');
  if (specification === null) return null;
  const { specificationId, latestVersion } = specification;
  const latest =
    latestVersion === 0
      ? null
      : await readFor(visit, 'getSpecificationVersion', { specificationId, version: latestVersion });
  const [areas, listed] = await Promise.all([readAreas(visit), askFrameworks(visit, 'listFrameworks', {})]);
  return { specification, latest, areas, frameworks: listed?.frameworks ?? [] };
}
