import * as z from 'zod';

const mail = z.object({
  messageId: z.string(),
  destination: z.array(z.string()),
  /** Each tag with its values; SES adds tags of its own. */
  tags: z.object({ notice: z.tuple([z.string().regex(/^[0-9a-f]{32}$/)]) }),
});

const at = z.iso.datetime();

/** What of SES's events matters here (Amazon SES Developer Guide, "Examples of event data"). */
const sesEvent = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal('Send'), mail: mail.extend({ timestamp: at }) }),
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp: at }) }),
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string().default(''), timestamp: at }),
  }),
  z.object({ eventType: z.literal('Complaint'), mail, complaint: z.object({ timestamp: at }) }),
  z.object({ eventType: z.literal('Reject'), mail, reject: z.object({ reason: z.string() }) }),
]);

/** What SES reports of a notice. */
export interface SesEvent {
  /** `Reject`: SES took it and found a virus, so that it went to nobody. */
  readonly type: 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'Reject';
  readonly noticeId: string;
  readonly messageId: string;
  /** The addresses that it went to. */
  readonly destination: readonly string[];
  /** When, ISO 8601; null where SES does not say. */
  readonly at: string | null;
  /** In a bounce: whether the address will never take email. */
  readonly isPermanent: boolean;
}

/** Reads SES's message; null for kinds of events that matter to nobody, and for emails that are no notices. */
export function readSesEvent(message: string): SesEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    // SNS itself writes plain text when a topic is tried out.
    return null;
  }
  const read = sesEvent.safeParse(parsed);
  if (!read.success) return null;
  const event = read.data;
  const common = {
    type: event.eventType,
    noticeId: event.mail.tags.notice[0],
    messageId: event.mail.messageId,
    destination: event.mail.destination,
    isPermanent: false,
  };
  switch (event.eventType) {
    case 'Send':
      return { ...common, at: normalised(event.mail.timestamp) };
    case 'Delivery':
      return { ...common, at: normalised(event.delivery.timestamp) };
    case 'Bounce':
      return {
        ...common,
        at: normalised(event.bounce.timestamp),
        isPermanent: event.bounce.bounceType === 'Permanent',
      };
    case 'Complaint':
      return { ...common, at: normalised(event.complaint.timestamp) };
    case 'Reject':
      return { ...common, at: null };
  }
}

const normalised = (instant: string) => new Date(instant).toISOString();
