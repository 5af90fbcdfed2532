import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { count, item } from '../table/stored.ts';

/**
 * Everything that was ever taken in of rounds before this system: one item, so that what is taken in rests on what there
 * is. The latest is last.
 */
export const pastImportsItem = item('past-imports', {
  imports: z.array(
    z.object({
      importId: slug,
      at: instant,
      /** The id of whoever took it in. */
      by: z.string(),
      rounds: count,
      takenBackAt: instant.nullable(),
    }),
  ),
  editVersion: count,
});

/**
 * The rounds under one title that were taken in together. They lie in the summary, so that all there are, or those under
 * one title, are read with one query.
 */
export const pastRoundsItem = item('past-rounds', { importId: slug });
