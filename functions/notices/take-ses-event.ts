import { markAddress } from '../people/changes-storage.ts';
import { getPerson } from '../people/storage.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { SesEvent } from './ses-event.ts';
import {
  getNotice,
  markDelivered,
  markFailed,
  markReported,
  markSent,
  possiblySent,
  reportedAs,
} from './storage.ts';
import type { NoticeItem } from './stored-notice.ts';

/** How often a change is tried anew on what somebody else has just changed. */
const tries = 5;

/**
 * Keeps what SES reports of a notice. Whatever SES has sent, delivered or got back was sent: that settles a notice of
 * which nobody knew. Answers whether anything changed.
 *
 * @throws where others change the same thing through every try
 */
export async function takeEvent(services: Services, event: SesEvent): Promise<boolean> {
  for (let i = 0; i < tries; i++) {
    const notice = await getNotice(services.db, event.noticeId);
    if (notice === null) return false;
    const taken = await takeOnce(services, notice, event);
    if (taken !== 'changed-meanwhile') return taken === 'taken';
  }
  throw new Error('A notice was changed by others through every try.');
}

type Taken = 'taken' | 'nothing-to-do' | 'changed-meanwhile';

const outcome = (written: boolean): Taken => (written ? 'taken' : 'changed-meanwhile');

async function takeOnce(services: Services, notice: NoticeItem, event: SesEvent): Promise<Taken> {
  const { db, now } = services;
  const at = event.at ?? now().toISOString();
  if (notice.messageId !== event.messageId) {
    if (!isUnsettled(notice)) return 'nothing-to-do';
    // What else the event says comes with the next try, now that the notice is known to have been sent.
    const written = await markSent(db, notice, event.messageId, at);
    return written && event.type === 'Send' ? 'taken' : 'changed-meanwhile';
  }
  // About an earlier email of a notice that staff have sent again since.
  if (notice.status !== 'sent') return 'nothing-to-do';
  switch (event.type) {
    case 'Send':
      return 'nothing-to-do';
    case 'Delivery':
      return notice.deliveredAt === null ? outcome(await markDelivered(db, notice, at)) : 'nothing-to-do';
    case 'Reject':
      return outcome(await markFailed(db, notice, 'not sent: SES found a virus in it', at));
    case 'Bounce':
      return event.isPermanent ? holdBack(services, notice, event, at) : 'nothing-to-do';
    case 'Complaint':
      return holdBack(services, notice, event, at);
  }
}

/** Whether it is not known of a notice that it was sent. A late event also settles what staff want sent again. */
const isUnsettled = ({ status, failure, settled }: NoticeItem): boolean =>
  status === 'sending' ||
  (status === 'failed' && failure === possiblySent) ||
  (status === 'pending' && settled !== null);

/**
 * No more emails go to the address until staff have looked at it, who find it under Today. Of the two writes the one
 * of the notice comes last: should it fail, the event comes again.
 */
async function holdBack(
  services: Services,
  notice: NoticeItem,
  { type, destination }: SesEvent,
  at: string,
): Promise<Taken> {
  const { db } = services;
  const kind = type === 'Bounce' ? 'bounce' : 'complaint';
  if (notice.failure === reportedAs[kind]) return 'nothing-to-do';
  const person = await getPerson(db, notice.personId);
  const isTheirs = destination.some((address) => address.toLowerCase() === person?.email.toLowerCase());
  // The address has been corrected since: not it but the notice waits for staff, who can send it again.
  if (person !== null && !isTheirs && kind === 'bounce')
    return outcome(await markFailed(db, notice, reportedAs.bounce, at));
  if (person !== null && person.addressTrouble === null && isTheirs) {
    const action = kind === 'bounce' ? 'address-bounced' : 'complaint-received';
    const event = eventNow(services, 'system', action);
    const marked = await markAddress(db, person, { kind, at, noticeId: notice.id }, event);
    if (!marked.ok) return 'changed-meanwhile';
  }
  return outcome(await markReported(db, notice, kind));
}
