import type { StatusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { statusWithShare } from '../../../shared/domain/recommendations/trace-in-words.ts';
import type { CriterionStatus, StatusGrounds } from '../../../shared/domain/results/criterion-status.ts';
import type { RoundStatus } from '../../../shared/domain/rounds/round.ts';

/** A tag of the design system. The text says it all; the colour only helps to find it. */
export interface Tag {
  readonly text: string;
  readonly colour: 'white' | 'grey' | 'green' | 'blue' | 'purple' | 'red' | 'orange' | 'yellow';
}

const criterionColours: Record<CriterionStatus, Tag['colour']> = {
  met: 'green',
  'partly-met': 'yellow',
  'not-met': 'red',
  disputed: 'purple',
  insufficient: 'grey',
};

/** A criterion's status as a tag, in the words of its set; with its ratings it says how many find it met where not all do. */
export const criterionTag = (
  status: CriterionStatus,
  { alone }: StatusWords,
  grounds?: StatusGrounds,
): Tag => ({
  text: grounds === undefined ? alone[status] : statusWithShare(status, grounds, alone),
  colour: criterionColours[status],
});

const roundTags: Record<RoundStatus, Tag> = {
  draft: { text: 'Draft', colour: 'grey' },
  open: { text: 'Open', colour: 'blue' },
  closed: { text: 'Closed', colour: 'white' },
  decided: { text: 'Decided', colour: 'green' },
  cancelled: { text: 'Cancelled', colour: 'grey' },
};

/** A round's status as a tag. */
export const roundTag = (status: RoundStatus): Tag => roundTags[status];
