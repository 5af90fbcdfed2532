import * as z from 'zod';
import type { Result } from '../../shared/domain/basics/result.ts';
import type { Framework } from '../../shared/domain/specifications/framework.ts';
import { isMeasured } from '../../shared/domain/specifications/framework.ts';
import { framework2017 } from '../../shared/domain/specifications/framework-2017.ts';
import type { SpecificationVersion } from '../../shared/domain/specifications/specification.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, listKeys, listPlace } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { queryIndex, summariesOf } from '../table/read-index.ts';
import { type Stored, storedSummary } from '../table/stored.ts';
import { putNew, transact, type Unmet, type Write } from '../table/write.ts';
import { frameworkItem } from './stored-framework.ts';

/** An edition of the framework: that of 2017, or one that was imported; null where there is none. */
export async function getFramework(db: Database, frameworkId: string): Promise<Framework | null> {
  if (frameworkId === framework2017.frameworkId) return framework2017;
  const found = await getItem(db, keys.framework(frameworkId), frameworkItem);
  return found && { frameworkId, name: found.name, pillars: found.pillars };
}

/** The edition against which a version is measured; null for one that is not measured, and for a proposal. */
export async function frameworkOf(
  db: Database,
  { credentialType, proposal, framework = framework2017.frameworkId }: SpecificationVersion,
): Promise<Framework | null> {
  if (proposal !== undefined || !isMeasured(credentialType)) return null;
  const found = await getFramework(db, framework);
  if (found === null) throw new Error(`The framework ${framework} is gone`);
  return found;
}

/** What lists show of an edition. */
export const frameworkSummary = storedSummary(
  z.object(frameworkItem.shape).pick({ frameworkId: true, name: true }).shape,
);

/** Editions that are listed at once. */
const mostListed = 50;

/** The editions that were imported, by name; at most 50. */
export const listImportedFrameworks = async (
  db: Database,
): Promise<readonly Stored<typeof frameworkSummary>[]> =>
  summariesOf(db, await queryIndex(db, 'list', listKeys.frameworks, mostListed), frameworkSummary);

/** Keeps an edition. Fails with `framework` where its name is taken. */
export const addFramework = (
  db: Database,
  { frameworkId, name, pillars }: Framework,
  besides: readonly Write[],
  event: NewEvent,
): Promise<Result<void, Unmet>> => {
  const key = keys.framework(frameworkId);
  return transact(db, [
    putNew('framework', {
      ...key,
      ...frameworkItem.stamp,
      frameworkId,
      name,
      pillars,
      createdAt: event.at,
      listPk: listKeys.frameworks,
      listSk: listPlace(name, frameworkId),
      summary: { frameworkId, name } satisfies Stored<typeof frameworkSummary>,
    }),
    ...besides,
    eventWrite(key, event),
  ]);
};
