import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { registerEntry } from '../../shared/contract/register/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** The endorsement of a specification that stands, or the last that did: its entry in the register. */
export const endorsementItem = item('endorsement', {
  ...registerEntry.omit({ companions: true }).shape,
  roundId: slug,
  status: z.enum(['endorsed', 'withdrawn']),
  /** Raised by every change. */
  version: count,
});

/** An entry of the register, as it is read back. */
export type EndorsementItem = Stored<typeof endorsementItem>;
