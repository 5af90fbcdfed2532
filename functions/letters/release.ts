import type { letterOperations } from '../../shared/contract/letters/operations.ts';
import { fail } from '../../shared/domain/basics/result.ts';
import { usingForLetter } from '../oversight/approving.ts';
import { whyNotWritten } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { enteringWrites } from '../register/enter.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase } from '../use-case/use-case.ts';
import { releaseLetter } from './letter-storage.ts';
import { answerLetter, letterOvertaken, readDecided, releasedNow, waitingLetter } from './opened-letter.ts';
import { judged, keptBackBy, passagesInLetter } from './passages.ts';
import { listLetterPasses } from './passes-storage.ts';
import { changesIn } from './standing.ts';

type Ops = typeof letterOperations;

/** `releaseLetter`: what it says is so, and the register says the same with it. */
export const release =
  (services: Services): UseCase<Ops['releaseLetter']> =>
  ({ by: person, of: { roundId }, expected }) =>
    retrying(async () => {
      const read = await waitingLetter(services, roundId, expected);
      if (!read.ok) return read;
      const { notice, counted } = read.value;
      const [decided, passages, passes, contact, head] = await Promise.all([
        readDecided(services, read.value),
        passagesInLetter(services, counted, notice.data),
        listLetterPasses(services.db, notice.id),
        getPerson(services.db, notice.personId),
        releasedNow(services),
      ]);
      const unreachable = whyNotWritten(contact);
      if (unreachable !== null)
        return fail(problem('not-now', unreachable, { rule: 'developer-unreachable' }));
      const { passages: open } = keptBackBy(passages, passes.map(judged), notice.data);
      if (open.length > 0)
        return fail(
          problem(
            'letter-leaks',
            'The letter may give a reviewer away. Change it, or have somebody look at what only seems to; then release it.',
            {
              // The text lies here, not in the request: the sentence itself says where.
              errors: open.map(({ state, sentence }) => ({ pointer: '', code: state, detail: sentence })),
            },
          ),
        );
      const changes = changesIn(notice.data, decided);
      if (changes.length > 0)
        return fail(
          problem('not-now', `The letter is out of date: change it, then release it. ${changes.join(' ')}`, {
            rule: 'out-of-date',
          }),
        );
      const event = eventNow(services, person.id, 'letter-released');
      const approved = await usingForLetter(services, roundId, event.at);
      if (!approved.ok) return approved;
      const entering = await enteringWrites(services, counted.round, decided, notice.data.body, event);
      const written = await releaseLetter(
        services.db,
        notice,
        { ...head, addressee: contact?.name ?? '' },
        [...approved.value, ...entering],
        event,
      );
      if (written.ok) return answerLetter(services, roundId);
      return written.error.has('notice')
        ? fail(await letterOvertaken(services, written.error, read.value))
        : heldUp;
    });
