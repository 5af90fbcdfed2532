import type { letterOperations } from '../../shared/contract/letters/operations.ts';
import type { Body } from '../../shared/contract/operation.ts';
import { fail, ok, pointer } from '../../shared/domain/basics/result.ts';
import { decisionDefects, undecided } from '../decisions/decidable.ts';
import { earlierEndorsement, fateKept, notWhileOneWaits } from '../decisions/earlier-endorsement.ts';
import { getDecision } from '../decisions/storage.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { mayJudge } from '../panels/own-panel.ts';
import { getPerson } from '../people/storage.ts';
import { readJudgedRound } from '../results/judged-round.ts';
import { getRound } from '../rounds/storage.ts';
import { invalidBody, notFound } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCase, UseCases } from '../use-case/use-case.ts';
import { letterToSend } from './compose.ts';
import { asReleased, letterDocument, partsOf } from './document.ts';
import { defectsOf } from './leaks.ts';
import { leftOutByStaff } from './left-out.ts';
import { letterNotice } from './letter-notice.ts';
import { changeLetter } from './letter-storage.ts';
import {
  answerLetter,
  composedWhere,
  headOf,
  letterOvertaken,
  readDecided,
  releasedNow,
  staleLetter,
  waitingLetter,
} from './opened-letter.ts';
import { judged, keptBackBy, passagesInLetter, saidOf } from './passages.ts';
import { addLetterPass, listLetterPasses } from './passes-storage.ts';
import { release } from './release.ts';
import { nameOfStanding } from './standing.ts';

type Ops = typeof letterOperations;
type LetterText = Pick<Body<Ops['changeLetter']>, 'subject' | 'body'>;

const change =
  (services: Services): UseCase<Ops['changeLetter']> =>
  async ({ by: person, of: { roundId }, what: body, expected }) => {
    const read = await waitingLetter(services, roundId, expected);
    if (!read.ok) return read;
    const { notice } = read.value;
    const text = normalised(body);
    const decided = await readDecided(services, read.value);
    const { standing } = decided;
    if (body.seen !== undefined && body.seen !== nameOfStanding(services, standing))
      return fail(await staleLetter(services, read.value));
    const composed = composedWhere(standing, read.value, decided);
    const written = await changeLetter(
      services.db,
      notice,
      {
        ...text,
        leftOutByStaff: leftOutByStaff(composed.letter, composed.text.leftOut, text.body),
        ...(body.seen !== undefined && {
          evidenceTo: standing.evidenceTo,
          standing: { earlier: standing.earlier, conditions: [...standing.conditions] },
        }),
      },
      eventNow(services, person.id, 'letter-changed'),
    );
    return written.ok
      ? answerLetter(services, roundId)
      : fail(await letterOvertaken(services, written.error, read.value));
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
    const [passages, passes, decision] = await Promise.all([
      passagesInLetter(services, counted, notice.data, { reason }),
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
      : fail(await letterOvertaken(services, written.error, read.value));
  };

const previewLetter =
  (services: Services): UseCase<Ops['previewLetter']> =>
  async ({ of: { roundId }, what: body }) => {
    const read = undecided(await readJudgedRound(services, roundId));
    if (!read.ok) return read;
    const earlier = await earlierEndorsement(services, read.value.round);
    const waits = notWhileOneWaits(earlier);
    if (waits !== null) return fail(waits);
    const defects = decisionDefects(services, read.value, body, earlier);
    if (defects.length > 0) return fail(invalidBody(defects));
    const { recommendation } = read.value.recommendation;
    const [{ data, contactId }, head] = await Promise.all([
      letterToSend(
        services,
        read.value,
        { decision: { ...body, endorsement: fateKept(body, earlier) }, recommendation },
        services.now().toISOString(),
      ),
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
