import type { Answer, Body } from '../../shared/contract/operation.ts';
import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import type { DecisionDraft } from '../../shared/domain/decisions/decision.ts';
import { composeLetter } from '../../shared/domain/letters/letter.ts';
import { letterBody } from '../../shared/domain/letters/letter-text.ts';
import { getDecision, listConditions } from '../decisions/storage.ts';
import { changeLetter, getNotice, letterCause, noticeIdOf, releaseLetter } from '../notices/storage.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { getPerson } from '../people/storage.ts';
import { type CountedRound, readCountedRound } from '../results/judged-round.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification } from '../specifications/storage.ts';
import { notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { leakInWords, leaksIn } from './leaks.ts';

type Ops = typeof staffOperations;
type LetterText = Body<Ops['changeLetter']>;

/** The letter that a decision makes, and to whom. */
interface ComposedLetter {
  readonly text: LetterText;
  /** What the comments are about that had no room in it. */
  readonly leftOut: readonly string[];
  readonly organisation: string;
  /** The developer's contact. */
  readonly contactId: string;
}

/** Composes the letter to the developer from a decision and the reviews that were counted. */
export async function composedLetter(
  { db }: Services,
  { round, set, submissions }: Pick<CountedRound, 'round' | 'set' | 'submissions'>,
  decision: Pick<DecisionDraft, 'outcome' | 'message' | 'conditions' | 'reviewBy'>,
): Promise<ComposedLetter> {
  const specification = await getSpecification(db, round.specificationId);
  if (specification === null) throw new Error(`Round ${round.id} has lost its specification`);
  const { organisation, contactId } = specification.developer;
  const letter = composeLetter({
    decision,
    specification: { title: round.title, version: round.specificationVersion, organisation },
    set: set.content,
    reviews: submissions.map(({ content }) => content),
  });
  const { leftOut, ...text } = letterBody(letter);
  return { text, leftOut, organisation, contactId };
}

/** The letter of a round in the outbox, with what it is judged by. */
interface OpenedLetter {
  readonly notice: NoticeItem<'letter'>;
  readonly counted: CountedRound;
}

async function openLetter(services: Services, roundId: string): Promise<Result<OpenedLetter, Problem>> {
  const counted = await readCountedRound(services, roundId);
  if (!counted.ok) return counted;
  const notice = await letterNotice(services, counted.value.round);
  return notice === null ? fail(notFound) : ok({ notice, counted: counted.value });
}

/** The letter of a round in the outbox, and nothing of what it is judged by; null where there is none. */
export async function letterNotice(
  { db }: Services,
  { id, specificationId }: Pick<RoundItem, 'id' | 'specificationId'>,
): Promise<NoticeItem<'letter'> | null> {
  const specification = await getSpecification(db, specificationId);
  const contactId = specification?.developer.contactId ?? '';
  const notice = await getNotice(db, noticeIdOf(letterCause(id), contactId));
  return notice?.notice === 'letter' ? notice : null;
}

/** What keeps the letter from being released. */
const leaksOf = (services: Services, { notice, counted }: OpenedLetter) =>
  leaksInLetter(services, counted, notice.data);

/** What in a letter must not reach a developer. */
export const leaksInLetter = async (
  services: Services,
  counted: CountedRound,
  { subject, body }: LetterText,
): Promise<Answer<Ops['previewLetter']>['leaks']> =>
  (await leaksIn(services, counted, { subject, body })).map(({ text, line, sentence, passage }) => ({
    where: text === 'subject' ? 'subject' : 'body',
    line,
    sentence,
    passage,
  }));

async function letterView(services: Services, letter: OpenedLetter): Promise<Answer<Ops['getLetter']>> {
  const { notice, counted } = letter;
  const { id: roundId } = counted.round;
  const [decision, conditions, contact, leaks] = await Promise.all([
    getDecision(services.db, roundId),
    listConditions(services.db, roundId),
    getPerson(services.db, notice.personId),
    notice.status === 'waiting' ? leaksOf(services, letter) : [],
  ]);
  if (decision === null) throw new Error(`Round ${roundId} has a letter and no decision`);
  const { subject, body, organisation, sample } = notice.data;
  const { text, leftOut } = await composedLetter(services, counted, { ...decision, conditions });
  return {
    roundId,
    noticeId: notice.id,
    status: notice.status,
    organisation,
    contactName: contact?.name ?? null,
    sample,
    subject,
    body,
    composed: text.subject === subject && text.body === body ? null : text,
    leftOut: [...leftOut],
    leaks,
    sentAt: notice.sentAt,
    version: notice.version,
  };
}

async function answerLetter(services: Services, roundId: string) {
  const read = await openLetter(services, roundId);
  if (!read.ok) return read;
  return ok({ answer: await letterView(services, read.value), version: read.value.notice.version });
}

/** The letter as it waits, unless somebody has changed it since it was read. */
async function waitingLetter(
  services: Services,
  roundId: string,
  ifMatch: number,
): Promise<Result<OpenedLetter, Problem>> {
  const read = await openLetter(services, roundId);
  if (!read.ok) return read;
  const { notice } = read.value;
  if (notice.status !== 'waiting')
    return fail(
      problem(
        'not-now',
        notice.status === 'withheld'
          ? 'The endorsement was withdrawn before the letter was released. It is no longer sent.'
          : 'The letter has been released. It can no longer be changed.',
      ),
    );
  return ifMatch === notice.version ? read : fail(staleLetter(notice));
}

const staleLetter = ({ version }: NoticeItem, code: 'stale' | 'changed-meanwhile' = 'stale'): Problem =>
  problem(
    code,
    'Somebody changed this letter since you read it. Look at it again, then repeat what is still needed.',
    code === 'stale' ? { currentVersion: version } : {},
  );

const change =
  (services: Services): UseCase<Ops['changeLetter']> =>
  async ({ by: person, of: { roundId }, what: body, expected: ifMatch }) => {
    const read = await waitingLetter(services, roundId, ifMatch);
    if (!read.ok) return read;
    const { notice } = read.value;
    const text = normalised(body);
    const written = await changeLetter(
      services.db,
      notice,
      text,
      eventNow(services, person.id, 'letter-changed'),
    );
    return written.ok ? answerLetter(services, roundId) : fail(staleLetter(notice, 'changed-meanwhile'));
  };

/** A subject is one line, and lines end in one way, whatever was typed or pasted. */
const normalised = ({ subject, body }: LetterText): LetterText => ({
  subject: subject.replace(/\s+/g, ' ').trim(),
  body: body.replace(/\r\n?/g, '\n').trimEnd(),
});

const release =
  (services: Services): UseCase<Ops['releaseLetter']> =>
  async ({ by: person, of: { roundId }, expected: ifMatch }) => {
    const read = await waitingLetter(services, roundId, ifMatch);
    if (!read.ok) return read;
    const { notice } = read.value;
    const leaks = await leaksOf(services, read.value);
    if (leaks.length > 0)
      return fail(
        problem(
          'letter-leaks',
          'The letter says what a developer must not read. Change it, then release it.',
          {
            // The text lies here, not in the request: the sentence itself says where.
            errors: leaks.map((leak) => ({ pointer: '', code: 'leak', detail: leakInWords(leak) })),
          },
        ),
      );
    const written = await releaseLetter(
      services.db,
      notice,
      eventNow(services, person.id, 'letter-released'),
    );
    return written.ok ? answerLetter(services, roundId) : fail(staleLetter(notice, 'changed-meanwhile'));
  };

/** The letter to the developer: composed from the decision, changed and released by staff. */
export const letters = (
  services: Services,
): Pick<UseCases<Ops>, 'getLetter' | 'changeLetter' | 'releaseLetter'> => ({
  getLetter: ({ of: { roundId } }) => answerLetter(services, roundId),
  changeLetter: change(services),
  releaseLetter: release(services),
});
