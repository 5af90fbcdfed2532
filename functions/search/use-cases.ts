import type { Operation } from '../../shared/contract/operation.ts';
import { personOperations } from '../../shared/contract/people/operations.ts';
import { roundOperations } from '../../shared/contract/rounds/operations.ts';
import type { searchOperations } from '../../shared/contract/search/operations.ts';
import { specificationOperations } from '../../shared/contract/specifications/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { personItem } from '../people/stored-person.ts';
import { personEntryOf } from '../people/views.ts';
import { roundEntryOf } from '../rounds/entry.ts';
import { roundItem } from '../rounds/stored-round.ts';
import { specificationItem } from '../specifications/stored-specification.ts';
import { keys } from '../table/keys.ts';
import { pageSize } from '../use-case/page-size.ts';
import type { Services } from '../use-case/services.ts';
import type { Caller, UseCases } from '../use-case/use-case.ts';
import { findByWords } from './storage.ts';
import { soughtWords } from './words.ts';

/** Whether somebody may read the list by which a kind of thing is found otherwise. */
const mayList = ({ roles }: Caller, { roles: readers }: Operation): boolean =>
  roles.some((role) => readers.includes(role));

/** Finds people, specifications and rounds by words, of each what whoever asks may list. */
export const search = ({ db }: Services): UseCases<typeof searchOperations> => ({
  search: async ({ by, of: { words = '' } }) => {
    const sought = soughtWords(words);
    const [people, specifications, rounds] = await Promise.all([
      mayList(by, personOperations.listPeople)
        ? findByWords(db, 'person', sought, pageSize, keys.person, personItem)
        : null,
      mayList(by, specificationOperations.listSpecifications)
        ? findByWords(db, 'specification', sought, pageSize, keys.specification, specificationItem)
        : null,
      mayList(by, roundOperations.listRounds)
        ? findByWords(db, 'round', sought, pageSize, keys.round, roundItem)
        : null,
    ]);
    return ok({
      answer: {
        people: people && { ...people, items: people.items.map(personEntryOf) },
        specifications: specifications && {
          ...specifications,
          items: specifications.items.map(({ id, title, areaOfPractice, latestVersion }) => ({
            specificationId: id,
            title,
            areaOfPractice,
            latestVersion,
          })),
        },
        rounds: rounds && { ...rounds, items: rounds.items.map(roundEntryOf) },
      },
    });
  },
});
