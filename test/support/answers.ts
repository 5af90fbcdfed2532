import type { ApiClient } from '../../infra/local/api-client.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { operations } from '../../shared/contract/operations.ts';

/** The people on a round's panel. */
const reviewers = [1, 2, 3].map((n) => `sample-reviewer-${n}`);

/** What is walked through: a round of the sample specification by the sample set, and the concerns raised in it. */
interface Walked {
  readonly roundId: string;
  readonly concernIds: readonly string[];
}

/** An answer, with all that came with it. */
export interface Given {
  readonly name: string;
  readonly body: unknown;
  readonly headers: string;
}

/** What every operation that reads answers, page by page, each person, notice and kind of list by itself. */
export async function answersTo(
  client: ApiClient,
  staff: ApiClient,
  { roundId, concernIds }: Walked,
): Promise<readonly Given[]> {
  const { items } = await staff.call(operations.listNotices, { query: { roundId } });
  const of = {
    roundId,
    criterionId: 'framework-alignment',
    format: 'csv',
    number: 1,
    messageId: 'none',
    specificationId: 'sample-frailty',
    criteriaSetId: 'sample-endorsement',
    version: 1,
  };
  const found: Given[] = [];
  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    if (operation.method !== 'GET') continue;
    const about = operation.path.includes('{noticeId}')
      ? items.map(({ noticeId }) => ({ ...of, noticeId }))
      : operation.path.includes('{personId}')
        ? reviewers.map((personId) => ({ ...of, personId }))
        : operation.path.includes('{concernId}')
          ? concernIds.map((concernId) => ({ ...of, concernId }))
          : [of];
    const takes = Object.keys(operation.query?.shape ?? {});
    const queries: Record<string, string>[] = [
      {},
      ...(takes.includes('kind') ? [{ kind: 'round', id: roundId }] : []),
      ...(takes.includes('roundId') ? [{ roundId }] : []),
      ...(takes.includes('actor') ? reviewers.map((actor) => ({ actor })) : []),
      ...(takes.includes('personId') ? reviewers.map((personId) => ({ personId })) : []),
    ];
    for (const parameters of about)
      for (const query of queries) {
        let cursor: string | undefined;
        do {
          const asked = { parameters, query: { ...query, ...(cursor !== undefined && { cursor }) } };
          const { body, headers } = await client.send(operation, asked as never);
          found.push({ name, body, headers: JSON.stringify([...headers]) });
          cursor = (body as { next?: string | null } | null)?.next ?? undefined;
        } while (cursor !== undefined);
      }
  }
  return found;
}
