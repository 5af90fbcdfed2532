import type { personOperations } from '../../shared/contract/people/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { countWaiting } from '../panels/storage.ts';
import { pageSize } from '../use-case/page-size.ts';
import { notFound } from '../use-case/problem.ts';
import type { Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { listPeoplePage } from './lists.ts';
import { getPerson } from './storage.ts';
import { personEntryOf, personView } from './views.ts';

/** Who there is. */
export const readingPeople = (services: Services) =>
  ({
    listPeople: async ({ of: { cursor, startsWith = '' } }) => {
      const now = services.now();
      const { entries, next } = await listPeoplePage(services.db, startsWith, { limit: pageSize, cursor });
      const items = await Promise.all(
        entries.map(personEntryOf).map(async (person) => {
          const isReviewer = person.roles.includes('reviewer');
          const asked = isReviewer
            ? await countWaiting(services.db, person.personId, now)
            : { waiting: 0, overdue: 0 };
          return { ...person, ...asked };
        }),
      );
      return ok({ answer: { items, next } });
    },

    getPerson: async ({ of: { personId } }) => {
      const person = await getPerson(services.db, personId);
      return person === null
        ? fail(notFound)
        : ok({ answer: personView(person), version: person.editVersion });
    },
  }) satisfies Partial<UseCases<typeof personOperations>>;
