import * as z from 'zod';
import { instant, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A version of a criteria set. Once it is published only its `status` ever changes. */
export const criteriaSetItem = item('criteria-set', {
  id: slug,
  version: versionNumber,
  status: z.enum(['draft', 'published', 'withdrawn']),
  hash: sha256,
  content: criteriaSet,
  createdAt: instant,
  /** How often it was changed as a draft. */
  edits: count.default(0),
  /** Whether it is a draft that was discarded: it stays, so that no other version ever gets its number. */
  discarded: z.boolean().default(false),
});

/** A version of a criteria set, as it is read back. */
export type CriteriaSetItem = Stored<typeof criteriaSetItem>;
