/**
 * Every problem of our own that an operation may answer, by its stable code. The `type` of the
 * RFC 9457 body is `urn:credential-review:problem:` followed by the code.
 */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'idempotency-key-missing': { status: 400, title: 'An Idempotency-Key header is needed' },
  'invalid-request': { status: 400, title: 'The address or a header is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in to go on' },
  'email-not-verified': { status: 403, title: 'The email address of this account is not verified' },
  'not-known': { status: 403, title: 'The Centre does not know this account' },
  'role-needed': { status: 403, title: 'This needs a role you do not have' },
  'another-person-needed': { status: 403, title: 'Somebody else must do this' },
  'own-panel': { status: 403, title: 'You are on this panel yourself' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'already-exists': { status: 409, title: 'This exists already' },
  'changed-meanwhile': { status: 409, title: 'Somebody else changed this at the same time' },
  'not-now': { status: 409, title: 'This cannot happen in the present state' },
  'in-parts': { status: 409, title: 'This is too large to be answered at once' },
  'round-not-open': { status: 409, title: 'The round is not open' },
  'declaration-needed': { status: 409, title: 'Declare your interests first' },
  'interest-unresolved': { status: 409, title: 'Your declared interest is with the Centre' },
  'already-submitted': { status: 409, title: 'This review has been submitted' },
  'panel-full': { status: 409, title: 'The panel is full' },
  'letter-leaks': { status: 409, title: 'The letter may say what a developer must not read' },
  stale: { status: 412, title: 'There is a newer version' },
  'too-large': { status: 413, title: 'The body is too large' },
  'not-json': { status: 415, title: 'The body must be JSON' },
  'invalid-body': { status: 422, title: 'Some fields need attention' },
  'criteria-set-differs': { status: 422, title: 'This was scored against other criteria' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for something else' },
  'if-match-missing': { status: 428, title: 'An If-Match header is needed' },
  unexpected: { status: 500, title: 'Something went wrong on our side' },
  unreadable: { status: 500, title: 'This cannot be read' },
  busy: { status: 503, title: 'The service is busy' },
} as const satisfies Record<string, { status: number; title: string }>;

/** The stable code of a problem. */
export type ProblemCode = keyof typeof problems;

/** The `type` URI of a problem. */
export const problemType = (code: ProblemCode): string => `urn:credential-review:problem:${code}`;
