import { recordOperations } from '../../../shared/contract/records/operations.ts';
import { takenOnce } from '../web/pressed.ts';
import type { Route } from '../web/route.ts';
import { downloadDisclosure, holdOrRelease, showRecords } from './records.ts';

const access = recordOperations.getRetention.roles;

/** How long records are kept, what is held, and what is disclosed. */
export const recordRoutes: readonly Route[] = [
  { method: 'GET', path: '/records', access, handle: showRecords },
  {
    method: 'POST',
    path: '/records',
    access,
    handle: (visit) => takenOnce(visit, () => holdOrRelease(visit)),
  },
  { method: 'POST', path: '/records/disclosure', access, handle: downloadDisclosure },
];
