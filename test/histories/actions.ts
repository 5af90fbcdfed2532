import { deciding } from '../../functions/decisions/use-cases.ts';
import { findings } from '../../functions/findings/use-cases.ts';
import { letters } from '../../functions/letters/use-cases.ts';
import { getNotice } from '../../functions/notices/storage.ts';
import { notices } from '../../functions/notices/use-cases.ts';
import { getAssignment } from '../../functions/panels/storage.ts';
import { panels } from '../../functions/panels/use-cases.ts';
import type { PersonItem } from '../../functions/people/stored-person.ts';
import { reviewing } from '../../functions/reviews/use-cases.ts';
import { getRound } from '../../functions/rounds/storage.ts';
import { rounds } from '../../functions/rounds/use-cases.ts';
import { listWaiting, todo } from '../../functions/todo/todo.ts';
import { emailsThat } from '../support/plain.ts';
import type { History } from './history.ts';
import type { Random } from './random.ts';
import { asking, criteria } from './start.ts';

/** Something that somebody does. It may be refused; that is an answer like any other. */
export interface Action {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

const hour = 60 * 60 * 1000;

/** Everything that people do in a history, through the use cases. */
export function actions({ services, start, random, causes }: History) {
  const { db } = services;
  const by = (id: string): PersonItem => {
    const person = start.people.get(id);
    if (person === undefined) throw new Error(`The harness knows nobody called ${id}.`);
    return person;
  };
  const staff = by('staff-1');
  const ofRounds = rounds(services);
  const ofPanels = panels(services);
  const ofReviewers = reviewing(services);
  const ofFindings = findings(services);
  const ofDecisions = deciding(services);
  const emails = emailsThat(() => ({ subject: '', text: '', html: '', headers: [] }));
  const ofLetters = letters(services, emails);
  const ofNotices = notices(services, emails);
  const reason = 'A reason.';

  const plan = (name: string, roundId: string, run: () => Promise<unknown>): Action => ({
    name: `${name} ${roundId.slice(0, 4)}`,
    run,
  });
  const later = (hours: number) => new Date(services.now().getTime() + hours * hour).toISOString();
  const dates = () => {
    const hours = 12 + random.below(200);
    return { reviewsDue: later(hours), closesAt: later(hours + random.below(3) * 12) };
  };
  /** The versions that a page would show now. */
  const roundNow = async (roundId: string) => (await getRound(db, roundId))?.editVersion ?? 0;
  const memberNow = async (roundId: string, personId: string) =>
    (await getAssignment(db, roundId, personId))?.version ?? 0;

  return {
    open: (roundId: string) =>
      plan('open', roundId, async () =>
        ofRounds.openRound(
          asking(staff, { of: { roundId }, what: { reason }, expected: await roundNow(roundId) }),
        ),
      ),
    declare: (roundId: string, personId: string, interest: 'none' | 'declared') =>
      plan(`${personId} declares ${interest} in`, roundId, async () =>
        ofReviewers.declareInterests(
          asking(by(personId), {
            of: { roundId },
            expected: await memberNow(roundId, personId),
            what:
              interest === 'none'
                ? { interest }
                : { interest, description: 'I have been asked to teach on it.' },
          }),
        ),
      ),
    submit: (roundId: string, personId: string, ratings: readonly number[]) => {
      const number = (causes.rounds.get(roundId)?.panel.get(personId)?.submissions ?? 0) + 1;
      const blank = { reason: '', evidence: 'Page 2.', comment: '', note: '' };
      return plan(`${personId} submits ${ratings} to`, roundId, () =>
        ofReviewers.submitReview(
          asking(by(personId), {
            of: { roundId },
            what: {
              criteriaSetHash: start.criteriaSetHash,
              ratings: Object.fromEntries(
                criteria.map((id, i) => [id, { ...blank, rating: ratings[i] ?? 1, comment: 'So it is.' }]),
              ),
              overallComment: '',
              overallNote: '',
            },
            key: `${roundId}-${personId}-${number}`,
          }),
        ),
      );
    },
    decline: (roundId: string, personId: string) =>
      plan(`${personId} leaves`, roundId, async () =>
        ofReviewers.declineOrRecuse(
          asking(by(personId), {
            of: { roundId },
            what: { reason },
            expected: await memberNow(roundId, personId),
          }),
        ),
      ),
    recuse: (roundId: string, personId: string) =>
      plan(`staff recuse ${personId} from`, roundId, async () =>
        ofPanels.recuseReviewer(
          asking(staff, { of: { roundId, personId }, what: { reason }, expected: await roundNow(roundId) }),
        ),
      ),
    resolve: (roundId: string, personId: string, resolution: 'cleared' | 'recused') =>
      plan(`staff resolve ${personId} as ${resolution} in`, roundId, async () =>
        ofPanels.resolveInterest(
          asking(staff, {
            of: { roundId, personId },
            what: { resolution, reason },
            expected: await memberNow(roundId, personId),
          }),
        ),
      ),
    reopenReview: (roundId: string, personId: string) =>
      plan(`staff reopen ${personId} in`, roundId, async () =>
        ofPanels.reopenReview(
          asking(staff, {
            of: { roundId, personId },
            what: { reason },
            expected: await memberNow(roundId, personId),
          }),
        ),
      ),
    remind: (roundId: string, personId: string) =>
      plan(`staff remind ${personId} of`, roundId, () =>
        ofPanels.remindReviewer(asking(staff, { of: { roundId, personId } })),
      ),
    extend: (roundId: string) => {
      const body = { ...dates(), reason };
      return plan(`extend to ${body.reviewsDue}`, roundId, async () =>
        ofRounds.extendRound(
          asking(staff, { of: { roundId }, what: body, expected: await roundNow(roundId) }),
        ),
      );
    },
    close: (roundId: string) =>
      plan('close', roundId, async () =>
        ofRounds.closeRound(
          asking(staff, { of: { roundId }, what: { reason }, expected: await roundNow(roundId) }),
        ),
      ),
    cancel: (roundId: string) =>
      plan('cancel', roundId, async () =>
        ofRounds.cancelRound(
          asking(staff, { of: { roundId }, what: { reason }, expected: await roundNow(roundId) }),
        ),
      ),
    reopen: (roundId: string) => {
      const body = { ...dates(), reason };
      return plan(`reopen until ${body.closesAt}`, roundId, async () =>
        ofRounds.reopenRound(
          asking(staff, { of: { roundId }, what: body, expected: await roundNow(roundId) }),
        ),
      );
    },
    find: (roundId: string, criterionId: string, status: 'met' | 'partly-met' | 'not-met') =>
      plan(`find ${criterionId} ${status} in`, roundId, async () =>
        ofFindings.recordFindings(
          asking(staff, {
            of: { roundId },
            what: { attended: [staff.id], findings: { [criterionId]: { status, reason } } },
            expected: await roundNow(roundId),
          }),
        ),
      ),
    callPanel: (roundId: string) => {
      const at = later(48);
      return plan('call the panel of', roundId, async () =>
        ofPanels.callPanel(
          asking(staff, {
            of: { roundId },
            what: { at, where: 'Room 1' },
            expected: await roundNow(roundId),
          }),
        ),
      );
    },
    decide: (roundId: string, outcome: 'endorse' | 'do-not-endorse') =>
      plan(`decide to ${outcome}`, roundId, async () =>
        ofDecisions.decide(
          asking(staff, {
            of: { roundId },
            what: {
              outcome,
              reason,
              message: '',
              conditions: [],
              reviewBy: outcome === 'endorse' ? '2029-10-19' : null,
              intervention: null,
              endorsement: null,
            },
            expected: await roundNow(roundId),
          }),
        ),
      ),
    withdraw: (roundId: string) =>
      plan('withdraw the endorsement of', roundId, async () => {
        const read = await ofDecisions.getDecision(asking(staff, { of: { roundId } }));
        const ifMatch = read.ok ? read.value.answer.version : 0;
        return ofDecisions.withdrawDecision(
          asking(staff, { of: { roundId }, what: { reason, message: 'It is over.' }, expected: ifMatch }),
        );
      }),
    release: (roundId: string) =>
      plan('release the letter of', roundId, async () => {
        const letter = await ofLetters.getLetter(asking(staff, { of: { roundId } }));
        const ifMatch = letter.ok ? letter.value.answer.version : 0;
        return ofLetters.releaseLetter(asking(staff, { of: { roundId }, expected: ifMatch }));
      }),
    /** The longest failed of the notices that wait for staff, or one of the next ones. */
    settle: (skip: number, how: 'arrived' | 'send-again' | 'leave') =>
      plan(`staff settle failed notice ${skip + 1} as ${how}`, '', async () => {
        const { entries } = await listWaiting(db, todo.noticeFailed, skip + 1);
        const noticeId = entries.at(-1)?.summary.id ?? '';
        const notice = noticeId === '' ? null : await getNotice(db, noticeId);
        if (notice === null) return null;
        const ifMatch = notice.version;
        return ofNotices.settleNotice(
          asking(staff, { of: { noticeId }, what: { how, reason }, expected: ifMatch }),
        );
      }),
  };
}

/** Something that people might well do now. */
export function likelyAction(history: History, staffSettle: boolean): Action {
  const { random, causes, start } = history;
  const can = actions(history);
  const round = causes.rounds.get(random.pick(start.roundIds));
  if (round === undefined) throw new Error('The harness has lost a round.');
  const { id } = round;
  if (staffSettle && random.chance(0.2)) return settling(random, can);
  const members = [...round.panel];
  const [who, member] = random.pick(members);
  const rating = () => 1 + random.below(3);
  switch (round.status) {
    case 'draft':
      return random.chance(0.97) ? can.open(id) : can.cancel(id);
    case 'open':
      if (member.interest === 'declared' && random.chance(0.6))
        return can.resolve(id, who, random.chance(0.7) ? 'cleared' : 'recused');
      if (member.status === 'invited' && random.chance(0.8))
        return can.declare(id, who, random.chance(0.85) ? 'none' : 'declared');
      if ((member.status === 'accepted' || member.status === 'reopened') && random.chance(0.7))
        return can.submit(id, who, [rating(), rating()]);
      return random.weighted([
        [3, () => can.decline(id, who)],
        [2, () => can.recuse(id, who)],
        [4, () => can.reopenReview(id, who)],
        [3, () => can.declare(id, who, 'declared')],
        [4, () => can.remind(id, who)],
        [4, () => can.extend(id)],
        [6, () => can.close(id)],
        [1, () => can.cancel(id)],
      ])();
    case 'closed':
      return random.weighted([
        [8, () => can.find(id, random.pick(criteria), random.pick(['met', 'partly-met', 'not-met']))],
        [4, () => can.callPanel(id)],
        [7, () => can.decide(id, random.pick(['endorse', 'do-not-endorse']))],
        [4, () => can.reopen(id)],
        [2, () => can.recuse(id, who)],
        [3, () => can.resolve(id, who, 'cleared')],
        [1, () => can.cancel(id)],
      ])();
    case 'decided':
      return random.chance(0.3) ? can.withdraw(id) : can.release(id);
    default:
      return staffSettle ? settling(random, can) : can.remind(id, who);
  }
}

const settling = (random: Random, can: ReturnType<typeof actions>): Action =>
  can.settle(
    random.below(3),
    random.weighted([
      [4, 'arrived'],
      [5, 'send-again'],
      [1, 'leave'],
    ]),
  );
