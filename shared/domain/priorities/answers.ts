import type { CredentialType } from '../basics/credential-types.ts';

/** What can answer a need: a credential, by whom it is for, or something else. In the order in which they stand. */
export const lanes = [
  'multi-professional-including-medicine',
  'multi-professional',
  'medical',
  'dental',
  'another-intervention',
] as const;

/** One of them. */
export type Lane = (typeof lanes)[number];

/** The same as a heading. */
export const laneInWords: Readonly<Record<Lane, string>> = {
  'multi-professional-including-medicine': 'Medicine and other professions',
  'multi-professional': 'Other professions only',
  medical: 'Medicine only',
  dental: 'Dentistry',
  'another-intervention': 'Other interventions',
};

/** Where something stands that answers a need. */
export const laneOf = (credentialType: CredentialType | null): Lane =>
  credentialType ?? 'another-intervention';

/** What answers a need, as far as one can tell from it what is missing. */
export interface Answering {
  readonly lane: Lane;
  readonly companions: readonly { readonly kind: 'sequential' | 'concurrent' | 'shared' }[];
}

const without: Readonly<Record<Lane, string>> = {
  'multi-professional-including-medicine': 'No credential is shared by medicine and other professions',
  'multi-professional': 'Nothing is for other professions than medicine only',
  medical: 'Nothing is for medicine only',
  dental: 'Nothing is for dentistry',
  'another-intervention': 'No other intervention is proposed',
};

/** What is missing among the answers to a need, as sentences without a full stop. */
export function missingIn(answers: readonly Answering[]): readonly string[] {
  const credentials = answers.filter(({ lane }) => lane !== 'another-intervention');
  const linked = credentials.flatMap(({ companions }) => companions);
  return [
    ...lanes.filter((lane) => !answers.some((one) => one.lane === lane)).map((lane) => without[lane]),
    ...(credentials.length > 1 && linked.length === 0 ? ['No two credentials are linked as companions'] : []),
    ...(linked.length > 0 && !linked.some(({ kind }) => kind === 'shared')
      ? ['No companions share content']
      : []),
  ];
}
