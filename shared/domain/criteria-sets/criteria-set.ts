import { canonicalJson, type Digest } from '../basics/canonical-json.ts';
import type { CredentialType } from '../basics/credential-types.ts';
import { type Defect, pointer } from '../basics/result.ts';

/** What criteria sets are for. */
export const criteriaSetKinds = ['endorsement', 'gateway'] as const;

/** What a criteria set is for: Centre endorsement, or the gateway before development starts. */
export type CriteriaSetKind = (typeof criteriaSetKinds)[number];

/** One step of the rating scale. Values are whole numbers, each one more than the level below it. */
export interface Level {
  readonly value: number;
  readonly label: string;
  readonly meaning: string;
}

/** One numbered statement that is rated. `id` stays the same from version to version, `number` may change. */
export interface Criterion {
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly guidance: string;
  readonly mandatory: boolean;
  /** The lowest level that counts as met, where it differs from the set's. */
  readonly threshold: number | null;
  /** Whether one strong dissent sends it to the panel, however many find it met: for matters of safety. */
  readonly dissentRefers: boolean;
}

/** A group of criteria under one heading. */
export interface Section {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly criteria: readonly Criterion[];
}

/** The edition of the rule by which statuses and recommendations follow from ratings. Another rule is another edition. */
export const ruleEdition = 1;

/** A share in two whole numbers, such as 2 of 3: as a decimal, 67% of three reviewers would be all three. */
export interface MetShare {
  readonly atLeast: number;
  readonly of: number;
}

/** The share of its ratings by which a criterion is met where its set says nothing else. */
export const usualMetShare: MetShare = { atLeast: 2, of: 3 };

/** "2 of 3": as it is written for people, and in files, where no spreadsheet makes a date of it. */
export const metShareInWords = ({ atLeast, of }: MetShare): string => `${atLeast} of ${of}`;

/** The recommendation rules of a set. */
export interface Rules {
  /** The edition of the rule for which the set was made. */
  readonly edition: typeof ruleEdition;
  /** Fewest ratings with which a criterion has a status, 2 or more. */
  readonly minReviews: number;
  /** The lowest level that counts as met. */
  readonly threshold: number;
  /** The share of a criterion's ratings that must agree on one side of the threshold: over a half, up to all. */
  readonly metShare: MetShare;
  /** Share (0 to 1) of the criteria that are not mandatory which must be met for a yes without conditions. */
  readonly nonMandatoryShare: number;
}

/** Criteria with their guidance, rating scale and recommendation rules: what one version holds. */
export interface CriteriaSet {
  readonly id: string;
  readonly kind: CriteriaSetKind;
  /** The credential types that it is meant for; left out where that is all of them. */
  readonly types?: readonly CredentialType[] | undefined;
  readonly title: string;
  /** True for a set that is not the Centre's own; every screen, sheet and email then says so. */
  readonly sample: boolean;
  readonly instructions: string;
  /** Lowest level first. */
  readonly scale: readonly Level[];
  readonly rules: Rules;
  readonly sections: readonly Section[];
}

/** Every criterion of the set, in its order. */
export const criteriaOf = (set: CriteriaSet): readonly Criterion[] => set.sections.flatMap((s) => s.criteria);

/** Whether a set is meant for credentials of this type; null is what is no credential, which no set judges. */
export const isMeantFor = ({ types }: Pick<CriteriaSet, 'types'>, type: CredentialType | null): boolean =>
  type !== null && (types === undefined || types.includes(type));

/** The lowest level that counts as met for this criterion. */
export const thresholdOf = (set: CriteriaSet, criterion: Criterion): number =>
  criterion.threshold ?? set.rules.threshold;

/** The lowest level of the set's scale. */
export const lowestOf = ({ scale }: CriteriaSet): number => scale[0]?.value ?? 0;

/** The content hash that reviews, receipts, results and emails carry: SHA-256 of the canonical JSON. */
export const criteriaSetHash = (set: CriteriaSet, digest: Digest): string => digest(canonicalJson(set));

/** Most criteria of a set: a review, and a recommendation with the trace of a panel of 20, must fit one stored item. */
export const maxCriteria = 250;

/** Everything that is wrong with a well-formed set as a whole; empty when it can be published. */
export function checkCriteriaSet(set: CriteriaSet): readonly Defect[] {
  const defects: Defect[] = [];
  const add = (at: string, code: string, detail: string) => defects.push({ pointer: at, code, detail });
  const values = set.scale.map((level) => level.value);
  const inOrder = [...values].sort((a, b) => a - b);
  const [lowest = 0, ...above] = inOrder;
  const isConsecutive = inOrder.every((value, i) => value === lowest + i);
  const misplaced = values.findIndex((value, i) => value !== inOrder[i]);

  // Other values for levels that stand in another order would turn the scale round.
  if (misplaced >= 0 && (isConsecutive || values[0] !== lowest))
    add(
      pointer('scale', misplaced, 'value'),
      'scale-not-consecutive',
      `Levels stand lowest first. Put them in the order ${inOrder.join(', ')}.`,
    );
  else
    values.forEach((value, i) => {
      if (value !== lowest + i)
        add(
          pointer('scale', i, 'value'),
          'scale-not-consecutive',
          `Level ${i + 1} must have the value ${lowest + i}.`,
        );
    });
  const checkThreshold = (threshold: number, at: string) => {
    if (!above.includes(threshold))
      add(
        at,
        'threshold-not-on-scale',
        above.length === 0
          ? 'The scale has no level above the lowest, which a threshold must be.'
          : `The threshold ${threshold} must be one of the scale’s levels above the lowest: ${above.join(', ')}.`,
      );
  };
  checkThreshold(set.rules.threshold, pointer('rules', 'threshold'));

  const { atLeast, of } = set.rules.metShare;
  if (2 * atLeast <= of || atLeast > of)
    add(
      pointer('rules', 'metShare'),
      'met-share-out-of-range',
      `${atLeast} of ${of} is ${atLeast > of ? 'more than all' : 'not more than half'}. Give a share of more than half and at most all, such as 2 of 3.`,
    );

  const total = criteriaOf(set).length;
  if (total > maxCriteria)
    add(pointer('sections'), 'too-many-criteria', `A set has at most ${maxCriteria} criteria, not ${total}.`);

  const seen = new Map<string, string>();
  const checkUnique = (what: string, value: string, at: string) => {
    const first = seen.get(`${what} ${value}`);
    if (first === undefined) seen.set(`${what} ${value}`, at);
    else add(at, 'duplicate', `The ${what} “${value}” is used already at ${first}.`);
  };
  set.sections.forEach((section, s) => {
    checkUnique('section id', section.id, pointer('sections', s, 'id'));
    checkUnique('number', section.number, pointer('sections', s, 'number'));
    section.criteria.forEach((criterion, c) => {
      const at = (field: string) => pointer('sections', s, 'criteria', c, field);
      checkUnique('criterion id', criterion.id, at('id'));
      checkUnique('number', criterion.number, at('number'));
      if (criterion.threshold !== null && above.length > 0)
        checkThreshold(criterion.threshold, at('threshold'));
    });
  });
  return defects;
}
