import { mayJudge } from '../panels/own-panel.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { Services } from '../use-case/services.ts';
import type { AdviceItem, AgendaItem } from './stored-meeting.ts';

/** The round that an item is about; null where it is about none. */
export const roundOfItem = ({ subject: { kind, id } }: Pick<AgendaItem, 'subject'>): string | null =>
  kind === 'recommendation' || kind === 'withdrawal' ? id : null;

/** Whether an item is of a round that somebody was asked to review in, however that ended. */
export const isOwnRound = async (
  services: Services,
  item: Pick<AgendaItem, 'subject'>,
  person: PersonItem,
): Promise<boolean> => {
  const roundId = roundOfItem(item);
  return roundId !== null && !(await mayJudge(services, roundId, person)).ok;
};

/** Whether somebody has declared an interest in an item: before the meeting, or at it. */
export const hasInterest = (
  { number, conclusion }: AgendaItem,
  advice: readonly AdviceItem[],
  personId: string,
): boolean =>
  advice.some((one) => one.number === number && one.personId === personId && one.advice === 'stand-aside') ||
  (conclusion?.interests.some((one) => one.personId === personId) ?? false);

/** Whether a meeting has begun: advice is given before, and read by everybody after. */
export const hasBegun = ({ at }: { readonly at: string }, now: Date): boolean => at <= now.toISOString();
