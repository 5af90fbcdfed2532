import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { evidenceFor, listMessages } from '../developers/storage.ts';
import { letterNotice } from '../letters/letter-notice.ts';
import { letterSays } from '../letters/letter-says.ts';
import { aboutRound } from '../notices/outbox.ts';
import { noticeIdOf, noticeWrite, theDeveloper } from '../notices/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { contactOf } from '../specifications/contact.ts';
import type { Write } from '../table/write.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import type { ConditionItem } from './stored-decision.ts';

/** What a developer is told of a condition. */
export type ConditionNews = Pick<NoticeData<'condition-news'>, 'what' | 'due' | 'reason'>;

/** An email to the developer about a condition, as it is put into the outbox. */
export interface ConditionEmail {
  readonly id: string;
  readonly personId: string;
  /** The day of the letter that brought the condition. */
  readonly toldOn: string;
  /** Whether the developer has sent evidence for it that the Centre has not answered. */
  readonly evidenceWaits: boolean;
  readonly write: Write;
}

/**
 * The email that tells the developer's contact of a condition. `which` tells news of one kind from others of it. Null
 * before the letter is released: nobody outside knows of the condition.
 */
export async function conditionEmail(
  services: Services,
  round: RoundItem,
  { number, text }: Pick<ConditionItem, 'number' | 'text'>,
  news: ConditionNews,
  which: string,
  at: string,
): Promise<ConditionEmail | null> {
  const [letter, personId, messages] = await Promise.all([
    letterNotice(services, round),
    contactOf(services, round),
    listMessages(services.db, round.id),
  ]);
  if (letter === null || letter.data.release === null) return null;
  const cause = `condition-${news.what} ${round.id} ${number} ${which}`;
  const { body, evidenceTo, release } = letter.data;
  const sent = evidenceFor(messages, number);
  const evidence = sent && {
    receivedOn: ukIsoDay(new Date(sent.receivedAt)),
    waits: sent.answer === null,
  };
  return {
    id: noticeIdOf(cause, theDeveloper),
    personId,
    toldOn: release.on,
    evidenceWaits: evidence?.waits === true,
    write: noticeWrite({
      cause,
      notice: 'condition-news',
      personId,
      roundId: round.id,
      createdAt: at,
      data: {
        ...aboutRound(round),
        number,
        text: letterSays(body, text) ? text : null,
        ...news,
        evidenceTo,
        evidence,
      },
    }),
  };
}
