import type * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { messageAbout } from '../../shared/contract/developers/schemas.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import { type RoundItem, roundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { answerWrite, type IdempotentRequest } from '../table/idempotency.ts';
import { keys, ownerKeys, ownMessages, ranges, todoKeys } from '../table/keys.ts';
import { getItem, queryReadable } from '../table/read.ts';
import { type Bare, type Stored, storedSummary } from '../table/stored.ts';
import { check, putNew, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type MessageItem, messageItem } from './stored-message.ts';

/** What a developer sent; null where there is no such thing. */
export const getMessage = (db: Database, roundId: string, messageId: string): Promise<MessageItem | null> =>
  getItem(db, keys.developerMessage(roundId, messageId), messageItem);

/** Everything that a developer sent about a round that can be read, the latest first. */
export const listMessages = async (db: Database, roundId: string): Promise<readonly MessageItem[]> =>
  (await queryReadable(db, ranges.developerMessages(roundId), messageItem)).sort((a, b) =>
    a.receivedAt < b.receivedAt ? 1 : -1,
  );

/** Whether an appeal among these waits for its answer. */
export const hasOpenAppeal = (messages: readonly MessageItem[]): boolean =>
  messages.some(({ about, answer }) => about === 'appeal' && answer === null);

/** The evidence for a condition among these messages of one round: the latest that waits for its answer, or else the latest. */
export const evidenceFor = (messages: readonly MessageItem[], condition: number): MessageItem | null => {
  const sent = messages.filter((one) => one.about === 'evidence' && one.condition === condition);
  return sent.find(({ answer }) => answer === null) ?? sent[0] ?? null;
};

/** What lists show of what a developer sent. */
export const messageSummary = storedSummary({
  id: slug,
  roundId: slug,
  title: roundItem.shape.title,
  criteriaSetKind: roundItem.shape.criteriaSetKind,
  about: messageAbout satisfies z.ZodType,
  receivedAt: instant,
});

/** The write that keeps what a developer sent, so that it waits for staff; its condition is `message`. */
export function messageWrite(
  { id: roundId, title, criteriaSetKind }: RoundItem,
  message: Bare<Omit<MessageItem, 'answer' | 'version'>>,
): Write {
  const { id, about, receivedAt, from } = message;
  return putNew('message', {
    ...keys.developerMessage(roundId, id),
    ...messageItem.stamp,
    ...message,
    answer: null,
    version: 0,
    ownerPk: ownerKeys.person(from),
    ownerSk: `${ownMessages}${receivedAt}#${roundId}#${id}`,
    todoPk: todoKeys.developerMessage,
    todoSk: `${receivedAt}#${roundId}#${id}`,
    summary: { id, roundId, title, criteriaSetKind, about, receivedAt } satisfies Stored<
      typeof messageSummary
    >,
  });
}

/**
 * Keeps what a developer sent about a round that is decided, or about a draft before that, while its recommendation
 * stands. Fails with `idempotency-key`, `message` or `round`.
 */
export const addMessage = (
  db: Database,
  round: RoundItem,
  message: Bare<Omit<MessageItem, 'answer' | 'version'>>,
  request: IdempotentRequest,
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    answerWrite(request, { messageId: message.id }, new Date(event.at)),
    check(
      'round',
      keys.round(round.id),
      message.about === 'facts'
        ? { status: 'closed', recommendations: round.recommendations }
        : { status: 'decided' },
    ),
    messageWrite(round, message),
    eventWrite(keys.round(round.id), event),
  ]);

/** Answers what a developer sent as it was read, so that it waits no more. Fails with `message` or `notice`. */
export const addAnswer = (
  db: Database,
  read: MessageItem,
  answer: NonNullable<MessageItem['answer']>,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> =>
  transact(db, [
    update(
      'message',
      read,
      { set: { answer, todoPk: undefined, todoSk: undefined }, add: { version: 1 } },
      { version: read.version },
    ),
    ...besides,
    eventWrite({ pk: read.pk }, event),
  ]);
