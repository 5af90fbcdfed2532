import { aboutDates, tell } from '../notices/outbox.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Write } from '../table/write.ts';
import { answerByOf } from './answer-by.ts';

/** The writes that invite people to review in a round; nobody is invited to it twice. */
export const invitationWrites = (
  people: readonly string[],
  round: RoundItem,
  criteriaSetTitle: string,
  createdAt: string,
): readonly Write[] =>
  tell(people, {
    cause: `invitation ${round.id}`,
    notice: 'invitation',
    roundId: round.id,
    createdAt,
    data: {
      ...aboutDates(round),
      criteriaSetTitle,
      answerBy: answerByOf({ invitedAt: createdAt, due: round.reviewsDue }),
    },
  });
