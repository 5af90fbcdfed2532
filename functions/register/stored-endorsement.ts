import * as z from 'zod';
import { day, slug, versionNumber } from '../../shared/contract/basics.ts';
import { happening, registerDetail } from '../../shared/contract/register/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

const entry = z.object({
  ...registerDetail.omit({
    companions: true,
    capabilities: true,
    framework: true,
    conditions: true,
    appealOpen: true,
    history: true,
  }).shape,
  /** The round whose decision endorses. */
  roundId: slug,
  /** By when it is considered again; null while it is not suspended. */
  reconsiderBy: day.nullable(),
  /** Numbers of the conditions that the released letter has in the decision’s words: everybody may read those. */
  conditionsTold: z.array(versionNumber),
  /** The latest last. */
  history: z.array(happening),
});

/** The endorsement of a specification: what the register says of it, and whether another one waits. */
export const endorsementItem = item('endorsement', {
  specificationId: slug,
  /** What everybody may see; null before the first letter is released. */
  entry: entry.nullable(),
  /** The round whose decision endorses while its letter waits for its release; null where there is none. */
  awaits: slug.nullable(),
  /** Raised by every change. */
  version: count,
});

/** The endorsement of a specification, as it is read back. */
export type EndorsementItem = Stored<typeof endorsementItem>;

/** What the register says of a specification. */
export type RegisterEntry = z.output<typeof entry>;
