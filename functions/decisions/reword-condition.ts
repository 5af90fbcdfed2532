import type { decisionOperations } from '../../shared/contract/decisions/operations.ts';
import { fail, pointer } from '../../shared/domain/basics/result.ts';
import { leakDefects } from '../letters/leaks.ts';
import { changedLetterWrite } from '../letters/letter-storage.ts';
import { composedWhere, openLetter, readDecided } from '../letters/opened-letter.ts';
import { lapsingWrites } from '../oversight/approving.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { readStanding } from './endorsement.ts';
import { changeCondition } from './storage.ts';
import { answerDecision } from './view.ts';

/**
 * `rewordCondition`: nobody outside knows of a condition before the letter is released. The letter is composed anew, as
 * everything that it speaks of stands now.
 */
export const rewordCondition =
  (services: Services): UseCase<(typeof decisionOperations)['rewordCondition']> =>
  ({ by: { id: by }, of: { roundId, number }, what: { text }, expected }) =>
    retrying(async () => {
      const read = await readStanding(services, roundId, expected);
      if (!read.ok) return read;
      const condition = read.value.conditions.find((one) => one.number === number);
      if (condition === undefined) return fail(notFound);
      const letter = await openLetter(services, roundId);
      if (!letter.ok) return letter;
      const { notice, counted } = letter.value;
      if (notice.status !== 'waiting')
        return fail(problem('not-now', 'The letter has been released. Its conditions stay as they are.'));
      if (condition.fulfilled !== null)
        return fail(
          problem('not-now', `Condition ${number} is fulfilled. It stays as it is.`, { rule: 'fulfilled' }),
        );
      if (condition.text === text) return answerDecision(services, roundId);
      const leaks = await leakDefects(services, counted, [
        { name: `text of condition ${number}`, pointer: pointer('text'), text },
      ]);
      if (leaks.length > 0) return fail(invalidBody(leaks));
      const decided = await readDecided(services, letter.value);
      const conditions = decided.conditions.map((one) => (one.number === number ? { ...one, text } : one));
      const { standing } = decided;
      const { subject, body } = composedWhere(standing, letter.value, { ...decided, conditions }).text;
      const composed = changedLetterWrite(
        notice,
        {
          subject,
          body,
          leftOutByStaff: [],
          evidenceTo: standing.evidenceTo,
          standing: { earlier: standing.earlier, conditions: [...standing.conditions] },
        },
        by,
      );
      const event = eventNow(services, by, 'condition-reworded', { number, was: condition.text });
      const written = await changeCondition(
        services.db,
        read.value,
        condition,
        { text },
        [composed, ...(await lapsingWrites(services, roundId, event))],
        event,
      );
      return written.ok ? answerDecision(services, roundId) : heldUp;
    });
