import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges } from '../table/keys.ts';
import { queryItems } from '../table/read.ts';
import { put, transact, type Unmet, type Write } from '../table/write.ts';
import { type CompanionItem, companionItem } from './stored-companion.ts';

/** The links of a specification to others. */
export async function listCompanions(db: Database, specificationId: string): Promise<CompanionItem[]> {
  const items = await queryItems(db, ranges.companions(specificationId), companionItem);
  return items.filter(({ linked }) => linked);
}

const opposite = { before: 'after', beside: 'beside', after: 'before' } as const;

type Link = Pick<CompanionItem, 'specificationId' | 'companionId' | 'companionKind' | 'position' | 'linked'>;

/** Both ends of a link. A later link of the same two replaces it, so there is nothing to lock. */
const linkWrites = (link: Link): readonly Write[] => {
  const { specificationId, companionId, position } = link;
  return [
    put({ ...keys.companion(specificationId, companionId), kind: 'companion', ...link }),
    put({
      ...keys.companion(companionId, specificationId),
      kind: 'companion',
      ...link,
      specificationId: companionId,
      companionId: specificationId,
      position: opposite[position],
    }),
  ];
};

/** Keeps a link between two specifications, or that there is none any more, at both of its ends. */
export const putCompanion = (db: Database, link: Link, event: NewEvent): Promise<Result<void, Unmet>> =>
  transact(db, [...linkWrites(link), eventWrite(keys.specification(link.specificationId), event)]);
