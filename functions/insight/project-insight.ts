import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { Milestone } from '../../shared/domain/insight/names.ts';
import { type EventItem, listAllEvents } from '../centre/events-storage.ts';
import { getDecision, listConditions } from '../decisions/storage.ts';
import type { DecisionItem } from '../decisions/stored-decision.ts';
import { listPanel } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import type { Projection } from '../results/project.ts';
import { getResult } from '../results/storage.ts';
import { getRound } from '../rounds/storage.ts';
import { getSpecificationVersion } from '../specifications/storage.ts';
import { keys } from '../table/keys.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';
import { keepInsightRound } from './storage.ts';

/**
 * Brings what insight counts of a round up to its decision, from the release of the letter on. Everything is worked out
 * anew from the table and kept only where the decision still stands as it was read, so doing it twice, late or out of
 * order changes nothing.
 */
export async function projectInsight({ db }: Services, roundId: string): Promise<Projection> {
  const [round, decision, events] = await Promise.all([
    getRound(db, roundId),
    getDecision(db, roundId),
    listAllEvents(db, keys.round(roundId)),
  ]);
  const released = events.find(({ action }) => action === 'letter-released');
  if (round === null || decision === null || released === undefined) return 'nothing-new';
  const [panel, conditions, result, version] = await Promise.all([
    listPanel(db, roundId),
    listConditions(db, roundId),
    getResult(db, roundId),
    getSpecificationVersion(db, round.specificationId, round.specificationVersion),
  ]);
  const type = version?.content.credentialType ?? null;
  // A proposal without a type asks for no credential, and no round is opened on it.
  if (version === null || type === null) throw new Error(`Round ${roundId} has lost its specification`);
  const over = decision.withdrawn ?? decision.replaced;
  const { criteria = [], agreement } = result?.result ?? {};
  const kept = await keepInsightRound(db, round.criteriaSetId, decision, {
    at: released.at,
    year: Number(dayOf(released.at).slice(0, 4)),
    type,
    area: version.content.areaOfPractice,
    version: round.criteriaSetVersion,
    days: daysOf(events, decision, released.at),
    answers: answersOf(panel),
    rawAgreement: agreement?.rawAgreement ?? null,
    alpha: agreement?.alpha ?? null,
    failed: criteria.filter(({ status }) => failing.has(status)).map(({ criterionId }) => criterionId),
    conditions: conditions.map(({ due, fulfilled }) => ({
      due,
      metOn: fulfilled === null ? null : dayOf(fulfilled.at),
    })),
    overOn: over === null ? null : dayOf(over.at),
  });
  return kept ? 'projected' : 'superseded';
}

const failing: ReadonlySet<string> = new Set(['not-met', 'partly-met', 'disputed']);

const dayOf = (at: string) => ukIsoDay(new Date(at));

/** Whole days from one instant to another; null where either never was, or was before the other. */
function daysBetween(from: string | undefined, to: string | undefined): number | null {
  if (from === undefined || to === undefined || to < from) return null;
  return Math.floor((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000));
}

/**
 * The days from the round’s opening, when its panel was invited. Of acceptance and review they are those of its middle
 * reviewer (the lower of two), from when each was invited: at the opening, or when they were added later.
 */
function daysOf(
  events: readonly EventItem[],
  { decidedAt, recommendationNumber }: DecisionItem,
  releasedAt: string,
): Readonly<Record<Milestone, number | null>> {
  const opened = events.find(({ action }) => action === 'round-opened')?.at;
  const invitedLate = new Map(
    events
      .filter(({ action, at }) => action === 'reviewer-added' && opened !== undefined && at > opened)
      .map(({ details, at }) => [String(details.personId), at]),
  );
  /** The middle of the days to the first event of these that is about each reviewer. */
  const middle = (actions: readonly EventAction[]) => {
    const first = new Map<string, string>();
    for (const { action, actor, details, at } of events) {
      if (!actions.includes(action) || details.interest === 'declared') continue;
      const who = action === 'interest-cleared' ? String(details.personId) : actor;
      if (!first.has(who)) first.set(who, at);
    }
    const days = [...first]
      .map(([who, at]) => daysBetween(invitedLate.get(who) ?? opened, at))
      .filter((one) => one !== null)
      .sort((a, b) => a - b);
    return days[Math.ceil(days.length / 2) - 1] ?? null;
  };
  const recommended = events.find(
    ({ action, details }) => action === 'recommendation-derived' && details.number === recommendationNumber,
  );
  return {
    acceptance: middle(['interests-declared', 'interest-cleared']),
    review: middle(['review-submitted']),
    recommendation: daysBetween(opened, recommended?.at),
    decision: daysBetween(opened, decidedAt),
    letter: daysBetween(opened, releasedAt),
  };
}

/** What those who were asked had answered at last. */
function answersOf(panel: readonly AssignmentItem[]) {
  const asked = panel.filter(({ invitedAt }) => invitedAt !== null);
  const count = (...statuses: readonly AssignmentItem['status'][]) =>
    asked.filter(({ status }) => statuses.includes(status)).length;
  return {
    asked: asked.length,
    accepted: count('accepted', 'submitted', 'reopened'),
    declined: count('declined'),
    steppedDown: count('recused'),
    unanswered: count('invited'),
  };
}
