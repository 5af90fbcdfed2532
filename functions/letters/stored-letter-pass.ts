import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { leakKinds } from '../../shared/domain/letters/leak-kinds.ts';
import { item, type Stored } from '../table/stored.ts';

/** Somebody's word that passages of a letter mean no reviewer. It lies with the letter, because it quotes it. */
export const letterPassItem = item('letter-pass', {
  /** `asked` is the first of the two that a full name needs. */
  step: z.enum(['asked', 'passed']),
  at: instant,
  by: slug,
  reason: z.string(),
  passages: z.array(
    z.object({
      passageId: z.string(),
      kind: z.enum(leakKinds),
      /** The words before it on its line, what stands there, the words after it. */
      before: z.string(),
      hit: z.string(),
      after: z.string(),
    }),
  ),
});

/** What somebody said of passages of a letter, as it is read back. */
export type LetterPassItem = Stored<typeof letterPassItem>;
