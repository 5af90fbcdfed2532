import type { AnswerTo } from '../web/ask.ts';
import { messageShown } from './words.ts';

/** A message as staff see it: from whom it came, and who answered. */
export function messageForStaff(message: AnswerTo<'getDeveloperMessage'>) {
  const { answer, ...shown } = messageShown(message);
  const by = message.answer?.answeredBy ?? null;
  return {
    ...shown,
    href: message.answer === null && `/rounds/${message.roundId}/developer/${message.messageId}`,
    from: message.from,
    recordedBy: message.recordedBy,
    answer: answer && {
      ...answer,
      text: answer.text || 'Nothing was sent.',
      on: `${answer.on}${by === null ? '' : `, by ${by}`}`,
    },
  };
}
