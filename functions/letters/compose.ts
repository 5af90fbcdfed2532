import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { composeLetter, type Letter } from '../../shared/domain/letters/letter.ts';
import type { LetterStanding } from '../../shared/domain/letters/letter-standing.ts';
import { type LetterText, letterBody } from '../../shared/domain/letters/letter-text.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { getDecision } from '../decisions/storage.ts';
import type { ConditionItem, DecisionItem } from '../decisions/stored-decision.ts';
import { aboutRound } from '../notices/outbox.ts';
import type { CountedRound } from '../results/judged-round.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import type { Write } from '../table/write.ts';
import type { Services } from '../use-case/services.ts';
import { letterReference } from './document.ts';
import { standingOnceDecided } from './standing.ts';

/** The letter that a decision makes, in its parts and as text. */
export interface ComposedLetter {
  readonly letter: Letter;
  readonly text: LetterText;
}

/** What a letter says of a decision. */
type Told = Pick<DecisionItem, 'outcome' | 'message' | 'reviewBy' | 'intervention' | 'endorsement'> & {
  readonly conditions: readonly Pick<ConditionItem, 'text' | 'criteria' | 'owner' | 'due'>[];
};

/** What a letter is composed from besides the round and its reviews. */
interface Decided {
  readonly decision: Told;
  /** The one that was decided on: what the panel found stands in it. */
  readonly recommendation: Pick<Recommendation, 'criteria'>;
  /** What stands of what the letter speaks of, whatever the decision said of it. */
  readonly standing: LetterStanding;
}

/** Composes the letter to the developer from a decision and the reviews that were counted. */
export function composedLetter(
  { round, set, submissions }: Pick<CountedRound, 'round' | 'set' | 'submissions'>,
  organisation: string,
  { decision, recommendation, standing }: Decided,
): ComposedLetter {
  const { endorsement, conditions } = decision;
  const { earlier, evidenceTo } = standing;
  const letter = composeLetter({
    decision: {
      ...decision,
      conditions: conditions.map((condition, i) => ({ ...condition, ...standing.conditions[i] })),
      endorsement: endorsement &&
        earlier && { ...earlier, specificationVersion: endorsement.specificationVersion },
    },
    specification: { title: round.title, version: round.specificationVersion, organisation },
    set: set.content,
    reviews: submissions.map(({ content }) => content),
    outcomes: recommendation.criteria,
    evidenceTo,
  });
  return { letter, text: letterBody(letter) };
}

/** A letter as it is put into the outbox, and to whom: the developer's contact. */
export interface LetterToSend {
  readonly data: NoticeData<'letter'>;
  readonly contactId: string;
  /** Holds while the specification, and so its contact, is as it was read. */
  readonly stands: Write;
}

/** The letter that a decision makes at an instant, as it waits for its release. */
export async function letterToSend(
  { db }: Services,
  counted: Pick<CountedRound, 'round' | 'set' | 'submissions'>,
  { decision, recommendation }: Omit<Decided, 'standing'>,
  decidedAt: string,
): Promise<LetterToSend> {
  const { round } = counted;
  const [specification, { evidenceTo }, earlier] = await Promise.all([
    getSpecification(db, round.specificationId),
    getSettings(db),
    decision.endorsement && getDecision(db, decision.endorsement.roundId),
  ]);
  if (specification === null) throw new Error(`Round ${round.id} has lost its specification`);
  const { organisation, contactId } = specification.developer;
  const standing = standingOnceDecided({ ...decision, roundId: round.id, decidedAt }, earlier, evidenceTo);
  const { subject, body } = composedLetter(counted, organisation, {
    decision,
    recommendation,
    standing,
  }).text;
  return {
    contactId,
    stands: specificationStands(specification),
    data: {
      ...aboutRound(round),
      organisation,
      subject,
      body,
      reference: letterReference(round.id),
      evidenceTo,
      leftOutByStaff: [],
      standing: { earlier: standing.earlier, conditions: [...standing.conditions] },
      release: null,
    },
  };
}
