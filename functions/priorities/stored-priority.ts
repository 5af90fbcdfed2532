import { slug } from '../../shared/contract/basics.ts';
import { newPriority, priorityState } from '../../shared/contract/priorities/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A priority of the Oversight Group. Where it has stood, and who said so, is in its events. */
export const priorityItem = item('priority', {
  id: slug,
  ...newPriority.shape,
  state: priorityState,
  editVersion: count,
});

/** A priority, as it is read back. */
export type PriorityItem = Stored<typeof priorityItem>;
