import type { developerOperations } from '../../shared/contract/developers/operations.ts';
import { fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { readDecision } from '../decisions/view.ts';
import { leakDefects } from '../letters/leaks.ts';
import { aboutRound, tell } from '../notices/outbox.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { whyNotWritten } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { readCountedRound } from '../results/judged-round.ts';
import { getRound } from '../rounds/storage.ts';
import { contactOf } from '../specifications/contact.ts';
import { heldUp, retrying } from '../table/retrying.ts';
import { stale, standing } from '../use-case/lock.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { askFactCheck } from './ask-fact-check.ts';
import { receive } from './receive.ts';
import { addAnswer, getMessage, listMessages } from './storage.ts';
import { type MessageItem, messageItem } from './stored-message.ts';
import { messageView, messageViews } from './views.ts';

type Ops = typeof developerOperations;

const staleMessage = async (services: Services, now: MessageItem) =>
  stale('message', now.version, await messageView(services, now));

const answerMessage =
  (services: Services): UseCase<Ops['answerDeveloperMessage']> =>
  ({ by, of: { roundId, messageId }, what: { text, outcome, looked }, expected }) =>
    retrying(async () => {
      const { db } = services;
      const allowed = await mayJudge(services, roundId, by);
      if (!allowed.ok) return allowed;
      const [message, counted] = await Promise.all([
        getMessage(db, roundId, messageId),
        readCountedRound(services, roundId),
      ]);
      if (message === null || !counted.ok) return fail(notFound);
      const { round } = counted.value;
      if (expected !== message.version) return fail(await staleMessage(services, message));
      if (message.answer !== null) return fail(problem('not-now', 'This has been answered already.'));
      const isAppeal = message.about === 'appeal';
      const missing = [
        ...(isAppeal && text === ''
          ? [['text', 'Give the reasons: the developer is told of them'] as const]
          : []),
        ...(isAppeal === (outcome === null)
          ? [['outcome', isAppeal ? 'Say what came of the appeal' : 'Only an appeal has an outcome'] as const]
          : []),
      ];
      const leaks = await leakDefects(services, counted.value, [
        { name: 'answer', pointer: pointer('text'), text, looked },
      ]);
      const defects = [
        ...missing.map(([field, detail]) => ({ pointer: pointer(field), code: 'missing', detail })),
        ...leaks,
      ];
      if (defects.length > 0) return fail(invalidBody(defects));
      const [contactId, said] = await Promise.all([
        contactOf(services, round),
        text === '' ? takenNote(services, message) : text,
      ]);
      const [unreachable, senderUnreachable] = await Promise.all(
        [contactId, message.from].map(async (id) => whyNotWritten(await getPerson(db, id))),
      );
      // Where nothing was written, an address that does not work keeps nobody from being done with it.
      if (text !== '' && unreachable)
        return fail(problem('not-now', unreachable, { rule: 'developer-unreachable' }));
      const told =
        said === ''
          ? []
          : [
              ...(unreachable ? [] : [['developer', contactId] as const]),
              ...(senderUnreachable || message.from === contactId ? [] : [['former', message.from] as const]),
            ];
      const event = eventNow(services, by.id, 'developer-answered', {
        about: message.about,
        ...(looked && text !== '' && { looked: 'answer' }),
      });
      const answer = { text: said, outcome, answeredAt: event.at, answeredBy: by.id };
      const written = await addAnswer(
        db,
        message,
        answer,
        told.flatMap(([audience, personId]) =>
          tell([personId], {
            cause: `developer-answered ${message.id}`,
            notice: 'developer-answered',
            roundId,
            createdAt: event.at,
            data: {
              ...aboutRound(round),
              messageAbout: message.about,
              receivedOn: ukIsoDay(new Date(message.receivedAt)),
              outcome,
              text: said,
              audience,
            },
          }),
        ),
        event,
      );
      if (written.ok) return answered(services, { ...message, answer, version: message.version + 1 });
      const now = standing(written.error, 'message', messageItem);
      return now === null ? heldUp : fail(await staleMessage(services, now));
    });

/** What is answered where staff wrote nothing: whoever sent something was promised an answer, but not who said who they are. */
async function takenNote(
  services: Services,
  { about, condition: number, roundId }: MessageItem,
): Promise<string> {
  if (about.startsWith('contact')) return '';
  const note = 'The Centre has taken note of it.';
  const read = about === 'evidence' ? await readDecision(services, roundId) : null;
  const condition =
    read?.decision.withdrawn || read?.decision.replaced
      ? undefined
      : read?.conditions.find((one) => one.number === number);
  if (condition === undefined) return note;
  return `${note} Condition ${number} is ${condition.fulfilled === null ? 'not fulfilled yet' : 'fulfilled'}.`;
}

const answered = async (services: Services, message: MessageItem) =>
  ok({ answer: await messageView(services, message), version: message.version });

/** What staff do with what developers send them. */
export const developers = (services: Services): UseCases<Ops> => ({
  listDeveloperMessages: async ({ of: { roundId } }) => {
    const [round, messages] = await Promise.all([
      getRound(services.db, roundId),
      listMessages(services.db, roundId),
    ]);
    return round === null
      ? fail(notFound)
      : ok({ answer: { messages: [...(await messageViews(services, messages))] } });
  },

  getDeveloperMessage: async ({ of: { roundId, messageId } }) => {
    const message = await getMessage(services.db, roundId, messageId);
    return message === null ? fail(notFound) : answered(services, message);
  },

  answerDeveloperMessage: answerMessage(services),

  askFactCheck: askFactCheck(services),

  recordAppeal: async ({ by, of: { roundId }, what: { text }, key }) => {
    const allowed = await mayJudge(services, roundId, by);
    if (!allowed.ok) return allowed;
    const counted = await readCountedRound(services, roundId);
    if (!counted.ok) return fail(notFound);
    const { round } = counted.value;
    // The developer reads it on their page, and it cannot be changed.
    const leaks = await leakDefects(services, counted.value, [
      { name: 'appeal', pointer: pointer('text'), text },
    ]);
    if (leaks.length > 0) return fail(invalidBody(leaks));
    const appeal = { about: 'appeal' as const, condition: null, text, link: null, sha256: null };
    const from = await contactOf(services, round);
    const received = await receive(services, round, appeal, { from, recordedBy: by.id, key });
    return received.ok ? answered(services, received.value) : received;
  },
});
