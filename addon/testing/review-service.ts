import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type * as z from 'zod';
import { defectsOf } from '../../shared/contract/defects.ts';
import { frameworkView } from '../../shared/contract/frameworks/schemas.ts';
import { type Answer, idempotencyKeyPattern } from '../../shared/contract/operation.ts';
import { problem } from '../../shared/contract/problem.ts';
import { type ProblemCode, problems, problemType } from '../../shared/contract/problems.ts';
import { reviewOperations as operations } from '../../shared/contract/reviews/operations.ts';
import { specificationVersion } from '../../shared/contract/specifications/schemas.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { reviewHashes } from '../../shared/domain/reviews/receipt.ts';
import { checkReview, emptyReview, type ReviewContent } from '../../shared/domain/reviews/review.ts';
import { moveAssignment } from '../../shared/domain/rounds/round.ts';
import { framework2017 } from '../../shared/domain/specifications/framework-2017.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const due = '2026-08-06T16:30:00Z';

/** A person with a Google account: what Google says of them. */
export interface Account {
  readonly email: string;
  readonly token: string;
}

/** An account; its token has the shape of Google's, and is signed by nobody. */
export function accountOf(email: string): Account {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const token = `${encoded({ alg: 'none' })}.${encoded({ sub: `google-${email}`, email })}.`;
  return { email, token };
}

/** Who sits at the keyboard where a test says nothing else. */
export const reviewer = accountOf('reviewer@example.org');

/** The round that every reviewer of these tests is on. */
export const roundId = 'stroke-1';

type OperationId = keyof typeof operations;
type Form = z.output<typeof operations.getForm.success.body>;
type Concern = Answer<typeof operations.raiseConcern>;
type Receipt = Answer<typeof operations.submitReview>;

/** What goes wrong with the next request of an operation. */
type Fault = { readonly on: OperationId } & (
  | { readonly cut: 'before' | 'after' }
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly problem: ProblemCode; readonly errors?: z.output<typeof problem>['errors'] }
);

/**
 * The service as the contract has it, for one reviewer and one round, in this process: every request is
 * checked by the contract's schemas, and so is every answer.
 */
export class ReviewService {
  readonly faults: Fault[] = [];
  /** Fields that every answer has beyond the contract: a service that was deployed after the add-on. */
  additions: Readonly<Record<string, unknown>> = {};
  /** Every operation that was asked for, in order. */
  readonly requests: OperationId[] = [];
  /** Idempotency-Key of every submission that arrived. */
  readonly keys: string[] = [];
  /** Patient-safety concerns, each under the key it came with. */
  readonly concerns: Concern[] = [];
  readonly submissions: { key: string; receipt: Receipt; content: ReviewContent }[] = [];
  readonly form: { -readonly [K in keyof Form]: Form[K] };
  draft: { content: ReviewContent; version: number; savedAt: string | null };
  /** Other reviewers of the round, each with a review of their own. */
  readonly #colleagues: ReviewService[] = [];
  readonly #account: Account;
  readonly #server: Server;

  static async start(set: CriteriaSet, status: 'invited' | 'accepted'): Promise<ReviewService> {
    const service = new ReviewService(set, status, reviewer);
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  /** The service for an account, asked by `respond` alone. */
  static of(set: CriteriaSet, account: Account): ReviewService {
    return new ReviewService(set, 'accepted', account);
  }

  private constructor(set: CriteriaSet, status: 'invited' | 'accepted', account: Account) {
    this.#account = account;
    this.form = operations.getForm.success.body.parse({
      assignment: {
        roundId,
        specificationId: 'stroke',
        specificationVersion: 2,
        title: 'Enhanced stroke care',
        criteriaSetKind: 'endorsement',
        sample: set.sample,
        reviewsDue: due,
        closesAt: '2026-08-20T16:30:00Z',
        roundStatus: 'open',
        status,
        interest: status === 'invited' ? 'not-declared' : 'none',
        submissions: 0,
        reopenedBecause: null,
        version: 1,
      },
      framework: frameworkView.parse(framework2017),
      specification: specificationVersion.parse({
        title: 'Enhanced stroke care',
        areaOfPractice: 'Stroke',
        credentialType: 'multi-professional',
        documentUrl: 'https://developer.example.org/stroke-v2.pdf',
        documentSha256: 'b'.repeat(64),
      }),
      criteriaSetVersion: 1,
      criteriaSetHash: 'c'.repeat(64),
      criteriaSet: set,
    });
    this.draft = { content: emptyReview(this.form.criteriaSetHash), version: 0, savedAt: null };
    this.#server = createServer((request, response) => {
      const asked = [this, ...this.#colleagues].find(
        (each) => request.headers.authorization === `Bearer ${each.#account.token}`,
      );
      void (asked ?? this).#serve(request, response);
    });
  }

  /** Puts another reviewer on the round, who is asked for at the same address. */
  join(account: Account): ReviewService {
    const colleague = new ReviewService(this.form.criteriaSet, 'accepted', account);
    this.#colleagues.push(colleague);
    return colleague;
  }

  /** The Authorization header of this reviewer’s requests. */
  get bearer(): string {
    return `Bearer ${this.#account.token}`;
  }

  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Takes a submission, as if from elsewhere. */
  submit(key: string, content: ReviewContent): Receipt {
    const { assignment, criteriaSet: set } = this.form;
    const receipt: Receipt = {
      id: `receipt-${this.submissions.length + 1}`,
      roundId,
      specificationId: assignment.specificationId,
      specificationVersion: assignment.specificationVersion,
      criteriaSetId: set.id,
      criteriaSetVersion: this.form.criteriaSetVersion,
      criteriaSetHash: this.form.criteriaSetHash,
      submissionNumber: this.submissions.length + 1,
      submittedAt: '2026-08-01T11:00:00Z',
      contentHash: reviewHashes(content, sha256).contentHash,
    };
    this.submissions.push({ key, receipt, content });
    assignment.status = 'submitted';
    assignment.submissions = this.submissions.length;
    return receipt;
  }

  /** Reopens a submitted review, as staff would. */
  reopen(because: string): void {
    this.form.assignment.status = 'reopened';
    this.form.assignment.reopenedBecause = because;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const text = (name: string) => (headers[name] === undefined ? undefined : String(headers[name]));
    const reply = this.respond({ method, path: url, header: text, body: Buffer.concat(chunks).toString() });
    if (reply === 'cut') return void request.socket.destroy();
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  /** Answers a request, without any network. */
  respond(request: Asked): Reply | 'cut' {
    const found = Object.entries(operations).find(
      ([, each]) =>
        each.method === request.method && each.path.replace('{roundId}', roundId) === request.path,
    );
    if (found === undefined) return refusal(request.path.endsWith('/export') ? 'role-needed' : 'not-found');
    const id = found[0] as OperationId;
    const operation = found[1];
    const at = this.faults.findIndex((fault) => fault.on === id);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
    const key = request.header('idempotency-key') ?? '';
    this.requests.push(id);
    if (id === 'submitReview') this.keys.push(key);
    if (fault !== undefined && 'cut' in fault && fault.cut === 'before') return 'cut';
    if (fault !== undefined && 'status' in fault) {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return { status: fault.status, headers, body: JSON.stringify({ message: 'from the gateway' }) };
    }
    if (fault !== undefined && 'problem' in fault) return refusal(fault.problem, fault.errors);

    if (request.header('authorization') !== `Bearer ${this.#account.token}`) return refusal('not-signed-in');
    let body: unknown;
    if ('body' in operation) {
      if (request.header('content-type') !== 'application/json') return refusal('not-json');
      const parsed = operation.body.safeParse(JSON.parse(request.body));
      if (!parsed.success) return refusal('invalid-body', [...defectsOf(parsed.error)]);
      body = parsed.data;
    }
    const answer = this.#answer(id, body, request.header('if-match'), key);
    if (fault !== undefined && 'cut' in fault) return 'cut';
    if (typeof answer === 'string') return refusal(answer);
    const { status, body: schema } = operation.success;
    const version = (answer as { readonly version?: number }).version;
    const etag: Record<string, string> = 'etag' in operation.success ? { etag: `"${version}"` } : {};
    const known = schema.parse(answer) as object;
    return {
      status,
      headers: { 'content-type': 'application/json', ...etag },
      body: JSON.stringify({ ...known, ...this.additions }),
    };
  }

  #answer(id: OperationId, body: unknown, ifMatch: string | undefined, key: string): object | ProblemCode {
    const { assignment } = this.form;
    const content = body as ReviewContent;
    const stale = ifMatch !== `"${this.draft.version}"`;
    const overOther = ifMatch === undefined ? 'if-match-missing' : 'stale';
    switch (id) {
      case 'listMyAssignments':
        return { assignments: [assignment], concerns: [...this.concerns].reverse(), unreadable: 0 };
      case 'raiseConcern': {
        if (!idempotencyKeyPattern.test(key)) return 'idempotency-key-missing';
        const before = this.concerns.find(({ concernId }) => concernId === key);
        if (before !== undefined) return before;
        const { text, criterionId } = body as { readonly text: string; readonly criterionId: string | null };
        const raised = {
          concernId: key,
          roundId,
          criterionId,
          text,
          raisedAt: '2026-08-01T09:30:00Z',
          answer: null,
        };
        this.concerns.push(raised);
        return raised;
      }
      case 'getMyAssignment':
        return assignment;
      case 'getInterestsAsked':
        return { stage: 'specification', organisation: 'Sample University' };
      case 'declareInterests':
        if (ifMatch !== `"${assignment.version}"`) return overOther;
        assignment.interest = (body as { interest: 'none' | 'declared' }).interest;
        if (assignment.interest === 'none') assignment.status = 'accepted';
        assignment.version += 1;
        return assignment;
      case 'declineOrRecuse': {
        if (ifMatch !== `"${assignment.version}"`) return overOther;
        const declined = moveAssignment(assignment.status, 'decline');
        assignment.status = declined.ok ? 'declined' : 'recused';
        assignment.version += 1;
        return assignment;
      }
      case 'getForm':
        if (assignment.interest === 'declared') return 'interest-unresolved';
        return assignment.interest === 'not-declared' ? 'declaration-needed' : this.form;
      case 'getReview':
        return this.draft;
      case 'saveReview':
        if (stale) return overOther;
        this.draft = { content, version: this.draft.version + 1, savedAt: '2026-08-01T10:00:00Z' };
        return this.draft;
      case 'submitReview': {
        if (!idempotencyKeyPattern.test(key)) return 'idempotency-key-missing';
        const before = this.submissions.find((submission) => submission.key === key);
        if (before !== undefined) return before.receipt;
        if (assignment.status === 'submitted') return 'already-submitted';
        if (stale) return overOther;
        if (checkReview(this.form.criteriaSet, content, 'submission').length > 0) return 'invalid-body';
        return this.submit(key, content);
      }
      case 'listMySubmissions':
        return {
          submissions: this.submissions
            .map(({ receipt, content: sent }) => ({ receipt, content: sent }))
            .reverse(),
        };
    }
  }
}

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** A header by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/** What is sent back. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function refusal(code: ProblemCode, errors?: z.output<typeof problem>['errors']): Reply {
  const { status, title } = problems[code];
  const body = problem.parse({
    type: problemType(code),
    title,
    status,
    detail: `${title}.`,
    ...(errors !== undefined && { errors }),
  });
  return { status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(body) };
}
