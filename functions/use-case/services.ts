import { createHash, randomUUID } from 'node:crypto';
import type { EventAction } from '../../shared/contract/event-actions.ts';
import type { Digest } from '../../shared/domain/basics/canonical-json.ts';
import type { NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';

/** What use cases need of the world. */
export interface Services {
  readonly db: Database;
  readonly now: () => Date;
  /** A new id that nobody can guess. */
  readonly newId: () => string;
  readonly digest: Digest;
}

/** The real world around a database. */
export const realServices = (db: Database): Services => ({
  db,
  now: () => new Date(),
  newId: randomUUID,
  digest: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
});

/** An event that happens now. */
export const eventNow = (
  services: Services,
  actor: string,
  action: EventAction,
  details: NewEvent['details'] = {},
  at = services.now(),
): NewEvent => ({ id: services.newId(), at: at.toISOString(), actor, action, details });
