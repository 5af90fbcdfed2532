import { type CredentialType, credentialTypeInWords } from '../basics/credential-types.ts';
import { list } from '../basics/words.ts';
import { type Framework, titled } from './framework.ts';
import {
  type AreaCapability,
  type ProposalText,
  proposalParts,
  type SpecificationVersion,
} from './specification.ts';

/** Something that differs between two versions of a specification. */
export interface SpecificationChange {
  /** A field of the version, or `capability`. */
  readonly what: string;
  /** Without a full stop: “The title is now …”. */
  readonly sentence: string;
}

/** A credential type as people say it of a proposal, which may be for something else. */
export const proposedTypeInWords = (type: CredentialType | null): string =>
  type === null ? 'Another intervention, no credential' : credentialTypeInWords[type];

/**
 * What changed from one version of a specification to the next, capabilities matched by id. `framework` is what the
 * later one is measured against: it has a title for each number.
 */
export function diffSpecificationVersions(
  before: SpecificationVersion,
  after: SpecificationVersion,
  framework: Framework | null = null,
): readonly SpecificationChange[] {
  const changes: SpecificationChange[] = [];
  const add = (what: string, sentence: string) => changes.push({ what, sentence });
  if (before.title !== after.title)
    add('title', `The title is now “${after.title}”, no longer “${before.title}”`);
  if (before.areaOfPractice !== after.areaOfPractice)
    add(
      'areaOfPractice',
      `The area of practice is now ${after.areaOfPractice}, no longer ${before.areaOfPractice}`,
    );
  if (before.credentialType !== after.credentialType)
    add(
      'credentialType',
      `The credential type is now “${proposedTypeInWords(after.credentialType)}”, no longer “${proposedTypeInWords(before.credentialType)}”`,
    );
  const [were, are] = [before.professions, after.professions].map((names) => names.join(', '));
  if (were !== are)
    add(
      'professions',
      are === '' ? 'It names no professions any more' : `The professions it is for are now: ${are}`,
    );
  for (const [part, name] of Object.entries(proposalParts) as [keyof ProposalText, string][])
    if (after.proposal !== undefined && before.proposal?.[part] !== after.proposal[part])
      add(part, `“${name}” is in other words now`);
  if (before.documentSha256 === null && after.documentSha256 !== null)
    add('documentSha256', 'It has a document now, and is a proposal no more');
  else if (before.documentSha256 !== after.documentSha256)
    add('documentSha256', 'The document is another file');
  else if (before.documentUrl !== after.documentUrl)
    add('documentUrl', 'The document is the same file at another address');
  const isOtherEdition = before.framework !== after.framework;
  if (isOtherEdition) add('framework', 'It is measured against another edition of the framework');
  const named = (number: string) => titled(isOtherEdition ? null : framework, number);
  return [...changes, ...diffCapabilities(before.capabilities, after.capabilities, named)];
}

function diffCapabilities(
  before: readonly AreaCapability[],
  after: readonly AreaCapability[],
  named: (number: string) => string,
): readonly SpecificationChange[] {
  const was = new Map(before.map((capability) => [capability.id, capability]));
  const is = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((capability): SpecificationChange[] => {
    const earlier = was.get(capability.id);
    const name = shortened(capability.text);
    if (earlier === undefined) return [change(`Capability added: ${name}`)];
    return [
      ...(earlier.text === capability.text ? [] : [change(`Capability reworded: ${name}`)]),
      ...alignmentChange(name, earlier.alignsTo, capability.alignsTo, named),
    ];
  });
  const removed = before
    .filter(({ id }) => !is.has(id))
    .map(({ text }) => change(`Capability removed: ${shortened(text)}`));
  return [...changed, ...removed];
}

function alignmentChange(
  name: string,
  before: readonly string[],
  after: readonly string[],
  named: (number: string) => string,
): readonly SpecificationChange[] {
  const added = after.filter((number) => !before.includes(number)).map(named);
  const removed = before.filter((number) => !after.includes(number)).map(named);
  const parts = [
    ...(added.length > 0 ? [`now aligns to ${list(added)}`] : []),
    ...(removed.length > 0 ? [`no longer aligns to ${list(removed)}`] : []),
  ];
  return parts.length === 0 ? [] : [change(`Capability ${parts.join(' and ')}: ${name}`)];
}

const change = (sentence: string): SpecificationChange => ({ what: 'capability', sentence });

/** The beginning of a text, cut between words. */
function shortened(text: string): string {
  if (text.length <= 80) return text.replace(/\.$/, '');
  return `${text.slice(0, 80).replace(/\s+\S*$/, '')} …`;
}
