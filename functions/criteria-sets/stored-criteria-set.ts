import * as z from 'zod';
import { instant, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import { item, type Stored } from '../table/stored.ts';

/** A version of a criteria set. Only its `status` ever changes. */
export const criteriaSetItem = item('criteria-set', {
  id: slug,
  version: versionNumber,
  status: z.enum(['draft', 'published', 'withdrawn']),
  hash: sha256,
  content: criteriaSet,
  createdAt: instant,
});

/** A version of a criteria set, as it is read back. */
export type CriteriaSetItem = Stored<typeof criteriaSetItem>;
