import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { pastRoundOperations } from '../../../shared/contract/past-rounds/operations.ts';
import { pastOutcomeInWords } from '../../../shared/domain/past-rounds/past-rounds.ts';
import { pastRounds } from '../../past-rounds/use-cases.ts';
import { ukDay } from '../../words/uk-time.ts';
import { askingApart } from '../web/ask-apart.ts';

type Round = Answered<typeof pastRoundOperations.listPastRounds>['items'][number];

/** Asks of rounds before this system. */
export const askPast = askingApart(pastRoundOperations, pastRounds);

/** A round before this system as a row of `pastTable` shows it. */
export const pastRoundRow = (round: Round) => ({
  title: round.title,
  note: [round.areaOfPractice, round.organisation].filter((one) => one !== '').join(', '),
  version: round.version || '–',
  outcome: pastOutcomeInWords[round.outcome],
  invitedOn: round.invitedOn === null ? '–' : ukDay(round.invitedOn),
  decidedOn: ukDay(round.decidedOn),
  endorsedUntil: round.endorsedUntil === null ? '–' : ukDay(round.endorsedUntil),
});
