import type { StatusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { type CriterionStatus, criterionStatuses } from '../../../shared/domain/results/criterion-status.ts';

/** A choice of criteria to show, as a link. */
export interface FilterLink {
  readonly text: string;
  readonly count: number;
  readonly href: string;
  readonly current: boolean;
}

/** Which criteria are shown, and what else could be. */
export interface ResultFilter {
  readonly links: readonly FilterLink[];
  readonly shows: (status: CriterionStatus) => boolean;
  /** "disputed or not met", in the middle of a sentence; null where all are shown. */
  readonly words: string | null;
}

const both = 'disputed-and-not-met';

/** What `?show=…` may say, besides nothing for all. */
const choicesIn = ({
  alone,
  within,
}: StatusWords): readonly (readonly [
  show: string,
  words: string,
  statuses: readonly CriterionStatus[],
  inSentence: string,
])[] => [
  [
    both,
    `${alone.disputed} and ${within['not-met']}`,
    ['disputed', 'not-met'],
    `${within.disputed} or ${within['not-met']}`,
  ],
  ...criterionStatuses.map((status) => [status, alone[status], [status], within[status]] as const),
];

/**
 * The filter that an address asks for; unknown ones show all. Statuses that no criterion has are not offered,
 * but “disputed and not met” always is: its 0 is worth knowing.
 */
export function resultFilter(
  show: string | null,
  statuses: readonly CriterionStatus[],
  path: string,
  words: StatusWords,
): ResultFilter {
  const choices = choicesIn(words);
  const chosen = choices.find(([name]) => name === show);
  const count = (wanted: readonly CriterionStatus[]) => statuses.filter((s) => wanted.includes(s)).length;
  const offered = choices.filter(([name, , wanted]) => name === both || name === show || count(wanted) > 0);
  return {
    words: chosen?.[3] ?? null,
    shows: (status) => chosen === undefined || chosen[2].includes(status),
    links: [
      { text: 'All', count: statuses.length, href: `${path}#criteria`, current: chosen === undefined },
      ...offered.map(([name, text, wanted]) => ({
        text,
        count: count(wanted),
        href: `${path}?show=${name}#criteria`,
        current: name === show,
      })),
    ],
  };
}
