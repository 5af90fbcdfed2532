import * as z from 'zod';
import { criteriaSetKind, instant, sha256, slug, versionNumber } from '../../shared/contract/basics.ts';
import { roundProgress, roundStatus, roundView } from '../../shared/contract/rounds/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A round, with the title that its specification version has and the criteria set that it is judged by. */
export const roundItem = item('round', {
  id: slug,
  status: roundStatus,
  specificationId: slug,
  specificationVersion: versionNumber,
  criteriaSetId: slug,
  criteriaSetVersion: versionNumber,
  criteriaSetHash: sha256,
  criteriaSetKind,
  sample: z.boolean(),
  title: z.string(),
  reviewsDue: instant,
  closesAt: instant,
  /** Raised by everything that affects the result. */
  revision: count,
  /** Raised by every edit of staff and whatever else makes a recommendation due, never by submissions. */
  editVersion: count,
  /** How many recommendations are due: raised by each closing and finding. */
  recommendations: count,
  /** When and where the panel meets, once it has been called. */
  panelCall: z
    .strictObject({ at: instant, where: z.string(), minutes: count.default(60) })
    .nullable()
    .default(null),
  /** What was lacking of the gateway when the round was opened, and why it was opened all the same. */
  withoutGoAhead: roundView.shape.withoutGoAhead.default(null),
  /** Whom to ask next, in order, while it is a draft or open; a reason where one has a conflict. They know nothing of it. */
  reserves: z.array(z.strictObject({ personId: slug, reason: z.string() })).default([]),
  /** Set by the opening, then by every projection; null before. */
  progress: roundProgress.nullable().default(null),
  createdAt: instant,
});

/** A round, as it is read back. */
export type RoundItem = Stored<typeof roundItem>;
