import type * as z from 'zod';
import type { messageView as schema } from '../../shared/contract/developers/schemas.ts';
import { getPeople } from '../people/storage.ts';
import { getReadable } from '../table/read.ts';
import type { Services } from '../use-case/services.ts';
import type { MessageItem } from './stored-message.ts';

type MessageView = z.output<typeof schema>;

/** What developers sent as staff see it: what waits first, the longest waiting before others. */
export async function messageViews(
  { db }: Services,
  messages: readonly MessageItem[],
): Promise<readonly MessageView[]> {
  const ids = messages.flatMap(({ from, recordedBy, answer }) => [from, recordedBy, answer?.answeredBy]);
  const people = await getPeople(
    db,
    ids.filter((id) => typeof id === 'string'),
    getReadable,
  );
  const nameOf = (id: string) => people.get(id)?.name ?? null;
  return messages
    .toSorted(
      (a, b) =>
        Number(a.answer !== null) - Number(b.answer !== null) || (a.receivedAt < b.receivedAt ? -1 : 1),
    )
    .map(
      ({
        id,
        roundId,
        about,
        condition,
        text,
        link,
        sha256,
        receivedAt,
        from,
        recordedBy,
        answer,
        version,
      }) => ({
        messageId: id,
        roundId,
        about,
        condition,
        text,
        link,
        sha256,
        receivedAt,
        from: nameOf(from),
        recordedBy: recordedBy && nameOf(recordedBy),
        answer: answer && {
          text: answer.text,
          outcome: answer.outcome,
          answeredAt: answer.answeredAt,
          answeredBy: nameOf(answer.answeredBy),
        },
        editVersion: version,
      }),
    );
}

/** One of them. */
export async function messageView(services: Services, message: MessageItem): Promise<MessageView> {
  const [shown] = await messageViews(services, [message]);
  if (shown === undefined) throw new Error('A message that was read can be shown');
  return shown;
}
