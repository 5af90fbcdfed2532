import { priorityOperations } from '../../../shared/contract/priorities/operations.ts';
import type { Route } from '../web/route.ts';
import { priorityForms } from './forms.ts';
import { listPrioritiesPage } from './list.ts';
import { showPriority } from './priority.ts';

const access = priorityOperations.getPriority.roles;

/** The priorities of the Oversight Group. */
export const priorityRoutes: readonly Route[] = [
  { method: 'GET', path: '/priorities', access, handle: listPrioritiesPage },
  ...priorityForms,
  { method: 'GET', path: '/priorities/{priorityId}', access, handle: showPriority },
];
