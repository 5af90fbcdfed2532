import { getDecision } from '../decisions/storage.ts';
import { getNotice } from '../notices/storage.ts';
import type { Services } from '../use-case/services.ts';

/** When the decision that a letter tells of was withdrawn (an instant); null while it stands. */
export async function withdrawnSince({ db }: Services, noticeId: string): Promise<string | null> {
  const roundId = (await getNotice(db, noticeId))?.roundId ?? null;
  return roundId === null ? null : ((await getDecision(db, roundId))?.withdrawn?.at ?? null);
}
