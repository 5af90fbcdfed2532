import type { letterOperations } from '../../shared/contract/letters/operations.ts';
import type { Answer } from '../../shared/contract/operation.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { LetterStanding } from '../../shared/domain/letters/letter-standing.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { type NoticeItem, noticeItem } from '../notices/stored-notice.ts';
import { getPerson } from '../people/storage.ts';
import { type CountedRound, readCountedRound } from '../results/judged-round.ts';
import { getRecommendation } from '../results/storage.ts';
import type { RecommendationItem } from '../results/stored-recommendation.ts';
import type { Unmet } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { composedLetter } from './compose.ts';
import { asReleased } from './document.ts';
import { letterNotice } from './letter-notice.ts';
import { judged, keptBackBy, passagesInLetter, standingPasses, stillIn } from './passages.ts';
import { listLetterPasses } from './passes-storage.ts';
import { changesIn, nameOfStanding, type StandingDecision, standingNow, standingThen } from './standing.ts';

type Ops = typeof letterOperations;

/** The letter of a round in the outbox, with what it is judged by. */
export interface OpenedLetter {
  readonly notice: NoticeItem<'letter'>;
  readonly counted: CountedRound;
}

export async function openLetter(
  services: Services,
  roundId: string,
): Promise<Result<OpenedLetter, Problem<'not-found'>>> {
  const counted = await readCountedRound(services, roundId);
  if (!counted.ok) return counted;
  const notice = await letterNotice(services, counted.value.round);
  return notice === null ? fail(notFound) : ok({ notice, counted: counted.value });
}

/** What a letter's text is composed from. */
interface Decided extends StandingDecision {
  readonly recommendation: RecommendationItem;
}

/** Reads what a letter is composed from, as it stands now. */
export async function readDecided(
  services: Services,
  { notice, counted: { round } }: OpenedLetter,
): Promise<Decided> {
  const read = await standingNow(services, round, notice.data.release !== null);
  const recommendation =
    read && (await getRecommendation(services.db, round.id, read.decision.recommendationNumber));
  if (read === null || recommendation === null)
    throw new Error(`Round ${round.id} has a letter and no decision`);
  return { ...read, recommendation };
}

/** The letter as it is composed where this stands, before anybody changes it. */
export const composedWhere = (
  standing: LetterStanding,
  { notice: { data }, counted }: OpenedLetter,
  { decision, conditions, recommendation }: Decided,
) =>
  composedLetter(counted, data.organisation, {
    decision: { ...decision, conditions },
    recommendation: recommendation.recommendation,
    standing,
  });

/** How a letter would be dated and signed if it were released now. */
export async function releasedNow({ db, now }: Services) {
  const { signatory } = await getSettings(db);
  return { on: ukIsoDay(now()), signatory };
}

/** What a letter says besides its text. */
export const headOf = (
  { organisation, sample, reference, leftOutByStaff: leftOut, release }: NoticeItem<'letter'>['data'],
  contactName: string | null,
) => {
  if (release === null) throw new Error('A letter is shown as it goes');
  const { on, addressee, signatory } = release;
  return {
    organisation,
    contactName: contactName === null ? null : addressee,
    sample,
    reference,
    dated: on,
    signatory,
    leftOutByStaff: leftOut,
  };
};

async function letterView(services: Services, letter: OpenedLetter): Promise<Answer<Ops['getLetter']>> {
  const { notice, counted } = letter;
  const { id: roundId } = counted.round;
  const isWaiting = notice.status === 'waiting';
  const [decided, contact, head, passages, passes] = await Promise.all([
    readDecided(services, letter),
    getPerson(services.db, notice.personId),
    releasedNow(services),
    isWaiting ? passagesInLetter(services, counted, notice.data) : [],
    listLetterPasses(services.db, notice.id),
  ]);
  const { subject, body } = notice.data;
  const { standing } = decided;
  const { text } = composedWhere(standingThen(notice.data, standing), letter, decided);
  const changes = isWaiting ? changesIn(notice.data, decided) : [];
  const anew = changes.length > 0 ? composedWhere(standing, letter, decided).text : null;
  const ids = new Set(passages.map(({ id }) => id));
  return {
    roundId,
    noticeId: notice.id,
    status: notice.status,
    ...headOf(asReleased(notice.data, { ...head, addressee: contact?.name ?? '' }), contact?.name ?? null),
    subject,
    body,
    composed:
      notice.changedBy === null || (text.subject === subject && text.body === body)
        ? null
        : { subject: text.subject, body: text.body },
    outdated: anew && { changes: [...changes], subject: anew.subject, body: anew.body },
    seen: nameOfStanding(services, standing),
    leftOut: [...text.leftOut],
    ...keptBackBy(passages, passes.map(judged), notice.data),
    // A letter that has left is not searched any more: who reviewed may have been erased since.
    passes: await standingPasses(services, passes, (passage) =>
      isWaiting ? ids.has(passage.passageId) : stillIn(notice.data, passage),
    ),
    sentAt: notice.sentAt,
    version: notice.version,
  };
}

export async function answerLetter(services: Services, roundId: string) {
  const read = await openLetter(services, roundId);
  if (!read.ok) return read;
  return ok({ answer: await letterView(services, read.value), version: read.value.notice.version });
}

/** The letter as it waits, unless somebody has changed it since it was read. */
export async function waitingLetter(
  services: Services,
  roundId: string,
  expected: number,
): Promise<Result<OpenedLetter, Problem<'not-found' | 'not-now' | 'stale'>>> {
  const read = await openLetter(services, roundId);
  if (!read.ok) return read;
  const { notice } = read.value;
  if (notice.status !== 'waiting')
    return fail(
      problem(
        'not-now',
        notice.status === 'withheld'
          ? 'The decision was withdrawn before the letter was released. It is no longer sent.'
          : 'The letter has been released. It can no longer be changed.',
      ),
    );
  return expected === notice.version ? read : fail(await staleLetter(services, read.value));
}

/** The problem of a change of a letter that rests on what it was, or on what stood of what it speaks of. */
export const staleLetter = async (services: Services, letter: OpenedLetter): Promise<Problem<'stale'>> =>
  stale('letter', letter.notice.version, await letterView(services, letter));

/** The problem of a change of a letter that was overtaken by another one. */
export const letterOvertaken = (services: Services, unmet: Unmet, { notice, counted }: OpenedLetter) => {
  const now = standing(unmet, 'notice', noticeItem);
  return staleLetter(services, { counted, notice: now?.notice === 'letter' ? now : notice });
};
