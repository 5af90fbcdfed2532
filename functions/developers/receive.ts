import * as z from 'zod';
import type { newMessage } from '../../shared/contract/developers/schemas.ts';
import { maxWaiting } from '../../shared/contract/developers/schemas.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { idempotentRequest, once } from '../use-case/once.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { factsMessageId } from './fact-check.ts';
import { addMessage, getMessage, hasOpenAppeal, listMessages } from './storage.ts';
import type { MessageItem } from './stored-message.ts';

const remembered = z.object({ messageId: z.string() });

/** From whom something comes, by which hand, and the key of its sending. */
interface Sending {
  readonly from: string;
  readonly recordedBy: string | null;
  readonly key: string;
}

/** Keeps what a developer sent, once for its key, so that it waits for staff. */
export async function receive(
  services: Services,
  round: RoundItem,
  what: z.output<typeof newMessage>,
  { from, recordedBy, key }: Sending,
): Promise<Result<MessageItem, Problem<'not-now' | 'idempotency-key-reused'>>> {
  const { db } = services;
  const asked = { operation: 'receive', roundId: round.id, what };
  const request = idempotentRequest(services, recordedBy ?? from, key, asked);
  const as = async (answer: unknown) => {
    const message = await getMessage(db, round.id, remembered.parse(answer).messageId);
    if (message === null) throw new Error('What a developer sent is gone');
    return ok(message);
  };
  return once(services, request, services.now(), as, () =>
    retrying(async () => {
      const isOfDraft = what.about === 'facts';
      if (round.status !== (isOfDraft ? 'closed' : 'decided'))
        return fail(
          problem(
            'not-now',
            isOfDraft
              ? 'The draft does not hold any more.'
              : 'The decision has not been made, or the round was opened again.',
          ),
        );
      const messages = await listMessages(db, round.id);
      const waiting = messages.filter(({ answer }) => answer === null);
      if (what.about === 'appeal' && hasOpenAppeal(waiting))
        return fail(problem('not-now', 'There is an appeal already that has not been answered.'));
      // The first about a thing is never refused, however much waits about others.
      const isMore = waiting.some(
        ({ about, condition }) => about === what.about && condition === what.condition,
      );
      if (isMore && waiting.length >= maxWaiting)
        return fail(
          problem(
            'not-now',
            `The Centre has ${maxWaiting} messages to answer already. Write again once it has.`,
          ),
        );
      const id =
        what.about === 'appeal'
          ? nextAppeal(messages)
          : isOfDraft
            ? factsMessageId(round.recommendations)
            : services.newId();
      if (isOfDraft && messages.some((message) => message.id === id))
        return fail(problem('not-now', 'The Centre has your answer already.'));
      const event = eventNow(
        services,
        recordedBy ?? from,
        recordedBy === null ? 'developer-wrote' : 'appeal-recorded',
        { about: what.about, ...(what.condition !== null && { number: what.condition }) },
      );
      const message = {
        ...what,
        id,
        roundId: round.id,
        receivedAt: event.at,
        from,
        recordedBy,
      };
      const written = await addMessage(db, round, message, request, event);
      if (!written.ok) return written.error.has('idempotency-key') ? null : heldUp;
      const kept = await getMessage(db, round.id, message.id);
      if (kept === null) throw new Error('What was just written is not there');
      return ok(kept);
    }),
  );
}

/** The id of the next appeal: of two at one moment one meets the other, and is looked at again. */
const nextAppeal = (messages: readonly MessageItem[]): string =>
  `appeal-${messages.filter(({ about }) => about === 'appeal').length + 1}`;
