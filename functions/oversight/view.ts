import type * as z from 'zod';
import type { meetingItem, meetingView as view } from '../../shared/contract/oversight/schemas.ts';
import { byName } from '../../shared/domain/basics/fold.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { getDecision, listConditions } from '../decisions/storage.ts';
import { namesOf } from '../people/names.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import type { PersonItem } from '../people/stored-person.ts';
import { getPriority } from '../priorities/storage.ts';
import { shownJudgedRound } from '../results/judged-round.ts';
import { mayReadRound } from '../results/who-may-read.ts';
import { getSpecification, getSpecificationVersion } from '../specifications/storage.ts';
import type { Services } from '../use-case/services.ts';
import { getApproval } from './approvals-storage.ts';
import { listAdvice, listAgenda } from './storage.ts';
import type { AdviceItem, AgendaItem, MeetingItem } from './stored-meeting.ts';
import { hasBegun, hasInterest, isOwnRound, roundOfItem } from './who-may-read.ts';

type ItemView = z.output<typeof meetingItem>;
type Paper = NonNullable<ItemView['paper']>;

const nothing: Paper = { result: null, decided: null, proposal: null, priority: null, withdrawal: null };

/** What the paper says of what an item is about, as whoever asks may read it now; null where it may not be read now. */
async function paperOf(
  services: Services,
  { subject: { kind, id }, recommendationNumber }: AgendaItem,
  by: PersonItem,
): Promise<Paper | null> {
  const { db } = services;
  if (kind === 'priority') {
    const priority = await getPriority(db, id);
    if (priority === null) return null;
    const { areaOfPractice, need, evidence, state } = priority;
    return { ...nothing, priority: { areaOfPractice, need, evidence, state } };
  }
  if (kind === 'proposal') {
    const specification = await getSpecification(db, id);
    const version = specification && (await getSpecificationVersion(db, id, specification.latestVersion));
    if (version?.content.proposal === undefined) return null;
    const { areaOfPractice, credentialType, professions, proposal } = version.content;
    return { ...nothing, proposal: { areaOfPractice, credentialType, professions, ...proposal } };
  }
  const [judged, decision, conditions, asked] = await Promise.all([
    shownJudgedRound(services, id, by),
    getDecision(db, id),
    listConditions(db, id),
    kind === 'withdrawal' ? getApproval(db, id, 'withdrawal') : null,
  ]);
  if (!judged.ok) return null;
  const { recommendation, number } = judged.value.recommendation;
  const texts = new Map(criteriaOf(judged.value.set.content).map((one) => [one.id, one.text]));
  return {
    ...nothing,
    result: {
      recommended: recommendation.outcome,
      recommendationNumber: number,
      isCurrent: recommendationNumber === null || recommendationNumber === number,
      reviews: recommendation.places.length,
      criteria: recommendation.criteria.map((one) => ({
        number: one.number,
        text: texts.get(one.criterionId) ?? '',
        mandatory: one.mandatory,
        status: one.status,
        ratedStatus: one.ratedStatus,
        byFinding: one.byFinding,
        rated: one.ratings,
        met: one.atOrAbove,
      })),
    },
    decided: decision && {
      outcome: decision.outcome,
      reason: decision.reason,
      conditions: conditions.map(({ text }) => text),
    },
    withdrawal: asked?.asked?.reason ?? null,
  };
}

/** An item as whoever asks may see it. */
async function itemView(
  services: Services,
  meeting: MeetingItem,
  item: AgendaItem,
  all: readonly AdviceItem[],
  by: PersonItem,
  names: ReadonlyMap<string, string>,
): Promise<ItemView> {
  const advice = all.filter(({ number }) => number === item.number);
  const own = advice.find(({ personId }) => personId === by.id);
  const begun = hasBegun(meeting, services.now()) || item.conclusion !== null;
  const isKept = (await isOwnRound(services, item, by)) || hasInterest(item, all, by.id);
  const seen = isKept ? [] : begun || own !== undefined ? advice : [];
  const { number, subject, title, asks, outcome } = item;
  const roundId = roundOfItem(item);
  // Where its round is open again, what the group said of the reviews is not for who is asked to review.
  const isSecret = isKept && roundId !== null && !(await mayReadRound(services, roundId, by)).ok;
  const conclusion = isSecret ? null : item.conclusion;
  return {
    number,
    subject,
    title,
    isKept,
    asks: isKept ? '' : asks,
    outcome: isKept ? null : outcome,
    paper: isKept ? null : await paperOf(services, item, by),
    advice: seen.map((one) => ({
      personId: one.personId,
      name: names.get(one.personId) ?? null,
      at: one.at,
      advice: one.advice,
      reasons: one.reasons,
    })),
    advised: advice.length,
    conclusion: conclusion && { ...conclusion, name: names.get(conclusion.by) ?? null },
    mayAdvise: !isKept && !begun && meeting.calledOff === null && by.roles.includes('oversight'),
  };
}

/** A meeting with its paper, as whoever asks may see it. */
export async function meetingView(
  services: Services,
  meeting: MeetingItem,
  by: PersonItem,
): Promise<z.output<typeof view>> {
  const { db } = services;
  const { id, at, where, chairId, calledOff, editVersion } = meeting;
  const [items, advice, memberIds] = await Promise.all([
    listAgenda(db, id),
    listAdvice(db, id),
    listPeopleWithRoles(db, ['oversight']),
  ]);
  const names = await namesOf(services, [
    ...new Set([
      ...memberIds,
      ...advice.map(({ personId }) => personId),
      ...(chairId === null ? [] : [chairId]),
      ...items.flatMap(({ conclusion }) =>
        conclusion === null
          ? []
          : [
              conclusion.by,
              ...conclusion.tookPart,
              ...conclusion.interests.map(({ personId }) => personId),
              ...(conclusion.takenBack === null ? [] : [conclusion.takenBack.by]),
            ],
      ),
      ...(calledOff === null ? [] : [calledOff.by]),
    ]),
  ]);
  return {
    meetingId: id,
    at,
    where,
    chairId,
    calledOff,
    items: await Promise.all(items.map((item) => itemView(services, meeting, item, advice, by, names))),
    names: Object.fromEntries(names),
    members: memberIds
      .flatMap((personId) => {
        const name = names.get(personId);
        return name === undefined ? [] : [{ personId, name }];
      })
      .sort(byName),
    editVersion,
  };
}

/** The answer of whatever is about a meeting. */
export const answered = async (services: Services, meeting: MeetingItem, by: PersonItem) =>
  ok({ answer: await meetingView(services, meeting, by), version: meeting.editVersion });
