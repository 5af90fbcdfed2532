import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { type LetterDocument, letterDocument } from '../../letters/document.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { keptBack } from './passages.ts';

type Previewed = Answered<typeof staffOperations.previewLetter>;

/** What keeps a letter from being released. */
export const passagesShown = (letter: Pick<Previewed, 'passages' | 'morePassages'>) => ({
  isKept: letter.passages.length > 0,
  kept: keptBack(letter),
});

/** The letter as it goes, or went. */
export const letterShown = (letter: Previewed): LetterDocument =>
  letterDocument({ ...letter, addressee: letter.contactName ?? erasedPerson });
