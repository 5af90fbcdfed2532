import type { Result } from '../../shared/domain/basics/result.ts';
import { eventWrite, type NewEvent } from '../centre/events-storage.ts';
import type { Database } from '../table/database.ts';
import { keys, ranges } from '../table/keys.ts';
import { queryReadable } from '../table/read.ts';
import { put, transact, type Unmet, update, type Write } from '../table/write.ts';
import { type CompanionItem, companionItem } from './stored-companion.ts';
import type { SpecificationItem } from './stored-specification.ts';

/** The links of a specification to others. */
export async function listCompanions(db: Database, specificationId: string): Promise<CompanionItem[]> {
  const items = await queryReadable(db, ranges.companions(specificationId), companionItem);
  return items.filter(({ linked }) => linked);
}

const opposite = { before: 'after', beside: 'beside', after: 'before' } as const;

type Link = Pick<CompanionItem, 'specificationId' | 'companionId' | 'companionKind' | 'position' | 'linked'>;

/** Both ends of a link. A later link of the same two replaces it. */
const linkWrites = (link: Link): readonly Write[] => {
  const { specificationId, companionId, position } = link;
  return [
    put({ ...keys.companion(specificationId, companionId), ...companionItem.stamp, ...link }),
    put({
      ...keys.companion(companionId, specificationId),
      ...companionItem.stamp,
      ...link,
      specificationId: companionId,
      companionId: specificationId,
      position: opposite[position],
    }),
  ];
};

/** A specification at an end of a link, and the event that is kept with it. */
interface End {
  readonly specification: SpecificationItem;
  readonly event: NewEvent;
}

/**
 * Keeps a link between two specifications, or that there is none any more, at both of its ends, which it changes both.
 * Fails with `specification` where this one was changed since it was read, with `companion` where the other one is not
 * in the `area` of practice that it was in.
 */
export const putCompanion = (
  db: Database,
  link: Pick<Link, 'companionKind' | 'position' | 'linked'>,
  here: End,
  there: End,
  area: { readonly areaOfPractice?: string } = {},
): Promise<Result<void, Unmet>> => {
  const [{ specification }, { specification: companion }] = [here, there];
  const raised = { add: { editVersion: 1 } };
  return transact(db, [
    update('specification', specification, raised, { editVersion: specification.editVersion }),
    update('companion', companion, raised, area),
    ...linkWrites({ specificationId: specification.id, companionId: companion.id, ...link }),
    eventWrite(specification, here.event),
    eventWrite(companion, there.event),
  ]);
};
