import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { keyedDigest } from '../table/seal.ts';
import type { Services } from '../use-case/services.ts';
import { countedWithin } from './storage.ts';

/**
 * How many links that lead nowhere one caller may try within an hour. It is counted once a link was found to lead
 * nowhere: whoever has a right one gets in, whatever others behind the same address have tried.
 */
export const wrongLinks = { most: 100, seconds: 60 * 60 } as const;

/** Counts that a caller followed a link that leads nowhere. Fails with until when they are told nothing more. */
export async function countWrongLink(
  { db, now }: Pick<Services, 'db' | 'now'>,
  caller: string,
): Promise<Result<void, Date>> {
  const counted = await countedWithin(
    db,
    await keyedDigest(db, 'limit links caller', caller),
    wrongLinks,
    now(),
  );
  return counted.ok ? ok(undefined) : fail(new Date(counted.error * 1000));
}
