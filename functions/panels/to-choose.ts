import { byName, nameKey } from '../../shared/domain/basics/fold.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { listReviewers } from '../people/lists.ts';
import { getPeople } from '../people/storage.ts';
import { type PersonItem, personItem } from '../people/stored-person.ts';
import { findByWords } from '../search/storage.ts';
import { soughtWords } from '../search/words.ts';
import { getSpecification } from '../specifications/storage.ts';
import { keys } from '../table/keys.ts';
import { pageSize } from '../use-case/page-size.ts';
import type { Services } from '../use-case/services.ts';
import { conflictInWords, conflictsOf, contactOf } from './conflicts.ts';
import { countWaiting } from './storage.ts';

/** Somebody who can be chosen for a panel, and what staff should know of them before they do. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly expertise: readonly string[];
  /** Reviews that are asked of them now, and how many of those are overdue. */
  readonly waiting: number;
  readonly overdue: number;
  /** What they have in common with the developer or the panel as it is, in words; null where none can be seen. */
  readonly conflict: string | null;
}

/** Who can be chosen, and whether there are more than are shown. */
export interface Choices {
  readonly choices: readonly Choice[];
  readonly more: boolean;
}

/** Most people who are found by words before those are picked who review. */
const mostFound = 100;

/**
 * Reviewers to choose for the panel of a specification: those who were chosen, then whom the words find, or whoever knows
 * its area and the others by name. A request each for how much is asked of them: there are 25 at most besides the chosen.
 */
export async function reviewersToAdd(
  services: Services,
  specificationId: string,
  onPanel: readonly string[],
  { words, chosen }: { readonly words: string; readonly chosen: readonly string[] },
): Promise<Choices> {
  const { db } = services;
  const sought = soughtWords(words);
  const [specification, { sharedDomains }, found] = await Promise.all([
    getSpecification(db, specificationId),
    getSettings(db),
    sought.length === 0
      ? listReviewers(db).then((items) => ({ items, more: false }))
      : findByWords(db, 'person', sought, mostFound, keys.person, personItem),
  ]);
  const contactId = specification?.developer.contactId ?? '';
  const people = await getPeople(db, [...chosen, ...onPanel, contactId]);
  const taken = new Set([...onPanel, contactId, ...chosen]);
  const area = nameKey(specification?.areaOfPractice ?? '');
  const knows = ({ expertise }: PersonItem) => expertise.some((one) => nameKey(one) === area);
  const others = found.items
    .filter(({ id, roles }) => roles.includes('reviewer') && !taken.has(id))
    .sort((a, b) => Number(knows(b)) - Number(knows(a)) || byName(a, b));
  const known = (ids: readonly string[]) => ids.flatMap((id) => people.get(id) ?? []);
  const already = known(onPanel);
  const picked = known(chosen).filter(({ id }) => !onPanel.includes(id));
  const nameOf = (id: string) => people.get(id)?.name ?? '';
  const choices = [...picked, ...others.slice(0, pageSize)].map(async (person) => {
    const conflicts = conflictsOf(
      person,
      contactOf(specification, people),
      [...already, ...picked],
      sharedDomains,
    );
    return {
      id: person.id,
      name: person.name,
      expertise: person.expertise,
      ...(await countWaiting(db, person.id, services.now())),
      conflict: conflicts.length === 0 ? null : conflictInWords(conflicts, nameOf),
    };
  });
  return { choices: await Promise.all(choices), more: found.more || others.length > pageSize };
}
