import type * as z from 'zod';
import { newMessage } from '../../shared/contract/developers/schemas.ts';
import { fail, type Result } from '../../shared/domain/basics/result.ts';
import { readDecision } from '../decisions/view.ts';
import { type LetterDocument, letterDocument, partsOf } from '../letters/document.ts';
import { letterSays } from '../letters/letter-says.ts';
import { sinceReleased } from '../letters/since-released.ts';
import { parseWhat } from '../use-case/parse-what.ts';
import { type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { answerUntil } from './answer-until.ts';
import { canCheckFacts } from './fact-check.ts';
import type { LetterPage, OwnPage } from './link.ts';
import { receive } from './receive.ts';
import { listMessages } from './storage.ts';
import type { MessageItem } from './stored-message.ts';

/** A condition as the developer is told of it. */
export interface OwnCondition {
  readonly number: number;
  /** Null where the letter says it in other words than the decision: only what the letter says was looked at. */
  readonly text: string | null;
  readonly due: string;
  readonly isFulfilled: boolean;
}

/** What a developer’s own page shows: nothing in it is more than the letter and emails have told them, or they the Centre. */
export interface OwnPageShown {
  readonly letter: LetterDocument;
  /** What of the letter is no longer so, a sentence each. */
  readonly changes: readonly string[];
  /** Empty where the decision has none that are asked for now. */
  readonly conditions: readonly OwnCondition[];
  readonly answerUntil: string;
  readonly canAnswer: boolean;
  /** Once for a decision that stands, whoever was the contact then. */
  readonly canAppeal: boolean;
  /** Where the appeal stands, whoever sent it, in a sentence; null where there is none. */
  readonly appeal: string | null;
  /** What this contact sent, the latest first. */
  readonly messages: readonly MessageItem[];
}

/** The letter behind a developer’s page, as it went. */
export const ownLetter = ({ letter }: LetterPage): LetterDocument => letterDocument(partsOf(letter.data, ''));

/** What a developer’s own page shows now. */
export async function shownOnPage(services: Services, own: LetterPage): Promise<OwnPageShown> {
  const [read, messages, changes] = await Promise.all([
    readDecision(services, own.round.id),
    listMessages(services.db, own.round.id),
    sinceReleased(services, own.letter.id),
  ]);
  const { body, release } = own.letter.data;
  const isOver = read === null || read.decision.withdrawn !== null || read.decision.replaced !== null;
  const until = answerUntil(release?.on ?? '');
  return {
    letter: ownLetter(own),
    changes,
    conditions: isOver
      ? []
      : read.conditions.map(({ number, text, due, fulfilled }) => ({
          number,
          text: letterSays(body, text) ? text : null,
          due,
          isFulfilled: fulfilled !== null,
        })),
    answerUntil: until,
    canAnswer: ukIsoDay(services.now()) <= until,
    canAppeal: !isOver && !messages.some(({ about }) => about === 'appeal'),
    appeal: appealInWords(messages, own.contact.id),
    messages: messages.filter(({ from }) => from === own.contact.id),
  };
}

/** Of several appeals the one that waits counts, or else the latest. What another contact sent is not shown here. */
function appealInWords(messages: readonly MessageItem[], contactId: string): string | null {
  const appeals = messages.filter(({ about }) => about === 'appeal');
  const appeal = appeals.find(({ answer }) => answer === null) ?? appeals[0];
  if (appeal === undefined) return null;
  const isOwn = appeal.from === contactId;
  if (appeal.answer === null)
    return `The Centre has ${isOwn ? 'your appeal' : 'an appeal from an earlier contact'} and has not answered it yet.`;
  return isOwn
    ? 'The Centre has answered your appeal.'
    : 'An earlier contact appealed, and the Centre has answered the appeal.';
}

/** Sends the Centre what a developer entered on their page, once for its key. */
export async function sendFromPage(
  services: Services,
  own: LetterPage,
  entered: unknown,
  key: string,
): Promise<Result<MessageItem, Problem>> {
  const what: Result<z.output<typeof newMessage>, Problem> = parseWhat(newMessage, entered);
  if (!what.ok) return what;
  const { about, condition } = what.value;
  const shown = await shownOnPage(services, own);
  if (about === 'letter' && !shown.canAnswer)
    return fail(problem('not-now', 'The time in which this letter can be answered is over.'));
  if (about === 'appeal' && !shown.canAppeal)
    return fail(
      problem('not-now', shown.appeal ?? 'The decision does not stand any more.', { rule: 'no-appeal' }),
    );
  if ((about === 'evidence') !== shown.conditions.some(({ number }) => number === condition))
    return fail(problem('not-now', 'This condition is not asked for any more.'));
  return receive(services, own.round, what.value, { from: own.contact.id, recordedBy: null, key });
}

/** Sends the Centre what a developer says of the draft whose facts they checked: nothing where all of it is right. */
export async function answerFactCheck(
  services: Services,
  { round, contact, facts }: OwnPage,
  text: string,
  key: string,
): Promise<Result<MessageItem, Problem>> {
  // What was answered with this key before is answered again.
  if (facts === null || (facts.message === null && !canCheckFacts(services, facts)))
    return fail(problem('not-now', 'The time in which the facts can be checked is over.'));
  const what = { about: 'facts', condition: null, text, link: null, sha256: null } as const;
  return receive(services, round, what, { from: contact.id, recordedBy: null, key });
}
