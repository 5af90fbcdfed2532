import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Write } from '../table/write.ts';
import type { StepNotice, StepTaken } from './steps.ts';

/** What such an email says besides what every email about a round does. */
export interface StepSaid {
  /** Until when it was suspended before; left out by the other kinds. */
  readonly before: string | null;
  /** Whether the developer knew of what is withdrawn; left out by the other kinds. */
  readonly wasTold: boolean;
  /** Why, as these people are told. */
  readonly reason: string;
  readonly audience: 'centre' | 'developer';
}

/** The writes that tell these people of a step. What can happen twice is told twice; a withdrawal cannot. */
export const stepNoticeWrites = (
  { action: notice, step }: StepTaken,
  round: RoundItem,
  { id, at }: NewEvent,
  { before, wasTold, ...said }: StepSaid,
  people: readonly string[],
): readonly Write[] => {
  const isWithdrawal = notice === 'decision-withdrawn';
  const data = {
    ...aboutRound(round),
    ...said,
    ...(isWithdrawal && { wasTold }),
    ...(notice === 'endorsement-suspended' && { reconsiderBy: step.suspended?.reconsiderBy, before }),
  } as NoticeData<StepNotice>;
  return tell(people, {
    cause: `${notice} ${round.id}${isWithdrawal ? '' : ` ${id}`} ${said.audience}`,
    notice,
    roundId: round.id,
    createdAt: at,
    data,
  });
};
