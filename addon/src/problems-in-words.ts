import type { ProblemCode } from '../../shared/contract/problems.ts';
import { type CallFailure, codeOf } from './api-client.ts';
import type { Explanation } from './view.ts';

/** What the reviewer was doing. */
export type Doing =
  | 'listing'
  | 'declaring'
  | 'leaving'
  | 'raising'
  | 'opening'
  | 'saving'
  | 'checking'
  | 'submitting'
  | 'looking'
  | 'importing';

const safe: Readonly<Record<Doing, string>> = {
  listing: 'Whatever you have scored is safe in its sheet.',
  declaring: 'Your declaration may not have been recorded. Declaring again is safe.',
  leaving: 'The Centre may not have been told. Telling it again is safe.',
  raising:
    'Your words are kept. Until it says here that the Centre has them, write to it or call it if this cannot wait.',
  opening: 'Whatever you have scored is safe in its sheet.',
  saving: 'Your scores are safe in this sheet.',
  checking: 'Your scores are safe in this sheet.',
  submitting:
    'Your scores are safe in this sheet. Submitting again is safe too: the same scores are never counted twice.',
  looking: 'Your scores are safe in this sheet.',
  importing: 'Nothing in this spreadsheet was changed.',
};

type Words = Pick<Explanation, 'title' | 'what' | 'next'> & { readonly again?: true };

const tellTheCentre = 'Tell the Centre, and say what you see here.';

/** What the service says of requests that only a mistake of ours can make. */
const mistake: Words = {
  title: 'The add-on made a mistake',
  what: 'The service could not use what the add-on sent.',
  next: `Try again. If it happens again: ${lowerFirst(tellTheCentre)}`,
  again: true,
};

/** Where there is a better sentence than the service's own for somebody in a spreadsheet. */
const byCode: Partial<Record<ProblemCode, Words>> = {
  'not-signed-in': {
    title: 'Sign in again',
    what: 'Your Google sign-in has run out.',
    next: 'Reload this page, open the sidebar and try again.',
    again: true,
  },
  'email-not-verified': {
    title: 'Your address is not verified',
    what: 'Google has not verified the email address of this account.',
    next: 'Verify it in your Google account, or use the account the Centre invited.',
  },
  'not-known': {
    title: 'The Centre does not know this account',
    what: 'You are signed in with an account that was not invited to review.',
    next: 'If you have several Google accounts, sign out of the others and open this spreadsheet again with the one that was invited. Otherwise tell the Centre.',
  },
  'role-needed': {
    title: 'This account is not a reviewer’s',
    what: 'You are signed in with an account that does not review.',
    next: tellTheCentre,
  },
  'not-found': {
    title: 'This review is not yours',
    what: 'The service has no such review for the account you are signed in with.',
    next: 'Check that you are signed in with the account that was invited, then open My reviews.',
  },
  'round-not-open': {
    title: 'The round is not open',
    what: 'The Centre is not taking reviews for this round now.',
    next: 'If you have not submitted yet, tell the Centre: it can open the round again.',
  },
  'declaration-needed': {
    title: 'Declare your interests first',
    what: 'The Centre needs your declaration of interests before you see the criteria.',
    next: 'Open My reviews and choose “Declare interests”.',
  },
  'interest-unresolved': {
    title: 'Your declared interest is with the Centre',
    what: 'You declared an interest, and the Centre has not decided about it yet.',
    next: 'You will get an email. Then open My reviews again.',
  },
  'already-submitted': {
    title: 'You have submitted this review',
    what: 'A submission of yours counts already, so nothing was changed.',
    next: 'Look at your receipt. To change your scores, ask the Centre to reopen your review.',
  },
  'criteria-set-differs': {
    title: 'The criteria are not those of this sheet',
    what: 'The service expects scores against another version of the criteria.',
    next: 'Choose “Set this sheet aside and start from the saved draft”.',
  },
  'malformed-json': mistake,
  'not-json': mistake,
  'invalid-request': mistake,
  'if-match-missing': mistake,
  'idempotency-key-missing': mistake,
  'idempotency-key-reused': mistake,
  'too-large': {
    title: 'The review is too long',
    what: 'All the texts together are longer than the service takes.',
    next: 'Shorten the longest comments and try again.',
  },
};

/** What is said otherwise to Centre staff, who import results. */
const toStaff: Partial<Record<ProblemCode, Words>> = {
  'not-now': {
    title: 'There are no results yet',
    what: 'The round is open, or has been cancelled.',
    next: 'Its results can be imported once it is closed.',
  },
  'role-needed': {
    title: 'Results are for the Centre',
    what: 'You are signed in with an account that is neither staff nor of the Oversight Group.',
    next: 'Sign in with the account that the Centre knows, or ask the Centre for the role.',
  },
  'not-found': {
    title: 'There is no such round',
    what: 'The service knows no round by this address or id.',
    next: 'Copy the address of the round’s result page from the browser, and try again.',
  },
};

const byStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'not-signed-in',
  403: 'role-needed',
  404: 'not-found',
  413: 'too-large',
};

/** Explains why an operation did not work. */
export function explain(failure: CallFailure, doing: Doing): Explanation {
  const words = (doing === 'importing' ? staffWords(failure) : null) ?? wordsFor(failure);
  return {
    title: words.title,
    what: words.what,
    safe: safe[doing],
    next: words.next,
    again: words.again ?? false,
  };
}

/** Explains an error that nobody expected: a bug of ours, or Google refusing something. */
export const explainError = (message: string, doing: Doing): Explanation => ({
  title: 'Something went wrong in the add-on',
  what: `Google Sheets said: ${message}`,
  safe: safe[doing],
  next: `Try again. If it happens again: ${lowerFirst(tellTheCentre)}`,
  again: true,
});

const staffWords = (failure: CallFailure): Words | null => toStaff[codeOf(failure) ?? 'unexpected'] ?? null;

function wordsFor(failure: CallFailure): Words {
  switch (failure.kind) {
    case 'not-set-up':
      return {
        title: 'The add-on is not set up',
        what: 'The add-on does not know the address of the service, or is not allowed to ask it.',
        next: 'Tell the Centre: the script property API_URL or the manifest’s urlFetchWhitelist is not right.',
      };
    case 'no-identity':
      return {
        title: 'Google did not say who you are',
        what: 'The add-on could not get your Google sign-in.',
        next: 'Sign out of all but one Google account, reload this page and allow the add-on what it asks for.',
        again: true,
      };
    case 'unreachable':
      return {
        title: 'The service cannot be reached',
        what: `There was no answer after several attempts. The code of it is ${failure.requestId}.`,
        next: 'Check your connection, wait a minute and try again.',
        again: true,
      };
    case 'not-allowed':
      return {
        title: 'Allow the add-on what it asks for',
        what: 'Google asked what the add-on may do, and something it needs was not ticked.',
        next: 'Choose “My reviews” in the menu under Extensions: Google asks again. Tick every box.',
        again: true,
      };
    case 'too-fast':
      return {
        title: 'Google asks for a pause',
        what: 'The add-on called Google too many times in a short time.',
        next: 'Wait a minute, then try again.',
        again: true,
      };
    case 'out-of-quota':
      return {
        title: 'Google’s limit for today is used up',
        what: 'Google lets an account reach other services only so often a day.',
        next: 'Go on scoring here, and try again tomorrow.',
        again: true,
      };
    case 'unreadable':
      return {
        title: 'The answer makes no sense to this add-on',
        what: 'The service answered in a way that this version of the add-on does not understand.',
        next: `Reload this page and try again. If it happens again, tell the Centre this code: ${failure.requestId}.`,
        again: true,
      };
    case 'refused':
      return refused(failure);
  }
}

function refused(failure: Extract<CallFailure, { kind: 'refused' }>): Words {
  const { status, problem, retryAfter, requestId } = failure;
  const known = byCode[codeOf(failure) ?? byStatus[status] ?? 'unexpected'];
  if (known !== undefined) return known;
  if (status === 429 || status === 503)
    return {
      title: 'The service is busy',
      what: 'Too many people are using it at this moment.',
      next: `${retryAfter === null ? 'Wait a minute' : `Wait ${retryAfter} seconds`}, then try again.`,
      again: true,
    };
  if (problem !== null && status < 500)
    return {
      title: problem.title,
      what: problem.detail,
      next: 'Mend this and try again, or tell the Centre.',
    };
  return {
    title: 'Something went wrong at the service',
    what: `The service could not answer (${status}).`,
    next: `Wait a minute and try again. If it happens again, tell the Centre this code: ${requestId}.`,
    again: true,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
