import { downloadCapabilities } from '../exports/downloads.ts';
import type { Route } from '../web/route.ts';
import { showCompanion } from './compare.ts';
import { specificationForms } from './forms.ts';
import { listSpecificationsPage, readers } from './list.ts';
import { showSpecification } from './specification.ts';

/** Specifications, their versions, capabilities and companions. */
export const specificationRoutes: readonly Route[] = [
  { method: 'GET', path: '/specifications', access: readers, handle: listSpecificationsPage },
  ...specificationForms,
  { method: 'GET', path: '/specifications/{specificationId}', access: readers, handle: showSpecification },
  {
    method: 'GET',
    path: '/specifications/{specificationId}/companions/{companionId}',
    access: readers,
    handle: showCompanion,
  },
  ...(['csv', 'xlsx'] as const).map(
    (format): Route => ({
      method: 'GET',
      path: `/specifications/{specificationId}/capabilities.${format}`,
      access: readers,
      handle: downloadCapabilities(format),
    }),
  ),
];
