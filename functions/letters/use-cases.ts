import type { letterOperations } from '../../shared/contract/letters/operations.ts';
import type { Answer, Body } from '../../shared/contract/operation.ts';
import { fail, ok, pointer, type Result } from '../../shared/domain/basics/result.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { decisionDefects, undecided } from '../decisions/decidable.ts';
import { getDecision, listConditions } from '../decisions/storage.ts';
import type { ConditionItem, DecisionItem } from '../decisions/stored-decision.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { changeLetter, getNotice, letterCause, noticeIdOf, releaseLetter } from '../notices/storage.ts';
import { type NoticeItem, noticeItem } from '../notices/stored-notice.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { whyNotWritten } from '../people/reach.ts';
import { getPerson } from '../people/storage.ts';
import { type CountedRound, readCountedRound, readJudgedRound } from '../results/judged-round.ts';
import { getRecommendation } from '../results/storage.ts';
import type { RecommendationItem } from '../results/stored-recommendation.ts';
import { getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { getSpecification } from '../specifications/storage.ts';
import type { Unmet } from '../table/write.ts';
import { stale, standing } from '../use-case/lock.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { composedLetter, letterToSend } from './compose.ts';
import { asReleased, letterDocument, partsOf } from './document.ts';
import { defectsOf, passagesIn } from './leaks.ts';
import { leftOutByStaff } from './left-out.ts';
import { judged, keptBackBy, passagesInLetter, saidOf, standingPasses, stillIn } from './passages.ts';
import { addLetterPass, listLetterPasses } from './passes-storage.ts';

type Ops = typeof letterOperations;
type LetterText = Body<Ops['changeLetter']>;

/** The letter of a round in the outbox, with what it is judged by. */
interface OpenedLetter {
  readonly notice: NoticeItem<'letter'>;
  readonly counted: CountedRound;
}

async function openLetter(
  services: Services,
  roundId: string,
): Promise<Result<OpenedLetter, Problem<'not-found'>>> {
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

/** What a letter's text was composed from. */
interface Decided {
  readonly decision: DecisionItem;
  readonly conditions: readonly ConditionItem[];
  readonly recommendation: RecommendationItem;
}

async function readDecided({ db }: Services, roundId: string): Promise<Decided> {
  const [decision, conditions] = await Promise.all([getDecision(db, roundId), listConditions(db, roundId)]);
  const recommendation =
    decision === null ? null : await getRecommendation(db, roundId, decision.recommendationNumber);
  if (decision === null || recommendation === null)
    throw new Error(`Round ${roundId} has a letter and no decision`);
  return { decision, conditions, recommendation };
}

/** The letter as it was composed, before anybody changed it. */
const composedOf = (
  { notice: { data }, counted }: OpenedLetter,
  { decision, conditions, recommendation }: Decided,
) =>
  composedLetter(counted, data.organisation, {
    decision: { ...decision, conditions },
    recommendation: recommendation.recommendation,
    evidenceTo: data.evidenceTo,
  });

/** How a letter would be dated and signed if it were released now. */
async function releasedNow({ db, now }: Services) {
  const { signatory } = await getSettings(db);
  return { on: ukIsoDay(now()), signatory };
}

/** What a letter says besides its text. */
const headOf = (
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
  const [{ decision, conditions, recommendation }, contact, head, passages, passes] = await Promise.all([
    readDecided(services, roundId),
    getPerson(services.db, notice.personId),
    releasedNow(services),
    isWaiting ? passagesInLetter(services, counted, notice.data) : [],
    listLetterPasses(services.db, notice.id),
  ]);
  const { subject, body } = notice.data;
  const { text } = composedOf({ notice, counted }, { decision, conditions, recommendation });
  const ids = new Set(passages.map(({ id }) => id));
  return {
    roundId,
    noticeId: notice.id,
    status: notice.status,
    ...headOf(asReleased(notice.data, { ...head, addressee: contact?.name ?? '' }), contact?.name ?? null),
    subject,
    body,
    composed:
      text.subject === subject && text.body === body ? null : { subject: text.subject, body: text.body },
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

async function answerLetter(services: Services, roundId: string) {
  const read = await openLetter(services, roundId);
  if (!read.ok) return read;
  return ok({ answer: await letterView(services, read.value), version: read.value.notice.version });
}

/** The letter as it waits, unless somebody has changed it since it was read. */
async function waitingLetter(
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

const staleLetter = async (services: Services, letter: OpenedLetter): Promise<Problem<'stale'>> =>
  stale('letter', letter.notice.version, await letterView(services, letter));

/** The problem of a change of a letter that was overtaken by another one. */
const overtaken = (services: Services, unmet: Unmet, { notice, counted }: OpenedLetter) => {
  const now = standing(unmet, 'notice', noticeItem);
  return staleLetter(services, { counted, notice: now?.notice === 'letter' ? now : notice });
};

const change =
  (services: Services): UseCase<Ops['changeLetter']> =>
  async ({ by: person, of: { roundId }, what: body, expected }) => {
    const read = await waitingLetter(services, roundId, expected);
    if (!read.ok) return read;
    const { notice } = read.value;
    const text = normalised(body);
    const composed = composedOf(read.value, await readDecided(services, roundId));
    const written = await changeLetter(
      services.db,
      notice,
      { ...text, leftOutByStaff: leftOutByStaff(composed.letter, composed.text.leftOut, text.body) },
      eventNow(services, person.id, 'letter-changed'),
    );
    return written.ok
      ? answerLetter(services, roundId)
      : fail(await overtaken(services, written.error, read.value));
  };

/** A subject is one line, and lines end in one way, whatever was typed or pasted. */
const normalised = ({ subject, body }: LetterText): LetterText => ({
  subject: subject.replace(/\s+/g, ' ').trim(),
  body: body.replace(/\r\n?/g, '\n').trimEnd(),
});

const pass =
  (services: Services): UseCase<Ops['passLetterPassage']> =>
  async ({ by: person, of: { roundId, passageId }, what: { reason, together }, expected }) => {
    const allowed = await mayJudge(services, roundId, person);
    if (!allowed.ok) return allowed;
    const read = await waitingLetter(services, roundId, expected);
    if (!read.ok) return read;
    const { notice, counted } = read.value;
    const { subject, body } = notice.data;
    const [passages, passes, decision] = await Promise.all([
      passagesIn(services, counted, { subject, body, reason }),
      listLetterPasses(services.db, notice.id),
      getDecision(services.db, roundId),
    ]);
    const said = saidOf(
      passages.filter(({ text }) => text !== 'reason'),
      passes.map(judged),
      [passageId, ...together],
      person.id,
      [decision?.decidedBy, notice.changedBy].filter((id) => typeof id === 'string'),
    );
    if (!said.ok) return said;
    // It goes on record, where no names are.
    const defects = defectsOf(passages, [{ name: 'reason', pointer: pointer('reason'), text: reason }]);
    if (defects.length > 0) return fail(invalidBody(defects));
    const event = eventNow(
      services,
      person.id,
      said.value.step === 'asked' ? 'letter-namesake-asked' : 'letter-passage-passed',
      {
        places: said.value.passages.length,
        passages: said.value.passages.map((passage) => passage.passageId).join(' '),
        reason,
      },
    );
    const written = await addLetterPass(
      services.db,
      notice,
      { ...said.value, at: event.at, by: person.id, reason },
      event,
    );
    return written.ok
      ? answerLetter(services, roundId)
      : fail(await overtaken(services, written.error, read.value));
  };

const release =
  (services: Services): UseCase<Ops['releaseLetter']> =>
  async ({ by: person, of: { roundId }, expected }) => {
    const read = await waitingLetter(services, roundId, expected);
    if (!read.ok) return read;
    const { notice, counted } = read.value;
    const [passages, passes, contact, head] = await Promise.all([
      passagesInLetter(services, counted, notice.data),
      listLetterPasses(services.db, notice.id),
      getPerson(services.db, notice.personId),
      releasedNow(services),
    ]);
    const unreachable = whyNotWritten(contact);
    if (unreachable !== null) return fail(problem('not-now', unreachable));
    const { passages: open } = keptBackBy(passages, passes.map(judged), notice.data);
    if (open.length > 0)
      return fail(
        problem(
          'letter-leaks',
          'The letter may give a reviewer away. Change it, or have somebody look at what only seems to; then release it.',
          {
            // The text lies here, not in the request: the sentence itself says where.
            errors: open.map(({ state, sentence }) => ({ pointer: '', code: state, detail: sentence })),
          },
        ),
      );
    const written = await releaseLetter(
      services.db,
      notice,
      { ...head, addressee: contact?.name ?? '' },
      eventNow(services, person.id, 'letter-released'),
    );
    return written.ok
      ? answerLetter(services, roundId)
      : fail(await overtaken(services, written.error, read.value));
  };

const previewLetter =
  (services: Services): UseCase<Ops['previewLetter']> =>
  async ({ of: { roundId }, what: body }) => {
    const read = undecided(await readJudgedRound(services, roundId));
    if (!read.ok) return read;
    const defects = decisionDefects(services, read.value, body);
    if (defects.length > 0) return fail(invalidBody(defects));
    const { recommendation } = read.value.recommendation;
    const [{ data, contactId }, head] = await Promise.all([
      letterToSend(services, read.value, { decision: body, recommendation }),
      releasedNow(services),
    ]);
    const [contact, passages] = await Promise.all([
      getPerson(services.db, contactId),
      passagesInLetter(services, read.value, data),
    ]);
    const { subject, body: text } = data;
    return ok({
      answer: {
        ...headOf(asReleased(data, { ...head, addressee: contact?.name ?? '' }), contact?.name ?? null),
        subject,
        body: text,
        ...keptBackBy(passages, [], data),
      },
    });
  };

const getLetterFile =
  (services: Services, emails: ShownEmails): UseCase<Ops['getLetterFile']> =>
  async ({ of: { roundId, format } }) => {
    const round = await getRound(services.db, roundId);
    const notice = round && (await letterNotice(services, round));
    if (notice === null) return fail(notFound);
    const [contact, head] = await Promise.all([
      getPerson(services.db, notice.personId),
      releasedNow(services),
    ]);
    const data = asReleased(notice.data, { ...head, addressee: contact?.name ?? '' });
    const put = letterDocument(partsOf(data, ''));
    const letter =
      notice.status === 'withheld'
        ? { ...put, mark: 'Never sent: the decision was withdrawn before this letter was released.' }
        : put;
    const { fileName, mediaType, bytes } = await emails.letterFile(
      letter,
      format,
      notice.data.release === null,
    );
    return ok({ answer: { fileName, mediaType, content: Buffer.from(bytes).toString('base64') } });
  };

/** The letter to the developer: composed from the decision, changed and released by staff. */
export const letters = (services: Services, emails: ShownEmails): UseCases<Ops> => ({
  previewLetter: previewLetter(services),
  getLetter: ({ of: { roundId } }) => answerLetter(services, roundId),
  getLetterFile: getLetterFile(services, emails),
  changeLetter: change(services),
  passLetterPassage: pass(services),
  releaseLetter: release(services),
});
