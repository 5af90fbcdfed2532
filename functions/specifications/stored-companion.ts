import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { item, type Stored } from '../table/stored.ts';

/** One end of a link between two specifications; the other end lies with the other one. */
export const companionItem = item('companion', {
  specificationId: slug,
  companionId: slug,
  companionKind: z.enum(['sequential', 'concurrent', 'shared']),
  /** Where the companion stands, seen from the specification. */
  position: z.enum(['before', 'beside', 'after']),
  linked: z.boolean(),
});

/** One end of a link between two specifications, as it is read back. */
export type CompanionItem = Stored<typeof companionItem>;
