import {
  type CredentialType,
  credentialTypeInWords,
  credentialTypes,
} from '../../../shared/domain/basics/credential-types.ts';
import { type Defect, pointer } from '../../../shared/domain/basics/result.ts';
import {
  type CriteriaSet,
  criteriaSetKinds,
  metShareInWords,
  ruleEdition,
  usualMetShare,
} from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { readMetShare } from '../../../shared/domain/tables/met-share-cell.ts';
import type { Field, Values } from '../web/form-fields.ts';

/** What a set says besides its criteria. */
export type SetAround = Pick<CriteriaSet, 'kind' | 'types' | 'title' | 'instructions' | 'scale' | 'rules'>;

/** What a set starts with where there is none to start from. */
export const plainSet: SetAround = {
  kind: 'endorsement',
  title: '',
  instructions: '',
  scale: ['Not met', 'Partly met', 'Met'].map((label, i) => ({ value: i + 1, label, meaning: '' })),
  rules: {
    edition: ruleEdition,
    minReviews: 3,
    threshold: 3,
    metShare: usualMetShare,
    nonMandatoryShare: 0.8,
  },
};

/** Levels of the scale that can be given: those there are, and two more. */
const levelsOf = ({ scale }: SetAround) => {
  const first = scale[0]?.value ?? 1;
  return Array.from({ length: Math.min(9, scale.length + 2) }, (_, i) => ({
    value: first + i,
    label: scale[i]?.label ?? '',
  }));
};

/** The levels that can be a threshold, as options. */
export const thresholds = (set: SetAround) =>
  levelsOf(set)
    .slice(1)
    .map(({ value, label }, i) => ({ value: String(value), text: label === '' ? `Level ${i + 2}` : label }));

/** The fields of what a set says besides its criteria. */
export const setFields = (set: SetAround): readonly Field[] => [
  { kind: 'text', name: 'title', label: 'Title of the set', missing: 'Enter a title' },
  {
    kind: 'radios',
    name: 'kind',
    label: 'What it is for',
    options: criteriaSetKinds.map((kind) => ({
      value: kind,
      text: kind === 'gateway' ? 'The gateway, before development' : 'Endorsement',
    })),
  },
  {
    kind: 'checkboxes',
    name: 'types',
    label: 'Credential types that it is meant for',
    hint: 'It is offered for rounds on these alone. Choose none where it is meant for all of them.',
    options: credentialTypes.map((value) => ({ value, text: credentialTypeInWords[value] })),
  },
  { kind: 'textarea', name: 'instructions', label: 'Instructions for reviewers', rows: 6 },
  ...levelsOf(set).flatMap((_, i): readonly Field[] => [
    {
      kind: 'text',
      name: `scale.${i}.label`,
      label: i === 0 ? 'Level 1 of the scale, the lowest' : `Level ${i + 1}`,
      ...(i >= set.scale.length && { hint: 'Leave it empty where there is no such level.' }),
      width: 20,
    },
    { kind: 'text', name: `scale.${i}.meaning`, label: `What level ${i + 1} means` },
  ]),
  {
    kind: 'select',
    name: 'rules.threshold',
    label: 'The lowest level that counts as met',
    missing: 'Choose a level',
    options: thresholds(set),
  },
  { kind: 'number', name: 'rules.minReviews', label: 'Fewest ratings that a criterion needs', width: 2 },
  {
    kind: 'text',
    name: 'rules.metShare',
    label: 'Ratings that must agree',
    hint: 'How many of how many, such as 2 of 3.',
    width: 5,
  },
  {
    kind: 'number',
    name: 'rules.nonMandatoryShare',
    label: 'Criteria that are not mandatory: how many in 100 must be met for a yes without conditions',
    width: 4,
  },
];

/** What these fields hold of a set. */
export const setValues = (set: SetAround): Values => ({
  title: set.title,
  kind: set.kind,
  types: set.types ?? [],
  instructions: set.instructions,
  ...Object.fromEntries(
    set.scale.flatMap(({ label, meaning }, i) => [
      [`scale.${i}.label`, label],
      [`scale.${i}.meaning`, meaning],
    ]),
  ),
  'rules.threshold': String(set.rules.threshold),
  'rules.minReviews': String(set.rules.minReviews),
  'rules.metShare': metShareInWords(set.rules.metShare),
  'rules.nonMandatoryShare': String(Math.round(set.rules.nonMandatoryShare * 100)),
});

/** What the fields gave, as `readFields` has it. */
interface Given {
  readonly title?: string;
  readonly kind?: CriteriaSet['kind'];
  readonly types?: readonly CredentialType[];
  readonly instructions?: string;
  readonly scale?: readonly { readonly label: string; readonly meaning: string }[];
  readonly rules?: Readonly<{
    threshold?: string;
    minReviews?: number;
    metShare?: string;
    nonMandatoryShare?: number;
  }>;
}

/** What the fields make of a set, and what cannot be read of them. Levels keep the values of those there were. */
export function readSetFields(
  given: object,
  { scale: before, rules: { edition, nonMandatoryShare } }: SetAround,
): { readonly set: SetAround; readonly defects: readonly Defect[] } {
  const {
    title = '',
    kind = 'endorsement',
    types = [],
    instructions = '',
    scale = [],
    rules = {},
  } = given as Given;
  const share = readMetShare((rules.metShare ?? '').trim());
  const first = before[0]?.value ?? 1;
  const last = scale.findLastIndex(({ label, meaning }) => `${label}${meaning}`.trim() !== '');
  return {
    set: {
      title,
      kind,
      // What is said of all of them is not said.
      types: types.length === 0 || types.length === credentialTypes.length ? undefined : types,
      instructions,
      scale: scale.slice(0, last + 1).map(({ label, meaning }, i) => ({ value: first + i, label, meaning })),
      rules: {
        edition,
        minReviews: rules.minReviews ?? 0,
        threshold: Number(rules.threshold ?? 0),
        metShare: share.ok ? share.value : usualMetShare,
        // A share that whole numbers cannot show stays while nobody changes it.
        nonMandatoryShare:
          rules.nonMandatoryShare === Math.round(nonMandatoryShare * 100)
            ? nonMandatoryShare
            : (rules.nonMandatoryShare ?? 0) / 100,
      },
    },
    defects: share.ok ? [] : [{ pointer: pointer('rules', 'metShare'), ...share.error }],
  };
}
