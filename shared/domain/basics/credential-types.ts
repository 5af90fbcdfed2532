/** Which professions a credential is for. */
export const credentialTypes = [
  'multi-professional-including-medicine',
  'multi-professional',
  'medical',
  'dental',
] as const;

/** Which professions a credential is for. */
export type CredentialType = (typeof credentialTypes)[number];

/** A credential type as people say it. */
export const credentialTypeInWords: Readonly<Record<CredentialType, string>> = {
  'multi-professional-including-medicine': 'Multi-professional, including medicine',
  'multi-professional': 'Multi-professional',
  medical: 'Medical',
  dental: 'Dental',
};
