import { canonicalJson } from '../../shared/domain/basics/canonical-json.ts';
import {
  type EarlierNow,
  type Endorsement,
  earlierNow,
  type LetterStanding,
  letterChanges,
} from '../../shared/domain/letters/letter-standing.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { getDecision, listConditions } from '../decisions/storage.ts';
import type { ConditionItem, DecisionItem } from '../decisions/stored-decision.ts';
import type { NoticeItem } from '../notices/stored-notice.ts';
import { getEndorsement } from '../register/storage.ts';
import type { EndorsementItem } from '../register/stored-endorsement.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Services } from '../use-case/services.ts';
import { ukIsoDay } from '../words/uk-date.ts';

type LetterData = NoticeItem<'letter'>['data'];

/** A decision, and what stands now of what its letter speaks of. */
export interface StandingDecision {
  readonly decision: DecisionItem;
  readonly conditions: readonly ConditionItem[];
  /** The endorsement of the specification, read before everything else: as long as it has this version, `standing` is so. */
  readonly endorsement: EndorsementItem | null;
  readonly standing: LetterStanding;
}

/** Reads a decision and what stands now of what its letter speaks of; null where there is none. */
export async function standingNow(
  { db, now }: Services,
  { id, specificationId }: Pick<RoundItem, 'id' | 'specificationId'>,
  isReleased = false,
): Promise<StandingDecision | null> {
  const endorsement = await getEndorsement(db, specificationId);
  const [decision, conditions, { evidenceTo }] = await Promise.all([
    getDecision(db, id),
    listConditions(db, id),
    getSettings(db),
  ]);
  if (decision === null) return null;
  const fate = decision.endorsement;
  const earlier = fate && (await getDecision(db, fate.roundId));
  const today = ukIsoDay(now());
  return {
    decision,
    conditions,
    endorsement,
    standing: {
      earlier: fate && earlier && earlierNow(fate, { ...decision, isReleased }, earlier),
      conditions: conditions.map(({ due, fulfilled }) => ({
        due,
        isFulfilled: fulfilled !== null,
        isOverdue: !isReleased && fulfilled === null && due < today,
      })),
      evidenceTo,
    },
  };
}

/** What stands now of the endorsement that a decision said something of; null where it said nothing of one. */
export const earlierStanding = async (
  services: Services,
  round: Pick<RoundItem, 'id' | 'specificationId'>,
  letter: NoticeItem<'letter'> | null,
): Promise<EarlierNow | null> =>
  (await standingNow(services, round, letter !== null && letter.data.release !== null))?.standing.earlier ??
  null;

/** What will stand once a decision is made that says this of the endorsement that there is, and has these conditions. */
export function standingOnceDecided(
  decision: Pick<DecisionItem, 'endorsement' | 'roundId' | 'decidedAt'> & {
    readonly conditions: readonly Pick<ConditionItem, 'due'>[];
  },
  earlier: Endorsement | null,
  evidenceTo: string | null,
): LetterStanding {
  const { endorsement: fate, decidedAt, conditions } = decision;
  const done = { at: decidedAt, reconsiderBy: fate?.until ?? '' };
  return {
    earlier:
      fate &&
      earlier &&
      earlierNow(
        fate,
        { ...decision, isReleased: false },
        {
          ...earlier,
          ...(fate.becomes === 'suspended' && { suspended: done }),
          ...(fate.becomes === 'withdrawn' && { withdrawn: done }),
        },
      ),
    conditions: conditions.map(({ due }) => ({ due, isFulfilled: false, isOverdue: false })),
    evidenceTo,
  };
}

/** What a letter goes by: what stood when it was composed, or when staff last looked at that. */
export const standingThen = ({ standing, evidenceTo }: LetterData, now: LetterStanding): LetterStanding =>
  standing === undefined ? now : { ...standing, evidenceTo };

/** What has changed of what a letter says, a sentence each. */
export const changesIn = (
  data: LetterData,
  { decision, standing }: Pick<StandingDecision, 'decision' | 'standing'>,
): readonly string[] =>
  letterChanges(
    standingThen(data, standing),
    standing,
    decision.endorsement?.specificationVersion ?? decision.specificationVersion,
  );

/** Names what stands, so that whoever has looked at it can say so. */
export const nameOfStanding = ({ digest }: Services, standing: LetterStanding): string =>
  digest(canonicalJson(standing)).slice(0, 32);
