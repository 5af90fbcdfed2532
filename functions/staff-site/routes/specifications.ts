import { downloadCapabilities } from '../views/records/downloads.ts';
import { specificationForms } from '../views/specifications/forms.ts';
import { listSpecificationsPage, readers } from '../views/specifications/list.ts';
import { showSpecification } from '../views/specifications/specification.ts';
import type { Route } from '../web/route.ts';

/** Specifications, their versions, capabilities and companions. */
export const specificationRoutes: readonly Route[] = [
  { method: 'GET', path: '/specifications', access: readers, handle: listSpecificationsPage },
  ...specificationForms,
  { method: 'GET', path: '/specifications/{specificationId}', access: readers, handle: showSpecification },
  ...(['csv', 'xlsx'] as const).map(
    (format): Route => ({
      method: 'GET',
      path: `/specifications/{specificationId}/capabilities.${format}`,
      access: readers,
      handle: downloadCapabilities(format),
    }),
  ),
];
