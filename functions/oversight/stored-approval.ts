import { approvalView } from '../../shared/contract/oversight/schemas.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** Whether the group agreed to what the Centre decided on a round, or to its withdrawal, and who signed it. */
export const approvalItem = item('approval', { ...approvalView.shape, version: count });

/** An approval, as it is read back. */
export type ApprovalItem = Stored<typeof approvalItem>;
