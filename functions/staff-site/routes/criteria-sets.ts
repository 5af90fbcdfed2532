import { criteriaSetForms } from '../views/criteria-sets/forms.ts';
import { listCriteriaSetsPage, readers, showCriteriaSet } from '../views/criteria-sets/pages.ts';
import type { Route } from '../web/route.ts';

/** Criteria sets: import, preview, differences, publishing and withdrawing. */
export const criteriaSetRoutes: readonly Route[] = [
  { method: 'GET', path: '/criteria-sets', access: readers, handle: listCriteriaSetsPage },
  ...criteriaSetForms,
  {
    method: 'GET',
    path: '/criteria-sets/{criteriaSetId}/versions/{version}',
    access: readers,
    handle: showCriteriaSet,
  },
];
