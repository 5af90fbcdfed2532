import { criteriaInEmail } from '../../shared/contract/notices/kinds.ts';
import { type CriteriaSet, criteriaOf } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { reasonsFor } from '../../shared/domain/recommendations/reasons.ts';
import { type Recommendation, recommend } from '../../shared/domain/recommendations/recommendation.ts';
import { aggregate, type RoundResult } from '../../shared/domain/results/aggregate.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { type JudgingSet, judgingSetOf } from '../criteria-sets/storage.ts';
import { shortened } from '../emails/plain-text.ts';
import { listFindings } from '../findings/storage.ts';
import { aboutRound, staffAndOversight, tell } from '../notices/outbox.ts';
import { listPanel } from '../panels/storage.ts';
import type { AssignmentItem } from '../panels/stored-assignment.ts';
import { listPeopleWithRoles } from '../people/roster.ts';
import { putSeverities } from '../people/severity.ts';
import { caughtUpWrite, getRound } from '../rounds/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import { todoKeys } from '../table/keys.ts';
import { type Write, writeOne } from '../table/write.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import { counted, groundsOf } from './judged-round.ts';
import { panelSeverity } from './panel-severity.ts';
import {
  currentSubmissions,
  getRecommendation,
  getResult,
  recommendationWrites,
  writeProjection,
} from './storage.ts';
import type { ResultItem } from './stored-result.ts';

/** What came of projecting a round. */
export type Projection = 'projected' | 'nothing-new' | 'superseded';

/**
 * Brings a round's result up to its revision, and derives the recommendation that a closing asked for.
 * Everything is computed anew from the table, so doing it twice, late or out of order changes nothing.
 */
export async function project(services: Services, roundId: string): Promise<Projection> {
  const { db } = services;
  const round = await getRound(db, roundId);
  if (round === null) return 'nothing-new';
  const [result, latest] = await Promise.all([
    getResult(db, roundId),
    round.recommendations > 0 ? getRecommendation(db, roundId, round.recommendations) : null,
  ]);
  const recommendationDue = round.status === 'closed' && round.recommendations > 0 && latest === null;
  const behind = round.revision > (result?.revision ?? 0);
  if (!behind && !recommendationDue) {
    if (round.todoPk === todoKeys.behind) await writeOne(db, caughtUpWrite(round));
    return 'nothing-new';
  }

  const [panel, set, findings] = await Promise.all([
    listPanel(db, roundId),
    judgingSetOf(db, round),
    listFindings(db, roundId),
  ]);
  const asked = panel.filter((assignment) => isOnPanel(assignment.status));
  const items = await currentSubmissions(db, asked);
  const submissions = items.map(counted);

  const now = services.now();
  const derived = recommendationDue
    ? recommend(groundsOf({ set, panel, submissions: items }, findings))
    : null;
  const projected = aggregate(set.content, set.hash, submissions);
  const writes =
    derived === null ? [] : [...(await closingWrites(services, round, set, derived, projected, now))];
  // Before the result: should this fail half way, the round is still behind and all of it is done again.
  if (derived !== null) await putSeverities(db, panelSeverity(round, set.content, panel, items));
  const undecided = derived === null ? latest : { recommendation: derived, derivedAt: now.toISOString() };
  const allInAt = whenAllIn(round, asked);
  const tells = allInAt !== null && isNews(allInAt, result);
  if (tells) writes.push(...(await allInWrites(services, round, items.length, { allInAt, now })));
  const written = await writeProjection(
    db,
    round,
    now.toISOString(),
    {
      result: projected,
      awaits: round.status === 'open' && allInAt === null,
      toldAllInAt: tells ? allInAt : (result?.toldAllInAt ?? null),
      progress: { submitted: asked.filter(({ status }) => status === 'submitted').length, of: asked.length },
    },
    writes,
    { undecided: round.status === 'closed' ? undecided : null, reviewsInSince: allInAt },
  );
  return written.ok ? 'projected' : 'superseded';
}

/** When the last review of an open round came in, where everybody on its panel has submitted; null where not. */
function whenAllIn({ status }: RoundItem, asked: readonly AssignmentItem[]): string | null {
  if (status !== 'open' || asked.some((assignment) => assignment.status !== 'submitted')) return null;
  return (
    asked
      .map(({ submittedAt }) => submittedAt ?? '')
      .sort()
      .at(-1) ?? null
  );
}

/**
 * Whether staff do not know yet that every review is in: one came in since they were told, or it became so while the
 * round was open. Who opens a round again in which nobody is awaited knows it.
 */
const isNews = (allInAt: string, result: ResultItem | null): boolean =>
  result === null || (result.toldAllInAt === null ? result.awaits : result.toldAllInAt < allInAt);

/** A notice to each member of staff that every review is in. */
async function allInWrites(
  { db }: Services,
  round: RoundItem,
  reviews: number,
  { allInAt, now }: { readonly allInAt: string; readonly now: Date },
): Promise<readonly Write[]> {
  return tell(await listPeopleWithRoles(db, ['staff']), {
    cause: `reviews-in ${round.id} ${allInAt}`,
    notice: 'reviews-in',
    roundId: round.id,
    createdAt: now.toISOString(),
    data: { ...aboutRound(round), closesAt: round.closesAt, reviews },
  });
}

/** The recommendation, its event, and a notice to each member of staff and of the Oversight Group. */
async function closingWrites(
  services: Services,
  round: RoundItem,
  set: JudgingSet,
  recommendation: Recommendation,
  { agreement }: RoundResult,
  now: Date,
): Promise<readonly Write[]> {
  const at = now.toISOString();
  const recipients = await staffAndOversight(services.db, 'recommendation');
  const { conditions, disputed } = recommendation;
  const event = eventNow(
    services,
    'system',
    'recommendation-derived',
    { number: round.recommendations, outcome: recommendation.outcome },
    now,
  );
  const notices = tell(recipients, {
    cause: `recommendation ${round.id} ${round.recommendations}`,
    notice: 'recommendation',
    roundId: round.id,
    createdAt: at,
    data: {
      ...aboutRound(round),
      criteriaSetHash: set.hash,
      recommendationNumber: round.recommendations,
      outcome: recommendation.outcome,
      reasons: reasonsFor(recommendation, set.content),
      conditions: inEmail(set.content, conditions),
      moreConditions: Math.max(0, conditions.length - criteriaInEmail),
      disputed: inEmail(set.content, disputed),
      moreDisputed: Math.max(0, disputed.length - criteriaInEmail),
      rawAgreement: agreement.rawAgreement,
    },
  });
  return [...recommendationWrites(round, at, recommendation, event), ...notices];
}

/** The first of these criteria, each at most so many characters: the page with the result has them all, and whole. */
const inEmail = (set: CriteriaSet, ids: readonly string[]): string[] =>
  criteriaOf(set)
    .filter(({ id }) => ids.includes(id))
    .slice(0, criteriaInEmail)
    .map(({ number, text }) => shortened(`${number} ${text}`, charactersOfCriterion));

const charactersOfCriterion = 300;
