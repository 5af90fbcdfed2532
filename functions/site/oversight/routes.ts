import { oversightOperations } from '../../../shared/contract/oversight/operations.ts';
import type { Route } from '../web/route.ts';
import { approvalRoutes } from './approvals.ts';
import { itemForms } from './item-forms.ts';
import { listMeetingsPage, showMeeting } from './meeting.ts';
import { meetingForms } from './meeting-forms.ts';

const access = oversightOperations.getMeeting.roles;

/** The meetings of the Oversight Group, and what it agrees to or somebody else signs. */
export const oversightRoutes: readonly Route[] = [
  { method: 'GET', path: '/meetings', access, handle: listMeetingsPage },
  ...meetingForms,
  { method: 'GET', path: '/meetings/{meetingId}', access, handle: showMeeting },
  ...itemForms,
  ...approvalRoutes,
];
