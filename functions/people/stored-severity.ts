import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** How a reviewer rated in one round, beside the others of its panel. */
export const severityItem = item('severity', {
  personId: slug,
  roundId: slug,
  specificationId: slug,
  /** Criteria that could be compared; 0 for a reviewer whose submission does not count. */
  criteria: count,
  /** In levels. */
  difference: z.number().nullable(),
});

/** How a reviewer rated in one round, as it is read back. */
export type SeverityItem = Stored<typeof severityItem>;
