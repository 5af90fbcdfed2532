import type { Change, Committed, Item } from './engine.ts';
import { dueReminder } from './uk-time.ts';

/**
 * What must have been written to whom, told from the events that took effect, in the order in which they did. It
 * shares no code with what it judges: the rules are written here a second time.
 */
export interface Causes {
  /** How many notices there must be of each kind, round, recipient and cause; see `noticeKey`. */
  readonly owed: ReadonlyMap<string, number>;
  /** What cannot be, whatever became of notices. */
  readonly wrong: readonly string[];
  readonly rounds: ReadonlyMap<string, RoundModel>;
  /** Notices that staff had sent again, by id, with how often. */
  readonly sentAgain: ReadonlyMap<string, number>;
  /** Ids of notices of which staff said that they arrived, or left them. */
  readonly settled: ReadonlyMap<string, string>;
  /** Rounds whose letter was released. */
  readonly released: ReadonlySet<string>;
  /** Rounds whose endorsement was withdrawn. */
  readonly withdrawn: ReadonlySet<string>;
  readonly closings: number;
  /** Recommendations that were asked for and overtaken before they were derived. */
  readonly overtaken: number;
  /** Takes in what a request has written. */
  readonly take: (committed: Committed) => void;
  /** Owes the reminders that a run of the clock must queue at an instant. */
  readonly owesReminders: (now: string) => void;
  /** Owes a week's digest to staff. */
  readonly owesDigest: (week: string) => void;
  /** Reviews due in a round, whenever. */
  readonly dues: (roundId: string) => readonly string[];
}

/** A round as the events tell of it. */
export interface RoundModel {
  readonly id: string;
  status: string;
  reviewsDue: string;
  closesAt: string;
  recommendations: number;
  readonly derived: Set<number>;
  readonly dues: string[];
  readonly panel: Map<string, MemberModel>;
  /** When the panel meets; undefined where none is called. */
  panelAt?: string;
}

interface MemberModel {
  status: string;
  interest: string;
  submissions: number;
  /** When they were told by when to review: invited, asked anew by a reopening, or told of another date. */
  readonly asked: string[];
  /** When their review is due; empty before the round opens. */
  due: string;
}

/** Somebody with a part in the Centre's work. */
export interface PersonModel {
  readonly id: string;
  readonly roles: readonly string[];
  readonly unwanted: readonly string[];
}

/** What tells a notice from others: kind, round, recipient, and what else makes it the one that it is. */
export const noticeKey = (
  kind: string,
  roundId: string | null,
  personId: string,
  which: string | number = '',
) => [kind, roundId ?? '-', personId, which].join(' ');

const onPanel = ({ status }: MemberModel) => status !== 'declined' && status !== 'recused';
const awaited = (member: MemberModel) => onPanel(member) && member.status !== 'submitted';

/** Follows a history from what is there at its start. */
export function followCauses(start: readonly Item[]): Causes {
  const people = start.filter(({ kind }) => kind === 'person') as unknown as PersonModel[];
  const contact = people.find(({ roles }) => roles.length === 0)?.id ?? '';
  const with_ = (...roles: string[]) =>
    people.filter((one) => one.roles.some((role) => roles.includes(role)));
  const wanting = (kind: string, ids: readonly string[]) =>
    ids.filter((id) => !people.find((one) => one.id === id)?.unwanted.includes(kind));
  const staff = with_('staff').map(({ id }) => id);
  const centre = with_('staff', 'oversight').map(({ id }) => id);

  const rounds = new Map<string, RoundModel>();
  for (const { kind, id, status, reviewsDue, closesAt } of start)
    if (kind === 'round') {
      const dates = { reviewsDue: String(reviewsDue), closesAt: String(closesAt) };
      rounds.set(String(id), {
        ...dates,
        id: String(id),
        status: String(status),
        recommendations: 0,
        derived: new Set(),
        dues: [dates.reviewsDue],
        panel: new Map(),
      });
    }
  for (const { kind, roundId, personId } of start)
    if (kind === 'assignment')
      rounds.get(String(roundId))?.panel.set(String(personId), {
        status: 'invited',
        interest: 'not-declared',
        submissions: 0,
        asked: [],
        due: '',
      });

  const owed = new Map<string, number>();
  const wrong: string[] = [];
  const sentAgain = new Map<string, number>();
  const settled = new Map<string, string>();
  const released = new Set<string>();
  const withdrawn = new Set<string>();
  const seen = new Set<string>();
  let closings = 0;
  let overtaken = 0;
  const owe = (
    kind: string,
    round: RoundModel | null,
    ids: readonly string[],
    which: (personId: string) => string | number = () => '',
  ) => {
    for (const id of ids) {
      const key = noticeKey(kind, round?.id ?? null, id, which(id));
      owed.set(key, (owed.get(key) ?? 0) + 1);
    }
  };
  const idsOf = ({ panel }: RoundModel, wanted: (member: MemberModel) => boolean) =>
    [...panel].filter(([, member]) => wanted(member)).map(([id]) => id);

  const calledToPanel = (round: RoundModel) => [
    ...new Set([
      ...idsOf(round, (one) => onPanel(one) && one.submissions > 0 && one.interest !== 'declared'),
      ...centre,
    ]),
  ];
  /** A panel that is still to meet is called off with what it was to discuss. */
  const callOff = (round: RoundModel, at: string) => {
    if (round.panelAt !== undefined && round.panelAt > at) owe('panel-called', round, calledToPanel(round));
    delete round.panelAt;
  };

  const askRecommendation = (round: RoundModel) => {
    if (round.recommendations > 0 && !round.derived.has(round.recommendations)) overtaken += 1;
    round.recommendations += 1;
  };
  const giveDue = (round: RoundModel, member: MemberModel, due: string) => {
    member.due = due;
    round.dues.push(due);
  };
  const redate = (round: RoundModel, { reviewsDue, closesAt }: Readonly<Record<string, unknown>>) => {
    const [due, closing] = [String(reviewsDue), String(closesAt)];
    for (const member of round.panel.values())
      if (member.due !== '') {
        // Later dates of one's own stay, as far as the round is open.
        const isOwn = member.due !== round.reviewsDue && member.due > due;
        const atClosing = member.due === round.closesAt || member.due > closing;
        giveDue(round, member, !isOwn ? due : atClosing ? closing : member.due);
      }
    round.reviewsDue = due;
    round.closesAt = closing;
    round.dues.push(due);
  };

  const tellDates = (round: RoundModel, at: string) => {
    owe('dates-changed', round, idsOf(round, awaited));
    for (const member of round.panel.values()) member.asked.push(at);
  };

  const happened = (event: Item, changes: readonly Change[]) => {
    const { actor, action, at } = event as unknown as { actor: string; action: string; at: string };
    const details = event.details as Readonly<Record<string, string | number>>;
    if (action === 'notice-settled') {
      const id = String(details.noticeId);
      if (details.how === 'send-again') sentAgain.set(id, (sentAgain.get(id) ?? 0) + 1);
      else settled.set(id, String(details.how));
      return;
    }
    const round = rounds.get(event.pk.slice('ROUND#'.length));
    if (round === undefined) return;
    const personId = String(details.personId ?? actor);
    const member = round.panel.get(personId);
    const must = (holds: boolean, what: string) => {
      if (!holds) wrong.push(`${action} of ${round.id} at ${at}: ${what}`);
    };
    switch (action) {
      case 'round-opened':
        must(round.status === 'draft', `the round was ${round.status}`);
        round.status = 'open';
        for (const one of round.panel.values())
          if (onPanel(one)) {
            one.asked.push(at);
            one.due = round.reviewsDue;
          }
        owe('invitation', round, idsOf(round, onPanel));
        break;
      case 'invitation-accepted':
        break;
      case 'interests-declared':
        if (member === undefined) break;
        member.interest = String(details.interest);
        if (details.interest === 'none') {
          member.status = 'accepted';
          owe('review-file', round, [personId]);
        } else {
          owe('declaration-received', round, [personId]);
          owe('interest-declared', round, staff);
        }
        break;
      case 'interest-cleared':
      case 'interest-recused': {
        if (member === undefined) break;
        const cleared = action === 'interest-cleared';
        member.interest = cleared ? 'cleared' : 'recused';
        if (!cleared) member.status = 'recused';
        else if (member.status === 'invited') member.status = 'accepted';
        owe('declaration-resolved', round, [personId]);
        if (round.status === 'closed') askRecommendation(round);
        break;
      }
      case 'review-submitted':
        if (member === undefined) break;
        must(round.status === 'open', `the round was ${round.status}`);
        member.status = 'submitted';
        member.submissions += 1;
        must(member.submissions === details.number, `it was submission ${member.submissions}`);
        owe('receipt', round, wanting('receipt', [personId]), () => Number(details.number));
        break;
      case 'review-declined':
      case 'review-recused':
        if (member) member.status = action === 'review-declined' ? 'declined' : 'recused';
        break;
      case 'reviewer-recused':
        if (member === undefined) break;
        member.status = 'recused';
        if (round.status !== 'draft') owe('off-panel', round, [personId]);
        // An interest that waits holds the recommendation, whether or not its reviewer has submitted.
        if (round.status === 'closed' && (member.submissions > 0 || member.interest === 'declared'))
          askRecommendation(round);
        if (member.interest === 'declared') member.interest = 'recused';
        break;
      case 'review-reopened':
        if (member) {
          member.status = 'reopened';
          member.asked.push(at);
          if (member.due <= at)
            giveDue(round, member, round.reviewsDue > at ? round.reviewsDue : round.closesAt);
        }
        owe('reopened', round, [personId]);
        break;
      case 'reviewer-reminded':
        owe('reminder', round, [personId], () => 'asked');
        break;
      case 'round-extended':
        redate(round, details);
        if (round.status === 'open') tellDates(round, at);
        break;
      case 'round-closed':
        must(round.status === 'open', `the round was ${round.status}`);
        if (actor === 'system') must(round.closesAt <= at, `it was to close at ${round.closesAt}`);
        round.status = 'closed';
        closings += 1;
        askRecommendation(round);
        owe('round-closed', round, wanting('round-closed', idsOf(round, onPanel)));
        break;
      case 'round-reopened':
        must(round.status === 'closed', `the round was ${round.status}`);
        callOff(round, at);
        round.status = 'open';
        redate(round, datesIn(changes));
        for (const member of round.panel.values())
          if (awaited(member) && member.due !== '' && member.due <= at)
            giveDue(round, member, round.closesAt);
        tellDates(round, at);
        break;
      case 'round-cancelled':
        callOff(round, at);
        if (round.status !== 'draft')
          owe('round-closed', round, wanting('round-closed', idsOf(round, onPanel)));
        round.status = 'cancelled';
        break;
      case 'recommendation-derived': {
        const number = Number(details.number);
        must(round.status === 'closed', `the round was ${round.status}`);
        must(
          number === round.recommendations,
          `recommendation ${round.recommendations} was due, not ${number}`,
        );
        must(!round.derived.has(number), `recommendation ${number} was there already`);
        round.derived.add(number);
        owe('recommendation', round, centre, () => number);
        break;
      }
      case 'finding-recorded':
        askRecommendation(round);
        break;
      case 'panel-called':
        owe('panel-called', round, calledToPanel(round));
        round.panelAt = String(details.at);
        break;
      case 'round-decided':
        must(round.status === 'closed', `the round was ${round.status}`);
        round.status = 'decided';
        owe('decision-recorded', round, wanting('decision-recorded', centre));
        owe('letter', round, [contact]);
        break;
      case 'decision-withdrawn':
        must(round.status === 'decided', `the round was ${round.status}`);
        must(!withdrawn.has(round.id), 'it was withdrawn already');
        withdrawn.add(round.id);
        owe('decision-withdrawn', round, [...centre, contact]);
        break;
      case 'fact-check-asked':
        must(round.status === 'closed', `the round was ${round.status}`);
        owe('fact-check', round, [contact], () => Number(details.number));
        break;
      case 'letter-released':
        must(!withdrawn.has(round.id), 'the endorsement was withdrawn');
        released.add(round.id);
        break;
      default:
        wrong.push(`an event that the harness does not know: ${action}`);
    }
  };

  /** Staff are told when every review of an open round is in, and of each that came in after that. */
  const toldIn = new Map<string, unknown>();
  const projected = ({ pk, toldAllInAt }: Item) => {
    const round = rounds.get(pk.slice('ROUND#'.length));
    if (round === undefined || toldAllInAt === (toldIn.get(pk) ?? null)) return;
    toldIn.set(pk, toldAllInAt);
    owe('reviews-in', round, staff);
    if (round.status !== 'open' || [...round.panel.values()].some(awaited))
      wrong.push(`staff of ${round.id} are told that every review is in, and one is awaited`);
  };

  return {
    owed,
    wrong,
    rounds,
    sentAgain,
    settled,
    released,
    withdrawn,
    get closings() {
      return closings;
    },
    get overtaken() {
      return overtaken;
    },
    take: ({ items, changes }) => {
      for (const item of items) {
        const key = `${item.pk} ${item.sk}`;
        if (item.sk === 'RESULT') projected(item);
        // A transaction that was asked for twice with one token took effect once.
        if (item.kind !== 'event' || seen.has(key)) continue;
        seen.add(key);
        happened(item, changes);
      }
    },
    owesReminders: (now) => {
      for (const round of rounds.values()) {
        if (round.status !== 'open' || round.closesAt <= now) continue;
        for (const [id, member] of round.panel) {
          // An interest that waits for staff waits for nobody else.
          const asked = member.asked.at(-1);
          if (!awaited(member) || member.interest === 'declared' || asked === undefined) continue;
          const stage = dueReminder(member.due, round.closesAt, asked, now);
          const which = stage === 'closing' ? round.closesAt : member.due;
          if (stage !== null) owed.set(noticeKey('reminder', round.id, id, `${stage} ${which}`), 1);
        }
      }
    },
    owesDigest: (week) => {
      for (const id of wanting('digest', staff)) owed.set(noticeKey('digest', null, id, week), 1);
    },
    dues: (roundId) => rounds.get(roundId)?.dues ?? [],
  };
}

const datesIn = (changes: readonly Change[]) => {
  const { values = {} } = changes.find(({ sk }) => sk === 'ROUND') ?? {};
  return { reviewsDue: values[':reviewsDue'], closesAt: values[':closesAt'] };
};
