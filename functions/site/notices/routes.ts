import { noticeOperations } from '../../../shared/contract/notices/operations.ts';
import type { Route } from '../web/route.ts';
import { myEmailForms, showChoice, takeChoice } from './emails.ts';
import { showNotices } from './list.ts';
import {
  noticeForms,
  sendNoticeHtml,
  sendSampleHtml,
  showNotice,
  showSample,
  showSamples,
} from './notice.ts';

const read = { method: 'GET', access: noticeOperations.listNotices.roles } as const;

/** Notices, samples of every kind of email, and who wants which. */
export const noticeRoutes: readonly Route[] = [
  { ...read, path: '/notices', handle: showNotices },
  { ...read, path: '/notices/samples', handle: showSamples },
  { ...read, path: '/notices/samples/{number}', handle: showSample },
  { ...read, path: '/notices/samples/{number}/email.html', handle: sendSampleHtml },
  { ...read, path: '/notices/{noticeId}', handle: showNotice },
  { ...read, path: '/notices/{noticeId}/email.html', handle: sendNoticeHtml },
  ...noticeForms,
  ...myEmailForms,
  { method: 'GET', path: '/emails/{noticeId}/{key}', access: 'public', handle: showChoice },
  {
    method: 'POST',
    path: '/emails/{noticeId}/{key}',
    access: 'public',
    takesForeignForms: true,
    handle: takeChoice,
  },
];
