import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { isAgreement } from '../../../shared/domain/oversight/considerations.ts';
import { priorityStateInWords } from '../../../shared/domain/priorities/priority.ts';
import { outcomeInWords, statusInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { proposalParts } from '../../../shared/domain/specifications/specification.ts';
import { proposedTypeInWords } from '../../../shared/domain/specifications/specification-diff.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukStart, ukTime } from '../../words/uk-time.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { pagingOf } from '../web/paging.ts';
import type { Tag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';
import {
  adviceInWords,
  askOversight,
  conclusionInWords,
  type Meeting,
  type MeetingItem,
  subjectInWords,
} from './asked.ts';

/** `GET /meetings`: the latest first; with `about`, to choose the one before which that is put. */
export async function listMeetingsPage(visit: Visit): Promise<Answer> {
  const [cursor, about] = [visit.query.get('cursor'), visit.query.get('about')];
  const list = await askOversight(visit, 'listMeetings', cursor === null ? {} : { cursor });
  if (list === null) return notFoundPage(visit);
  const canCall = visit.person?.roles.includes('staff');
  const putting = canCall && about !== null ? `/items/add?${new URLSearchParams({ about })}` : '';
  return page(visit, 'oversight/list.njk', {
    isPutting: putting !== '',
    meetings: list.items.map(({ meetingId, at, where, items, isOff }) => ({
      href: `/meetings/${meetingId}${isOff ? '' : putting}`,
      at: ukStart(at),
      where,
      items,
      isOff,
    })),
    paging: pagingOf(visit, list.next),
    canCall,
  });
}

/** Where an item is shown by itself. */
const whereOf = ({ subject: { kind, id } }: MeetingItem): string =>
  kind === 'priority'
    ? `/priorities/${id}`
    : kind === 'proposal'
      ? `/specifications/${id}`
      : kind === 'withdrawal'
        ? `/rounds/${id}/decision`
        : `/rounds/${id}/result`;

/** What the paper says of what was proposed, or is needed, by headings. */
function saidIn({ paper }: MeetingItem) {
  const { proposal = null, priority = null } = paper ?? {};
  if (proposal !== null)
    return [
      { heading: 'Area of practice', text: proposal.areaOfPractice },
      { heading: 'Credential type', text: proposedTypeInWords(proposal.credentialType) },
      { heading: 'Professions', text: proposal.professions.join(', ') },
      { heading: proposalParts.scope, text: proposal.scope },
      { heading: proposalParts.scale, text: proposal.scale },
      { heading: proposalParts.alternatives, text: proposal.alternatives },
    ].filter(({ text }) => text !== '');
  if (priority === null) return [];
  return [
    { heading: 'Area of practice', text: priority.areaOfPractice },
    { heading: 'Where it stands', text: priorityStateInWords[priority.state] },
    { heading: 'Why it is a high priority', text: priority.need.highPriority },
    { heading: 'How it is needed at scale', text: priority.need.atScale },
    { heading: 'Why the whole system needs it', text: priority.need.systemLevel },
    ...(priority.evidence.trim() === '' ? [] : [{ heading: 'Evidence', text: priority.evidence }]),
  ];
}

/** The result on a page: what is recommended, what differs from it, and how each criterion came out. */
function resultIn({ paper, outcome }: MeetingItem) {
  const result = paper?.result ?? null;
  if (result === null) return null;
  const { criteria, recommended } = result;
  return {
    recommended: outcomeInWords[recommended],
    number: result.recommendationNumber,
    isCurrent: result.isCurrent,
    reviews: result.reviews,
    differs: outcome !== null && outcome !== recommended ? decisionInWords[outcome] : null,
    disputed: criteria
      .filter(({ ratedStatus }) => ratedStatus === 'disputed')
      .map((one) => ({
        number: one.number,
        text: one.text,
        standing: one.byFinding
          ? `The panel discussed it and found it ${statusInWords[one.status].toLowerCase()}.`
          : `Still disputed: ${one.met} of ${one.rated} find it met.`,
      })),
    criteria: criteria.map((one) => ({
      number: one.number,
      text: one.text,
      mandatory: one.mandatory,
      status: statusInWords[one.status],
      met: `${one.met} of ${one.rated}`,
    })),
  };
}

const conclusionColours = {
  agreed: 'green',
  'agreed-with': 'green',
  'not-agreed': 'red',
  'put-off': 'grey',
} as const;

/** What was concluded, and who took part. */
function concludedIn({ conclusion }: MeetingItem, names: Meeting['names']) {
  if (conclusion === null) return null;
  const name = (id: string) => names[id] ?? erasedPerson;
  const tag: Tag =
    conclusion.takenBack === null
      ? { text: conclusionInWords[conclusion.conclusion], colour: conclusionColours[conclusion.conclusion] }
      : { text: 'Agreement taken back', colour: 'red' };
  return {
    tag,
    text: conclusion.text,
    tookPart: conclusion.tookPart.map(name).join(', '),
    interests: conclusion.interests.map(
      ({ personId, interest, withdrew }) =>
        `${name(personId)}: ${interest} ${withdrew ? '(withdrew)' : '(stayed)'}`,
    ),
    recorded: `${name(conclusion.by)}, ${ukTime(conclusion.at)}`,
    takenBack:
      conclusion.takenBack &&
      `${name(conclusion.takenBack.by)}, ${ukTime(conclusion.takenBack.at)}. ${conclusion.takenBack.reason}`,
    canBeTakenBack: conclusion.takenBack === null && isAgreement(conclusion.conclusion),
  };
}

/** `GET /meetings/{meetingId}`: the paper of a meeting, to be read and printed. */
export async function showMeeting(visit: Visit): Promise<Answer> {
  const meeting = await askOversight(visit, 'getMeeting');
  if (meeting === null) return notFoundPage(visit);
  const { meetingId, at, where, chairId, calledOff, items, names } = meeting;
  const { person } = visit;
  const isStaff = person?.roles.includes('staff') ?? false;
  const isOn = calledOff === null;
  const mayRecord =
    isOn && (isStaff || person?.id === chairId) && ukIsoDay(visit.site.now()) >= ukIsoDay(new Date(at));
  return page(visit, 'oversight/meeting.njk', {
    here: `/meetings/${meetingId}`,
    at: ukStart(at),
    where,
    chair: chairId && (names[chairId] ?? erasedPerson),
    calledOff:
      calledOff && `${names[calledOff.by] ?? erasedPerson}, ${ukTime(calledOff.at)}. ${calledOff.reason}`,
    canChange: isStaff && isOn && items.every(({ conclusion }) => conclusion === null),
    canPut: isStaff && isOn,
    items: items.map((item) => {
      const concluded = concludedIn(item, names);
      const own = item.advice.find(({ personId }) => personId === person?.id);
      return {
        number: item.number,
        kind: subjectInWords[item.subject.kind],
        title: item.title,
        href: whereOf(item),
        isKept: item.isKept,
        asks: item.asks,
        outcome: item.outcome && decisionInWords[item.outcome],
        isShown: item.paper !== null,
        withdrawal: item.paper?.withdrawal ?? null,
        decided: item.paper?.decided && {
          outcome: decisionInWords[item.paper.decided.outcome],
          reason: item.paper.decided.reason,
          conditions: item.paper.decided.conditions,
        },
        says: saidIn(item),
        result: resultIn(item),
        advised: item.advised,
        advice: item.advice.map((one) => ({
          who: one.name ?? erasedPerson,
          advice: adviceInWords[one.advice],
          reasons: one.reasons,
        })),
        mayAdvise: item.mayAdvise,
        hasAdvised: own !== undefined,
        concluded,
        canConclude: mayRecord && !item.isKept && concluded === null,
        canTakeBack: mayRecord && !item.isKept && concluded?.canBeTakenBack === true,
      };
    }),
  });
}
