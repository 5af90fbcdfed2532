import { noticeKey } from './causes.ts';
import type { Item } from './engine.ts';
import type { History } from './history.ts';
import { asksToAnswer, digestMonday, dueReminder } from './uk-time.ts';

/** What became of the notices of a history, counted. */
export interface Verdict {
  readonly counts: Readonly<Record<Count, number>>;
  /** In sentences; empty where all is well. */
  readonly wrong: readonly string[];
}

/** What is counted. */
export const counted = [
  'notices',
  'sent once',
  'sent, as staff said',
  'possibly sent, and shown to staff',
  'certainly not sent, and shown to staff',
  'came back, and the address shown to staff',
  'left as they are by staff',
  'waiting for release',
  'withheld, the endorsement being withdrawn',
  'sent once more because staff said so',
  'sent twice',
  'lost',
  'never due',
] as const;

/** One of the things that are counted. */
export type Count = (typeof counted)[number];

type Notice = Item & {
  readonly id: string;
  readonly notice: string;
  readonly status: string;
  readonly roundId?: string;
  readonly personId: string;
  readonly createdAt: string;
  readonly failure?: string;
  readonly messageId?: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Judges a history that has come to rest, from its table and from what SES took, by rules of its own. */
export async function judge(history: History): Promise<Verdict> {
  const items = await history.items();
  const found = items.filter(({ kind }) => kind === 'notice') as Notice[];
  const counts = Object.fromEntries(counted.map((name) => [name, 0])) as Record<Count, number>;
  const wrong = [...history.wrong, ...history.causes.wrong, ...judgeRounds(history, items)];
  const count = (name: Count, by = 1) => {
    counts[name] += by;
  };
  count('notices', found.length);

  const { lost, uncalled } = missing(history, found);
  for (const key of lost) wrong.push(`lost: there is no notice ${key}`);
  for (const key of uncalled) wrong.push(`never due: ${key}`);
  count('lost', lost.length);
  count('never due', uncalled.length);

  for (const notice of found) {
    const emails = history.mail.taken.filter(({ noticeId }) => noticeId === notice.id).length;
    const allowed = 1 + (history.causes.sentAgain.get(notice.id) ?? 0);
    if (emails > allowed) {
      count('sent twice');
      wrong.push(`sent twice: ${describe(notice)}, ${emails} emails`);
    } else if (emails > 1) count('sent once more because staff said so');
    const end = endOf(history, notice, emails, items);
    if (typeof end === 'string') count(end);
    else {
      if (end.isLost) count('lost');
      wrong.push(`${end.why}: ${describe(notice)}, ${emails} emails`);
    }
  }
  return { counts, wrong };
}

const describe = ({ id, notice, personId, status, failure }: Notice) =>
  `${notice} ${id.slice(0, 8)} to ${personId}, ${status}, ${failure ?? 'no failure'}`;

/** How a notice may end, or why it may not end so. */
function endOf(
  { causes, mail }: History,
  { id, status, failure, todoPk, roundId, personId, notice, messageId }: Notice,
  emails: number,
  items: readonly Item[],
): Count | { readonly why: string; readonly isLost?: true } {
  const settled = causes.settled.get(id);
  const again = causes.sentAgain.has(id);
  const isShown = todoPk === 'TODO#notice-failed';
  switch (status) {
    case 'waiting':
      if (notice !== 'letter' || roundId === undefined || causes.released.has(roundId))
        return { why: 'lost: it waits though it was released', isLost: true };
      if (emails > 0) return { why: 'sent before it was released' };
      if (causes.withdrawn.has(roundId)) return { why: 'waits though the endorsement was withdrawn' };
      return todoPk === 'TODO#notice-release' ? 'waiting for release' : { why: 'waits where nobody sees it' };
    case 'withheld':
      if (notice !== 'letter' || roundId === undefined || causes.released.has(roundId))
        return { why: 'lost: withheld though it was released', isLost: true };
      if (emails > 0) return { why: 'sent and withheld' };
      if (!causes.withdrawn.has(roundId)) return { why: 'withheld for no reason' };
      return todoPk === undefined
        ? 'withheld, the endorsement being withdrawn'
        : { why: 'withheld, and still waits for somebody' };
    case 'sent':
      if (todoPk !== undefined) return { why: 'sent, and still waits for somebody' };
      if (
        messageId !== undefined &&
        !mail.taken.some((one) => one.noticeId === id && one.messageId === messageId)
      )
        return { why: 'lost: marked with an email that there is not', isLost: true };
      if (emails === 0)
        return settled === 'arrived'
          ? 'sent, as staff said'
          : { why: 'lost: marked as sent, and SES never took it', isLost: true };
      return 'sent once';
    case 'failed': {
      if (settled === 'leave') return 'left as they are by staff';
      if (failure === 'came back: the address does not take emails') {
        const person = items.find((item) => item.pk === `PERSON#${personId}` && item.sk === 'PERSON');
        if (!mail.taken.some((email) => email.noticeId === id && email.comesBack))
          return { why: 'said to have come back, and it did not' };
        return person?.todoPk === 'TODO#address'
          ? 'came back, and the address shown to staff'
          : { why: 'came back, and nobody is told' };
      }
      if (!isShown) return { why: 'lost: failed where nobody sees it', isLost: true };
      if (failure === 'possibly sent') return 'possibly sent, and shown to staff';
      if (emails > 0 && !again) return { why: 'said not to have been sent, and it was' };
      const person = items.find((item) => item.pk === `PERSON#${personId}` && item.sk === 'PERSON');
      const isExplained =
        (failure === 'not sent: MessageRejected' && mail.rejected.has(id)) ||
        (/come back|unwanted/.test(failure ?? '') && person?.addressTrouble !== null);
      return isExplained ? 'certainly not sent, and shown to staff' : { why: 'failed for no reason' };
    }
    default:
      return { why: `lost: ${status} for ever`, isLost: true };
  }
}

/** Notices that must be there and are not, and those that are there without a cause. */
function missing({ causes }: History, found: readonly Notice[]) {
  const left = new Map(causes.owed);
  const uncalled: string[] = [];
  for (const notice of found) {
    const key = keyOf(notice);
    const owed = left.get(key) ?? 0;
    if (owed > 0) left.set(key, owed - 1);
    // A clock that ran among others may have reminded when no run that was judged did.
    else if (causes.owed.has(key) || !mayBe(causes, notice)) uncalled.push(key);
    else left.set(key, 0);
  }
  const seen = new Set<string>();
  for (const notice of found) {
    // What staff ask for by hand may be asked for again.
    const isOnce =
      notice.notice === 'digest' || (notice.notice === 'reminder' && notice.data.when !== 'asked');
    const key = keyOf(notice);
    if (!isOnce) continue;
    if (seen.has(key) && !uncalled.includes(key)) uncalled.push(key);
    seen.add(key);
  }
  return { lost: [...left].flatMap(([key, n]) => Array.from({ length: n }, () => key)), uncalled };
}

/** Whether a reminder or digest that no judged run asked for was due when it was made. */
function mayBe(causes: History['causes'], { notice, roundId, personId, createdAt, data }: Notice): boolean {
  if (notice === 'digest') return digestMonday(createdAt) === data.week;
  if (notice !== 'reminder' || roundId === undefined) return false;
  const asked = causes.rounds.get(roundId)?.panel.get(personId)?.asked ?? [];
  const before = asked.findLast((at) => at <= createdAt);
  // Once, from two days before the day by which an invitation is to be answered.
  if (data.when === 'answer')
    return before !== undefined && asksToAnswer(String(data.answerBy), before, createdAt);
  const due = String(data.reviewsDue);
  return (
    before !== undefined &&
    causes.dues(roundId).includes(due) &&
    dueReminder(due, String(data.closesAt), before, createdAt) === data.when
  );
}

function keyOf({ notice, roundId, personId, data }: Notice): string {
  const which = () => {
    switch (notice) {
      case 'reminder':
        if (data.when === 'asked') return 'asked';
        return `${data.when} ${data.when === 'closing' ? data.closesAt : data.when === 'answer' ? data.answerBy : data.reviewsDue}`;
      case 'recommendation':
        return Number(data.recommendationNumber);
      case 'receipt':
        return Number(data.submissionNumber);
      case 'digest':
        return String(data.week);
      default:
        return '';
    }
  };
  return noticeKey(notice, roundId ?? null, personId, which());
}

/** What must hold of rounds once all is at rest. */
function judgeRounds({ causes, services }: History, items: readonly Item[]): readonly string[] {
  const wrong: string[] = [];
  const now = services.now().toISOString();
  for (const round of causes.rounds.values()) {
    const say = (what: string) => wrong.push(`round ${round.id.slice(0, 4)}: ${what}`);
    const inRound = items.filter(({ pk }) => pk === `ROUND#${round.id}`);
    const item = inRound.find(({ sk }) => sk === 'ROUND');
    const result = inRound.find(({ sk }) => sk === 'RESULT');
    const kept = inRound.filter(({ kind }) => kind === 'recommendation').map(({ number }) => Number(number));
    if (item?.status !== round.status) say(`it is ${item?.status}, and by its events ${round.status}`);
    if (item?.recommendations !== round.recommendations)
      say(
        `${item?.recommendations} recommendations were asked for, and by its events ${round.recommendations}`,
      );
    if (round.status === 'open' && round.closesAt <= now) say('it was to be closed and is open');
    if (Number(item?.revision) > Number(result?.revision ?? 0))
      say(`its result stands at revision ${result?.revision ?? 0} of ${item?.revision}`);
    if (kept.sort().join() !== [...round.derived].sort().join())
      say(`recommendations ${kept} are kept, and by its events ${[...round.derived]}`);
    const isJudged = round.status === 'closed' || round.status === 'decided';
    if (isJudged && !round.derived.has(round.recommendations))
      say(`recommendation ${round.recommendations} was never derived`);
    if ((result?.todoPk !== undefined) !== (round.status === 'closed'))
      say(`it is ${round.status}, and its recommendation waits under ${result?.todoPk ?? 'nothing'}`);
  }
  return wrong;
}
