import { fold } from '../basics/fold.ts';
import type { CriteriaSet, Criterion, Section } from './criteria-set.ts';

/** An id from the first words of a text: lower-case letters and digits, hyphens between. */
export const idOfText = (text: string, otherwise: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .split('-')
    .slice(0, 5)
    .join('-')
    .slice(0, 56)
    .replace(/-+$/, '') || otherwise;

/** An id that is not used yet: the wanted one, or that with a number behind it. */
export function unusedId(wanted: string, used: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? wanted : `${wanted}-${n}`;
    if (!used.has(id)) return id;
  }
}

/** A section whose criteria have no ids yet. */
export type WithoutIds = Omit<Section, 'id' | 'criteria'> & {
  readonly criteria: readonly Omit<Criterion, 'id'>[];
};

/**
 * Gives ids to sections and criteria. Those of the set before keep theirs, by their wording or else by their number, so
 * that what changed can be told.
 */
export function withIds(
  sections: readonly WithoutIds[],
  before: Pick<CriteriaSet, 'sections'> | null,
): readonly Section[] {
  const earlier = before?.sections ?? [];
  const all = earlier.flatMap(({ criteria }) => criteria);
  const criteria = sections.flatMap((section) => section.criteria);
  const kept = new Map<Omit<Criterion, 'id'>, string>();
  const given = new Set<string>();
  for (const isSame of [
    (one: Omit<Criterion, 'id'>, other: Criterion) => fold(one.text) === fold(other.text),
    (one: Omit<Criterion, 'id'>, other: Criterion) => one.number === other.number,
  ])
    for (const one of criteria) {
      const same = all.find((other) => isSame(one, other) && !given.has(other.id));
      if (same === undefined || kept.has(one)) continue;
      kept.set(one, same.id);
      given.add(same.id);
    }
  // An id is never another criterion’s.
  const taken = new Set(all.map(({ id }) => id));
  const sectionIds = new Set<string>();
  const idOf = (section: WithoutIds) => {
    const same = earlier.find(({ title, id }) => fold(title) === fold(section.title) && !sectionIds.has(id));
    const id = same?.id ?? unusedId(idOfText(section.title, 'section'), sectionIds);
    sectionIds.add(id);
    return id;
  };
  return sections.map((section) => ({
    ...section,
    id: idOf(section),
    criteria: section.criteria.map((one) => {
      const id = kept.get(one) ?? unusedId(idOfText(one.text, 'criterion'), taken);
      taken.add(id);
      return { ...one, id };
    }),
  }));
}
