import type { Area } from './area.ts';
import type { ProtectedArea } from './records.ts';

/**
 * What becomes of a sheet's protections when rows or columns come, go or move: each goes along with its cells, and
 * goes where they go. Those that stay are changed in place: a Protection that the add-on holds stays the one there.
 *
 * @param move where an area lies afterwards; null where nothing of it is left
 * @param whole the whole sheet afterwards
 */
export function movedProtections(
  protections: readonly ProtectedArea[],
  move: (area: Area) => Area | null,
  whole: Area,
): ProtectedArea[] {
  return protections.filter((each) => {
    const area = each.kind === 'SHEET' ? whole : move(each.area);
    if (!area) return false;
    each.area = area;
    return true;
  });
}

/** Whether a person is warned before they edit an area. */
export const isGuarded = (protections: readonly ProtectedArea[], area: Area): boolean =>
  protections.some((each) => overlap(each.area, area));

const overlap = (one: Area, other: Area): boolean =>
  one.row < other.row + other.rows &&
  other.row < one.row + one.rows &&
  one.column < other.column + other.columns &&
  other.column < one.column + one.columns;
