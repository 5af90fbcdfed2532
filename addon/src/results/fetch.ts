import { exportOperations } from '../../../shared/contract/exports/operations.ts';
import type { Answer } from '../../../shared/contract/operation.ts';
import { ok, type Result } from '../../../shared/domain/basics/result.ts';
import { type CallFailure, codeOf, openApi } from '../api-client.ts';

/** A round as the service exports it; with confidential notes where the person may see them. */
export type RoundResults = Answer<typeof exportOperations.exportRound>;

/** Everything about a round, in one answer. Members of the Oversight Group get it without confidential notes. */
export function fetchResults(roundId: string): Result<RoundResults, CallFailure> {
  const api = openApi();
  if (!api.ok) return api;
  const parameters = { roundId };
  const withNotes = api.value(exportOperations.exportRoundWithNotes, { parameters });
  if (withNotes.ok) return ok(withNotes.value.body);
  if (codeOf(withNotes.error) !== 'role-needed') return withNotes;
  const without = api.value(exportOperations.exportRound, { parameters });
  return without.ok ? ok(without.value.body) : without;
}

/** The id of a round from its id or from the address of one of its pages; null where there is none in it. */
export function roundIdIn(text: string): string | null {
  const [, id] = /^(?:.*\/rounds\/)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:[/?#].*)?$/.exec(text.trim()) ?? [];
  return id ?? null;
}
