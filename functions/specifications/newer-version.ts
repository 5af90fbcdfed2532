import { diffSpecificationVersions } from '../../shared/domain/specifications/specification-diff.ts';
import { frameworkOf } from '../frameworks/storage.ts';
import type { RoundItem } from '../rounds/stored-round.ts';
import type { Database } from '../table/database.ts';
import { getSpecification, getSpecificationVersion } from './storage.ts';

/** A version that is newer than the one under review, and all that differs in it, a sentence each. */
export interface NewerVersion {
  readonly version: number;
  readonly changes: string[];
}

/** The latest version of a round's specification where it is newer than the one that the round reviews; null where none is. */
export async function newerVersion(
  db: Database,
  { specificationId, specificationVersion }: Pick<RoundItem, 'specificationId' | 'specificationVersion'>,
): Promise<NewerVersion | null> {
  const version = (await getSpecification(db, specificationId))?.latestVersion ?? 0;
  if (version <= specificationVersion) return null;
  const [reviewed, newer] = await Promise.all(
    [specificationVersion, version].map((one) => getSpecificationVersion(db, specificationId, one)),
  );
  if (!reviewed || !newer) throw new Error(`Specification ${specificationId} has lost a version`);
  const changes = diffSpecificationVersions(
    reviewed.content,
    newer.content,
    await frameworkOf(db, newer.content),
  );
  return { version, changes: changes.map(({ sentence }) => sentence) };
}
