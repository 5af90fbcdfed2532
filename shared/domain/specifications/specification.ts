/** Which professions a credential is for. */
export const credentialTypes = [
  'multi-professional-including-medicine',
  'multi-professional',
  'medical',
  'dental',
] as const;

/** Which professions a credential is for. */
export type CredentialType = (typeof credentialTypes)[number];

/** The Multi-professional framework's (2017) four pillars, by the first number of their capabilities. */
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

/** One version of the draft document under review. It never changes. */
export interface SpecificationVersion {
  readonly title: string;
  readonly areaOfPractice: string;
  readonly credentialType: CredentialType;
  /** Such as “Paramedics”; empty where the type says it all. */
  readonly professions: readonly string[];
  readonly documentUrl: string;
  /** SHA-256 of the document, lower-case hexadecimal. */
  readonly documentSha256: string;
  readonly capabilities: readonly AreaCapability[];
}
