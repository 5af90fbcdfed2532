import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Everything the functions log, by stable code. Values are ids, codes and numbers: no names, addresses or texts. */
export const logMessages = {
  answered: { code: 'API-ANSWERED', message: 'An operation was answered' },
  unexpected: { code: 'API-UNEXPECTED', message: 'An operation failed unexpectedly' },
  unreadable: { code: 'TABLE-UNREADABLE', message: 'An item could not be read' },
  signedIn: { code: 'SITE-SIGNED-IN', message: 'Somebody signed in' },
  signInRefused: { code: 'SITE-SIGN-IN-REFUSED', message: 'Somebody could not sign in' },
  codeAsked: { code: 'SITE-CODE-ASKED', message: 'A code to sign in with was asked for' },
  signedOut: { code: 'SITE-SIGNED-OUT', message: 'Somebody signed out' },
  projected: { code: 'PROJECTOR-PROJECTED', message: 'A round was projected' },
  superseded: { code: 'PROJECTOR-SUPERSEDED', message: 'A round moved on while it was projected' },
  projectionFailed: {
    code: 'PROJECTOR-FAILED',
    message: 'A round could not be projected; the batch will be retried',
  },
  personChanged: {
    code: 'PERSON-CHANGED',
    message: 'Somebody was erased, or had their roles set: it is done again when a backup is used',
  },
  noticeSent: { code: 'MAILER-SENT', message: 'A notice was sent' },
  noticeRefused: { code: 'MAILER-REFUSED', message: 'A notice was refused for now and will be tried again' },
  noticeFailed: { code: 'MAILER-FAILED', message: 'A notice failed and waits for staff' },
  noticeHeldBack: {
    code: 'MAILER-HELD-BACK',
    message: 'A notice was not sent because this deployment may not write to its recipient',
  },
  textUnusable: {
    code: 'MAILER-TEXT-UNUSABLE',
    message: 'An email has the words that come with the service: the Centre’s fit no longer',
  },
  mailerFailed: { code: 'MAILER-ERROR', message: 'A notice could not be handled; the batch will be retried' },
  clockRan: { code: 'CLOCK-RAN', message: 'The clock has run' },
  clockStepFailed: {
    code: 'CLOCK-ERROR',
    message: 'A part of the clock’s work failed; the next run does it again',
  },
  sesEventTaken: { code: 'SES-EVENT-TAKEN', message: 'What SES reported of a notice was kept' },
  sesEventIgnored: { code: 'SES-EVENT-IGNORED', message: 'SES reported something that changes nothing' },
  sesEventFailed: {
    code: 'SES-EVENT-ERROR',
    message: 'What SES reported could not be kept; it will be delivered again',
  },
} as const;

/** What may be logged beside a message. */
export type LogValues = Readonly<Record<string, string | number | boolean | null | Error>>;

/** Where a function's log lines and counts go. */
export interface Log {
  readonly info: (message: keyof typeof logMessages, values: LogValues) => void;
  readonly error: (message: keyof typeof logMessages, values: LogValues) => void;
  /** Counts something; written out by `flush`. */
  readonly count: (name: string) => void;
  readonly flush: () => void;
}

/** Structured logs and metrics by Powertools; service, namespace and level come from its environment variables. */
export function powertoolsLog(): Log {
  const logger = new Logger();
  const metrics = new Metrics();
  const line = (message: keyof typeof logMessages, values: LogValues) => {
    const { code, message: text } = logMessages[message];
    return [text, { code, ...values }] as const;
  };
  return {
    info: (message, values) => logger.info(...line(message, values)),
    error: (message, values) => logger.error(...line(message, values)),
    count: (name) => metrics.addMetric(name, 'Count', 1),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
