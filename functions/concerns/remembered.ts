import * as z from 'zod';
import type { Services } from '../use-case/services.ts';
import { getConcern } from './storage.ts';
import type { ConcernItem } from './stored-concern.ts';

const remembered = z.object({ concernId: z.string() });

/** The concern that a repeated request made or answered, as it stands now: what it says lies nowhere else. */
export async function rememberedConcern(
  { db }: Services,
  roundId: string,
  answer: unknown,
): Promise<ConcernItem> {
  const { concernId } = remembered.parse(answer);
  const concern = await getConcern(db, roundId, concernId);
  if (concern === null) throw new Error(`The concern ${concernId} is gone`);
  return concern;
}
