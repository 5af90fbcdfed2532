import type { Route } from '../web/route.ts';
import { personForms } from './forms.ts';
import { listPeoplePage, readers, recordReaders, showPerson, showSeverity } from './pages.ts';

/** Reviewers and people, their roles, workload and timeliness. */
export const peopleRoutes: readonly Route[] = [
  { method: 'GET', path: '/people', access: readers, handle: listPeoplePage },
  { method: 'GET', path: '/people/severity', access: recordReaders, handle: showSeverity },
  ...personForms,
  { method: 'GET', path: '/people/{personId}', access: readers, handle: showPerson },
];
