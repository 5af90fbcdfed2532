import { describe, expect, it } from 'vitest';
import { type ProblemCode, problems, problemType } from '../../shared/contract/problems.ts';
import type { CallFailure } from './api-client.ts';
import { explain } from './problems-in-words.ts';

const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';

const refusals = Object.entries(problems).map(
  ([code, { status, title }]): CallFailure => ({
    kind: 'refused',
    status,
    problem: { type: problemType(code as ProblemCode), title, status, detail: `${title}.` },
    retryAfter: null,
    requestId,
  }),
);

const others: readonly CallFailure[] = [
  { kind: 'not-set-up' },
  { kind: 'no-identity' },
  { kind: 'unreachable', requestId },
  { kind: 'out-of-quota' },
  { kind: 'unreadable', requestId },
  ...[401, 403, 404, 413, 418, 429, 500, 502, 503, 504].map(
    (status): CallFailure => ({ kind: 'refused', status, problem: null, retryAfter: null, requestId }),
  ),
];

describe('a failure in words', () => {
  it('says for every problem there is what happened, that the scores are safe, and what to do', () => {
    for (const failure of [...refusals, ...others]) {
      const explanation = explain(failure, 'submitting');
      for (const sentence of [explanation.what, explanation.safe, explanation.next])
        expect(sentence).toMatch(/^[A-Z].{15,}\.$/);
      expect(explanation.safe).toContain('Your scores are safe in this sheet.');
      expect(`${explanation.title} ${explanation.what} ${explanation.next}`).not.toMatch(
        /undefined|null|urn:|ETag|header|JSON/i,
      );
    }
  });
});
