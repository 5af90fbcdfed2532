import type { Answer } from '../../../shared/contract/operation.ts';
import { reviewOperations as operations } from '../../../shared/contract/reviews/operations.ts';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { type Call, type CallFailure, codeOf } from '../api-client.ts';

type Assignment = Answer<typeof operations.getMyAssignment>;

/** An assignment as a form carries it: its version, then what of it somebody goes by who fills the form in. */
export const seenOf = ({ version, status, roundStatus, interest, submissions }: Assignment): string =>
  [version, status, roundStatus, interest, submissions > 0 ? 'submitted' : 'not-submitted'].join(' ');

const versionIn = (seen: string) => seen.replace(/ .*/, '');
const restIn = (seen: string) => seen.replace(/^\S+ /, '');

/**
 * Sends an answer of the reviewer’s over the assignment that they were shown; over the one that stands where they were
 * shown none. Where it has changed since and nothing that they went by is different (its dates were moved, say), it is
 * sent once more over the one that stands now; else it fails as `changed`.
 */
export function sendOver<T>(
  api: Call,
  roundId: string,
  shown: string | undefined,
  send: (ifMatch: string) => Result<T, CallFailure>,
): Result<T, CallFailure | 'changed'> {
  const first = shown === undefined ? readSeen(api, roundId) : ok(shown);
  if (!first.ok) return first;
  const sent = send(`"${versionIn(first.value)}"`);
  if (sent.ok || codeOf(sent.error) !== 'stale') return sent;
  const now = readSeen(api, roundId);
  if (!now.ok) return now;
  if (restIn(now.value) !== restIn(first.value)) return fail('changed');
  const again = send(`"${versionIn(now.value)}"`);
  return again.ok || codeOf(again.error) !== 'stale' ? again : fail('changed');
}

function readSeen(api: Call, roundId: string): Result<string, CallFailure> {
  const answer = api(operations.getMyAssignment, { parameters: { roundId } });
  return answer.ok ? ok(seenOf(answer.value.body)) : answer;
}
