import type { CredentialType } from '../basics/credential-types.ts';

/** The Multi-professional framework's four pillars, by the first number of their capabilities. */
export const pillars = {
  1: 'Clinical practice',
  2: 'Leadership and management',
  3: 'Education',
  4: 'Research',
} as const;

/** One area-specific capability and the framework capabilities (such as `1.4`) it aligns to. */
export interface AreaCapability {
  readonly id: string;
  readonly text: string;
  readonly alignsTo: readonly string[];
}

/** What is said of a proposal instead of a document, which it has not yet. */
export interface ProposalText {
  readonly scope: string;
  readonly scale: string;
  readonly alternatives: string;
}

/** What each part of that is called, in the order in which it is read. */
export const proposalParts: Readonly<Record<keyof ProposalText, string>> = {
  scope: 'Nature and scope',
  scale: 'Scale',
  alternatives: 'Alternatives considered',
};

/** One version of the draft document under review, or of the proposal that it grows from. It never changes. */
export interface SpecificationVersion {
  readonly title: string;
  readonly areaOfPractice: string;
  /** Null where what is proposed is an intervention that is no credential. */
  readonly credentialType: CredentialType | null;
  /** Such as “Paramedics”; empty where the type says it all. */
  readonly professions: readonly string[];
  /** Null for a proposal. */
  readonly documentUrl: string | null;
  /** SHA-256 of the document, lower-case hexadecimal; null for a proposal. */
  readonly documentSha256: string | null;
  /** Left out where there is a document. */
  readonly proposal?: ProposalText | undefined;
  readonly capabilities: readonly AreaCapability[];
  /** The id of the edition that they align to; left out for that of 2017. */
  readonly framework?: string | undefined;
}
