import { randomUUID } from 'node:crypto';
import { reviewOperations } from '../../../shared/contract/reviews/operations.ts';
import type { EmailLink } from '../../notices/link-key.ts';
import { acceptBehind, declineBehind, invitationBehind } from '../../panels/invitation-link.ts';
import { openDoors } from '../../reviews/open-doors.ts';
import { ukTime } from '../../words/uk-time.ts';
import { waysInWords } from '../../words/ways.ts';
import { csrfField, csrfToken, hasCsrfToken } from '../sign-in/csrf.ts';
import { sessionCookie } from '../sign-in/session-cookie.ts';
import { messagePage, page, redirect } from '../web/answer.ts';
import { linkNowhere } from '../web/link-nowhere.ts';
import { keyField, sendingKey } from '../web/pressed.ts';
import { servicesOf } from '../web/services-of.ts';
import { foreignFormPage } from '../web/serving.ts';
import type { Answer } from '../web/visit.ts';
import { tooManyCodes } from './sign-in.ts';
import type { ReviewerRoute, ReviewerVisit } from './visit.ts';

const path = '/invitations/{noticeId}/{key}';

const linkOf = ({ parameters: { noticeId = '', key = '' } }: ReviewerVisit): EmailLink => ({
  noticeId,
  key,
});

/** Hours that a review takes, as people are told before they accept: five minutes a criterion, and reading. */
const hoursFor = (criteria: number): number => Math.max(2, Math.ceil((criteria * 5) / 60) + 1);

const overPage = (visit: ReviewerVisit): Answer =>
  messagePage(visit, 410, {
    title: 'There is nothing to answer here any more',
    paragraphs: [
      'This invitation has been answered, or it no longer stands. Nothing was changed.',
      'What you are reviewing stands in My reviews.',
    ],
    action: { text: 'Go to My reviews', href: '/my-reviews' },
  });

/** `GET /invitations/{noticeId}/{key}`: what is asked. It names nobody and changes nothing: mail scanners follow links. */
const showInvitation = (visit: ReviewerVisit): Promise<Answer> => invitationPage(visit, null);

/** What went wrong, and where the page says so: at its one field, or at the form that was sent. */
interface InvitationError {
  readonly text: string;
  readonly at: 'reason' | 'accept' | 'decline';
}

async function invitationPage(
  visit: ReviewerVisit,
  error: InvitationError | null,
  status = 200,
): Promise<Answer> {
  const invitation = await invitationBehind(servicesOf(visit.site), linkOf(visit));
  if (invitation === null) return linkNowhere(visit);
  if (invitation === 'over') return overPage(visit);
  return page(
    visit,
    'my-reviews/invitation.njk',
    {
      ...invitation,
      ways: waysInWords(await openDoors(visit.site)),
      answerBy: ukTime(invitation.answerBy),
      reviewsDue: ukTime(invitation.reviewsDue),
      hours: hoursFor(invitation.criteria),
      csrfField,
      token: csrfToken(visit.session?.id ?? linkOf(visit).key),
      keyField,
      key: randomUUID(),
      reason: visit.form.get('reason') ?? '',
      error,
      isUnlisted: true,
    },
    status,
  );
}

/** `POST` of the same: declines with a reason, or has a code sent to the address that was invited. */
async function answerInvitation(visit: ReviewerVisit): Promise<Answer> {
  const { form, site, caller } = visit;
  const [services, link] = [servicesOf(site), linkOf(visit)];
  // Signed in or not: a form that was never seen is not taken.
  if (!hasCsrfToken(form, visit.session?.id ?? link.key)) return foreignFormPage(visit, visit.path);
  if (form.get('answer') === 'accept') {
    const accepted = await acceptBehind(services, link, {
      caller,
      sent: sendingKey(visit),
      personId: visit.person?.id ?? null,
    });
    if (accepted === null) return linkNowhere(visit);
    if (accepted.ok)
      return 'leadsTo' in accepted.value
        ? redirect(accepted.value.leadsTo)
        : redirect('/my-reviews/code', sessionCookie(site.origin, 'code').keep(accepted.value.codeId));
    return accepted.error === 'over'
      ? overPage(visit)
      : invitationPage(visit, { text: tooManyCodes(accepted.error.until), at: 'accept' }, 429);
  }
  if (form.get('answer') !== 'decline')
    return invitationPage(visit, { text: 'Choose whether you accept or decline', at: 'decline' }, 422);
  const body = reviewOperations.declineOrRecuse.body.safeParse({ reason: form.get('reason') ?? '' });
  if (!body.success) {
    const isEmpty = (form.get('reason') ?? '').trim() === '';
    const text = isEmpty ? 'Say why you decline' : 'Use at most 2,000 characters';
    return invitationPage(visit, { text, at: 'reason' }, 422);
  }
  const declined = await declineBehind(services, link, body.data.reason);
  if (declined === null) return linkNowhere(visit);
  if (!declined.ok)
    return declined.error === 'over'
      ? overPage(visit)
      : invitationPage(visit, { text: declined.error.detail, at: 'decline' }, 409);
  return messagePage(visit, 200, {
    title: 'You have declined',
    paragraphs: ['Thank you for your answer. The Centre knows, and there is nothing more for you to do.'],
  });
}

/** What the link in an invitation opens. */
export const invitationRoutes: readonly ReviewerRoute[] = [
  { method: 'GET', path, access: 'public', handle: showInvitation },
  { method: 'POST', path, access: 'public', handle: answerInvitation },
];
