import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { putNew, update, type Write } from '../table/write.ts';
import { eventWrite, type NewEvent } from './events-storage.ts';
import { type AreasItem, areasItem } from './stored-areas.ts';

/** The kept list of areas of practice. */
export type Areas = Pick<AreasItem, 'names' | 'editVersion'>;

/** Before an area was ever kept. */
export const noAreas: Areas = { names: [], editVersion: 0 };

/** The areas of practice that the Centre keeps. */
export const getAreas = async (db: Database): Promise<Areas> =>
  (await getItem(db, keys.areas(), areasItem)) ?? noAreas;

/** The writes that replace the list as it was read; their condition is `areas`. */
export const areasWrites = (
  { editVersion }: Areas,
  names: readonly string[],
  event: NewEvent,
): readonly Write[] => [
  editVersion === 0
    ? putNew('areas', { ...keys.areas(), ...areasItem.stamp, names: [...names], editVersion: 1 })
    : update('areas', keys.areas(), { set: { names }, add: { editVersion: 1 } }, { editVersion }),
  eventWrite(keys.settings(), event),
];
