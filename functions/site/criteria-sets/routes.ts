import { downloadCriteriaSet, downloadSampleSet } from '../exports/downloads.ts';
import type { Route } from '../web/route.ts';
import { criteriaSetForms } from './forms.ts';
import { listCriteriaSetsPage, readers, showCriteriaSet } from './pages.ts';
import { showRuleEffect } from './rule-effect.ts';

/** Criteria sets: import, preview, differences, publishing and withdrawing. */
export const criteriaSetRoutes: readonly Route[] = [
  { method: 'GET', path: '/criteria-sets', access: readers, handle: listCriteriaSetsPage },
  ...criteriaSetForms,
  ...(['endorsement', 'gateway'] as const).map(
    (kind): Route => ({
      method: 'GET',
      path: `/criteria-sets/samples/${kind}.xlsx`,
      access: readers,
      handle: downloadSampleSet(kind),
    }),
  ),
  ...(['csv', 'xlsx'] as const).map(
    (format): Route => ({
      method: 'GET',
      path: `/criteria-sets/{criteriaSetId}/versions/{version}/table.${format}`,
      access: readers,
      handle: downloadCriteriaSet(format),
    }),
  ),
  {
    method: 'GET',
    path: '/criteria-sets/{criteriaSetId}/versions/{version}/effect',
    access: readers,
    handle: showRuleEffect,
  },
  {
    method: 'GET',
    path: '/criteria-sets/{criteriaSetId}/versions/{version}',
    access: readers,
    handle: showCriteriaSet,
  },
];
