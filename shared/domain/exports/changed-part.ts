import { canonicalJson, type Digest } from '../basics/canonical-json.ts';
import { pointer } from '../basics/result.ts';
import { count } from '../basics/words.ts';
import { type CriteriaSet, criteriaOf, thresholdOf } from '../criteria-sets/criteria-set.ts';
import { criterionStatuses } from '../results/criterion-status.ts';
import { assignmentStatuses, interestStates, maxPanel, roundStatuses } from '../rounds/round.ts';
import type { ExportParts, RoundExport } from './round-export.ts';

/** The first thing in an export that does not follow from the rest of it. */
export interface ExportDifference {
  /** RFC 6901. */
  readonly pointer: string;
  readonly sentence: string;
}

/** A difference at a path into the export. */
export const differs = (sentence: string, ...path: readonly (string | number)[]): ExportDifference => ({
  pointer: pointer(...path),
  sentence,
});

/** The first difference that a function finds among some things. */
export function firstAmong<T>(
  things: readonly T[],
  find: (thing: T, index: number) => ExportDifference | null,
): ExportDifference | null {
  for (const [index, thing] of things.entries()) {
    const found = find(thing, index);
    if (found !== null) return found;
  }
  return null;
}

/** A field of a part that has few values to choose from. */
interface Field {
  readonly what: string;
  readonly path: readonly (string | number)[];
  readonly values: readonly unknown[];
}

/**
 * The one field without whose change a part would match its hash, which is at `hashAt`. A hash does not say
 * what was hashed; but a value with which it fits again can only be the one that stood there. Null where no
 * such value is found: for a text or a date, and where more than one thing was changed.
 */
export function onlyChange(
  given: RoundExport,
  part: keyof ExportParts,
  { hash, hashAt }: { readonly hash: string; readonly hashAt: string },
  digest: Digest,
): ExportDifference | null {
  return firstAmong(fieldsOf[part](given), ({ what, path, values }) => {
    const was = values.find((value) => digest(canonicalJson(replaced(given[part], path, value))) === hash);
    if (was === undefined) return null;
    const is = JSON.stringify(valueAt(given[part], path));
    return differs(
      `${what} is ${is} here, but the hash in ${hashAt} is of ${JSON.stringify(was)}.`,
      part,
      ...path,
    );
  });
}

/** What is derived, or has a hash of its own, has none: it is compared with that. */
const fieldsOf: Record<keyof ExportParts, (given: RoundExport) => readonly Field[]> = {
  round: ({ result }) => [
    { what: 'The status of the round', path: ['status'], values: roundStatuses },
    { what: 'The hash of the criteria set', path: ['criteriaSetHash'], values: [result.criteriaSetHash] },
  ],
  criteriaSet: ({ criteriaSet }) => [
    ...rulesOf(criteriaSet),
    ...criteriaWithPaths(criteriaSet).flatMap(({ criterion: { number, mandatory, dissentRefers }, path }) => [
      { what: `The mandatory flag of ${number}`, path: [...path, 'mandatory'], values: [!mandatory] },
      {
        what: `The flag of ${number} that a dissent refers`,
        path: [...path, 'dissentRefers'],
        values: [!dissentRefers],
      },
    ]),
  ],
  panel: ({ panel }) =>
    panel.flatMap(({ reviewers }, i) => [
      {
        what: `The status of ${count(reviewers, 'reviewer')}`,
        path: [i, 'status'],
        values: assignmentStatuses,
      },
      {
        what: `The interest of ${count(reviewers, 'reviewer')}`,
        path: [i, 'interest'],
        values: interestStates,
      },
      { what: 'The number of reviewers', path: [i, 'reviewers'], values: upTo(maxPanel) },
    ]),
  submissions: () => [],
  findings: ({ findings, criteriaSet }) =>
    findings.map(({ criterionId }, i) => ({
      what: `The finding on ${numberOf(criteriaSet, criterionId)}`,
      path: [i, 'status'],
      values: criterionStatuses,
    })),
  result: () => [],
  recommendation: () => [],
};

const rulesOf = ({ scale }: CriteriaSet): readonly Field[] => [
  { what: 'The rule minReviews', path: ['rules', 'minReviews'], values: upTo(maxPanel) },
  { what: 'The rule threshold', path: ['rules', 'threshold'], values: scale.map(({ value }) => value) },
  {
    what: 'The rule metShare',
    path: ['rules', 'metShare'],
    values: upTo(100).flatMap((of) =>
      upTo(of)
        .filter((atLeast) => 2 * atLeast > of)
        .map((atLeast) => ({ atLeast, of })),
    ),
  },
  {
    what: 'The rule nonMandatoryShare',
    path: ['rules', 'nonMandatoryShare'],
    values: upTo(100).map((percent) => percent / 100),
  },
];

/** 0, 1 … up to this number. */
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, i) => i);

const numberOf = (set: CriteriaSet, id: string) => criteriaOf(set).find((c) => c.id === id)?.number ?? id;

const criteriaWithPaths = ({ sections }: CriteriaSet) =>
  sections.flatMap(({ criteria }, s) =>
    criteria.map((criterion, c) => ({ criterion, path: ['sections', s, 'criteria', c] })),
  );

type Json = Readonly<Record<string | number, unknown>>;

const valueAt = (whole: unknown, path: Field['path']): unknown =>
  path.reduce((value, key) => (value as Json)[key], whole);

function replaced(whole: unknown, [key, ...path]: Field['path'], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, i) => (i === key ? replaced(item, path, value) : item));
  return { ...(whole as Json), [key]: replaced((whole as Json)[key], path, value) };
}

/**
 * The criterion or rule of the set that is another than in the recommendation's trace; null where the trace
 * does not show what was changed: it holds no texts of criteria and no labels of levels.
 */
export function changedInSet({ criteriaSet, recommendation }: RoundExport): ExportDifference | null {
  if (recommendation === null) return null;
  const traces = recommendation.criteria;
  const here = criteriaWithPaths(criteriaSet);
  return (
    firstAmong(here, ({ criterion, path }) => {
      const traced = traces.find(({ criterionId }) => criterionId === criterion.id);
      const { number } = criterion;
      if (traced === undefined)
        return differs(`There is no ${number} in the recommendation.`, 'criteriaSet', ...path);
      const { minReviews } = criteriaSet.rules;
      const shown: readonly [what: string, is: unknown, was: unknown, path: Field['path']][] = [
        [`The number of ${number}`, number, traced.number, [...path, 'number']],
        [`The mandatory flag of ${number}`, criterion.mandatory, traced.mandatory, [...path, 'mandatory']],
        [
          `The flag of ${number} that a dissent refers`,
          criterion.dissentRefers,
          traced.dissentRefers,
          [...path, 'dissentRefers'],
        ],
        [
          `The threshold of ${number}`,
          thresholdOf(criteriaSet, criterion),
          traced.threshold,
          [...path, 'threshold'],
        ],
        ['The rule minReviews', minReviews, traced.minReviews, ['rules', 'minReviews']],
      ];
      return firstAmong(shown, ([what, is, was, at]) =>
        is === was
          ? null
          : differs(
              `${what} is ${JSON.stringify(is)} here, but ${JSON.stringify(was)} in the recommendation.`,
              'criteriaSet',
              ...at,
            ),
      );
    }) ??
    firstAmong(traces, ({ criterionId, number }) =>
      here.some(({ criterion }) => criterion.id === criterionId)
        ? null
        : differs(`${number} of the recommendation is not here.`, 'criteriaSet', 'sections'),
    )
  );
}

/** The finding that is another than the recommendation counts; null where it counts none of those changed. */
export function changedFinding({ findings, recommendation }: RoundExport): ExportDifference | null {
  return firstAmong(
    recommendation?.criteria ?? [],
    ({ criterionId, number, ratedStatus, byFinding, status }) => {
      if (ratedStatus !== 'disputed') return null;
      const index = findings.findIndex((finding) => finding.criterionId === criterionId);
      const found = findings[index];
      if (found === undefined)
        return byFinding
          ? differs(`The finding on ${number}, which the recommendation counts, is not here.`, 'findings')
          : null;
      if (!byFinding) return differs(`The recommendation counts no finding on ${number}.`, 'findings', index);
      return found.status === status
        ? null
        : differs(
            `The finding on ${number} is "${found.status}" here, but the recommendation counts it as "${status}".`,
            'findings',
            index,
            'status',
          );
    },
  );
}
