import { composeFactCheck } from '../../shared/domain/letters/letter.ts';
import { letterBody } from '../../shared/domain/letters/letter-text.ts';
import { getNotice, noticeIdOf, theDeveloper } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { type CountedRound, type JudgedRound, readJudgedRound } from '../results/judged-round.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { getMessage } from './storage.ts';
import type { MessageItem } from './stored-message.ts';

type Asked = NoticeItem<'fact-check'>;

/** The cause of the email that asks for a fact check: one for each recommendation. */
export const factCheckCause = (roundId: string, recommendationNumber: number): string =>
  `fact-check ${roundId} ${recommendationNumber}`;

/** The id of what the developer answers to it, which they do once. */
export const factsMessageId = (recommendationNumber: number): string => `facts-${recommendationNumber}`;

/** What the developer was asked to check before a decision on the latest recommendation of a round, and what they say. */
export interface FactCheck {
  readonly asked: Asked;
  /** Null until they have answered. */
  readonly message: MessageItem | null;
}

/** The email that asked the developer to check facts for the latest recommendation; null where nobody did. */
export async function askedFactCheck(
  { db }: Services,
  { id, recommendations }: Pick<RoundItem, 'id' | 'recommendations'>,
): Promise<Asked | null> {
  const notice = await getNotice(db, noticeIdOf(factCheckCause(id, recommendations), theDeveloper));
  return notice?.notice === 'fact-check' ? notice : null;
}

/** The same with what came of it. */
export async function factCheckOf(
  services: Services,
  round: Pick<RoundItem, 'id' | 'recommendations'>,
): Promise<FactCheck | null> {
  const [asked, message] = await Promise.all([
    askedFactCheck(services, round),
    getMessage(services.db, round.id, factsMessageId(round.recommendations)),
  ]);
  return asked && { asked, message };
}

/** Whether the developer can still answer: once, until the end of the day that they were given. */
export const canCheckFacts = ({ now }: Pick<Services, 'now'>, { asked, message }: FactCheck): boolean =>
  message === null && ukIsoDay(now()) <= asked.data.answerBy;

/** What the developer can be asked to check of a round, and whether they were. */
export interface ToCheck extends JudgedRound {
  readonly draft: string;
  readonly factCheck: FactCheck | null;
}

/** Reads what the developer can be asked to check, for whoever may judge; null where there is no recommendation yet. */
export async function factCheckToAsk(services: Services, roundId: string): Promise<ToCheck | null> {
  const judged = await readJudgedRound(services, roundId);
  if (!judged.ok) return null;
  const { round } = judged.value;
  const [specification, factCheck] = await Promise.all([
    getSpecification(services.db, round.specificationId),
    factCheckOf(services, round),
  ]);
  const draft = factCheckDraft(judged.value, specification?.developer.organisation ?? '');
  return { ...judged.value, draft, factCheck };
}

/** The draft as it is composed: nothing in it says how anything came out. */
export const factCheckDraft = (
  { round, set, submissions }: Pick<CountedRound, 'round' | 'set' | 'submissions'>,
  organisation: string,
): string =>
  letterBody(
    composeFactCheck({
      specification: { title: round.title, version: round.specificationVersion, organisation },
      set: set.content,
      reviews: submissions.map(({ content }) => content),
    }),
  ).body;
