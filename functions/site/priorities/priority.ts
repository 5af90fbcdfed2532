import {
  type Lane,
  laneInWords,
  laneOf,
  lanes,
  missingIn,
} from '../../../shared/domain/priorities/answers.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukDay, ukTime } from '../../words/uk-time.ts';
import { standingInWords } from '../specifications/list.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { type Answering, askPriorities } from './asked.ts';
import { stateTag } from './list.ts';

const links = {
  sequential: 'In sequence with',
  concurrent: 'Side by side with',
  shared: 'Shares content with',
} as const;

/** `GET /priorities/{priorityId}`: the need, and a map of what answers it. */
export async function showPriority(visit: Visit): Promise<Answer> {
  const [priority, read] = await Promise.all([
    askPriorities(visit, 'getPriority'),
    askPriorities(visit, 'getPriorityAnswers'),
  ]);
  if (priority === null || read === null) return notFoundPage(visit);
  const { priorityId, title, areaOfPractice, need, evidence, since, state, history } = priority;
  const { answers, isMore } = read;
  const titles = new Map(answers.map((one) => [one.specificationId, one.title]));
  const inLane = (lane: Lane) => ({
    title: laneInWords[lane],
    nodes: answers
      .filter((one) => laneOfAnswer(one) === lane)
      .map((one) => ({
        href: `/specifications/${one.specificationId}`,
        title: one.title,
        professions: one.professions.join(', '),
        isNamed: one.isNamed,
        madeFor: one.madeFor && { href: `/priorities/${one.madeFor.priorityId}`, title: one.madeFor.title },
        otherArea: one.areaOfPractice === areaOfPractice ? null : one.areaOfPractice,
        isShared: one.madeFor !== null || one.companions.some(({ kind }) => kind === 'shared'),
        standing: standingInWords(one),
        companions: one.companions.flatMap(({ specificationId, kind }) => {
          const other = titles.get(specificationId);
          return other === undefined ? [] : [`${links[kind]} ${other}`];
        }),
      })),
  });
  const counted = answers.flatMap((one) => {
    const lane = laneOfAnswer(one);
    return lane === null ? [] : [{ lane, companions: one.companions }];
  });
  const roles = visit.person?.roles ?? [];
  return page(visit, 'priorities/priority.njk', {
    at: `/priorities/${priorityId}`,
    title,
    areaOfPractice,
    state: stateTag(state),
    since: ukDay(since),
    need: [
      { heading: 'Why it is a high priority', text: need.highPriority },
      { heading: 'How it is needed at scale', text: need.atScale },
      { heading: 'Why the whole system needs it', text: need.systemLevel },
      ...(evidence.trim() === '' ? [] : [{ heading: 'Evidence', text: evidence }]),
    ],
    lanes: lanes.map(inLane),
    undescribed: answers
      .filter((one) => laneOfAnswer(one) === null)
      .map((one) => ({ href: `/specifications/${one.specificationId}`, title: one.title })),
    missing: missingIn(counted),
    isMore,
    propose: roles.includes('staff') && state !== 'closed' ? `/proposals/new?priority=${priorityId}` : null,
    isOversight: roles.includes('oversight'),
    put: roles.includes('staff') && state !== 'closed' ? `priority ${priorityId}` : null,
    history: history.map(({ at, name, state: became, reason }) => ({
      at: ukTime(at),
      who: name ?? erasedPerson,
      state: became === null ? 'Its text was changed' : stateTag(became).text,
      reason: reason || '–',
    })),
  });
}

/** Where an answer stands; null for a specification without a version, of which nobody knows yet whom it is for. */
const laneOfAnswer = ({ stage, credentialType }: Answering): Lane | null =>
  stage === 'specification' && credentialType === null ? null : laneOf(credentialType);
