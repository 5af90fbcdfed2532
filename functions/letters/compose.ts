import type { NoticeData } from '../../shared/contract/notices/kinds.ts';
import { composeLetter, type Letter, type LetterGrounds } from '../../shared/domain/letters/letter.ts';
import { type LetterText, letterBody } from '../../shared/domain/letters/letter-text.ts';
import type { Recommendation } from '../../shared/domain/recommendations/recommendation.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { aboutRound } from '../notices/outbox.ts';
import type { CountedRound } from '../results/judged-round.ts';
import { getSpecification, specificationStands } from '../specifications/storage.ts';
import type { Write } from '../table/write.ts';
import type { Services } from '../use-case/services.ts';
import { letterReference } from './document.ts';

/** The letter that a decision makes, in its parts and as text. */
export interface ComposedLetter {
  readonly letter: Letter;
  readonly text: LetterText;
}

/** What a letter is composed from besides the round and its reviews. */
export interface Decided {
  readonly decision: LetterGrounds['decision'];
  /** The one that was decided on: what the panel found stands in it. */
  readonly recommendation: Pick<Recommendation, 'criteria'>;
  readonly evidenceTo: string | null;
}

/** Composes the letter to the developer from a decision and the reviews that were counted. */
export function composedLetter(
  { round, set, submissions }: Pick<CountedRound, 'round' | 'set' | 'submissions'>,
  organisation: string,
  { decision, recommendation, evidenceTo }: Decided,
): ComposedLetter {
  const letter = composeLetter({
    decision,
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

/** The letter that a decision makes, as it waits for its release. */
export async function letterToSend(
  { db }: Services,
  counted: Pick<CountedRound, 'round' | 'set' | 'submissions'>,
  decided: Omit<Decided, 'evidenceTo'>,
): Promise<LetterToSend> {
  const { round } = counted;
  const [specification, { evidenceTo }] = await Promise.all([
    getSpecification(db, round.specificationId),
    getSettings(db),
  ]);
  if (specification === null) throw new Error(`Round ${round.id} has lost its specification`);
  const { organisation, contactId } = specification.developer;
  const { subject, body } = composedLetter(counted, organisation, { ...decided, evidenceTo }).text;
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
      release: null,
    },
  };
}
