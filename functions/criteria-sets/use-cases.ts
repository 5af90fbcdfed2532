import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { checkCriteriaSet, criteriaSetHash } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { diffCriteriaSets, wordingOf } from '../../shared/domain/criteria-sets/criteria-set-diff.ts';
import { criteriaSetEntryOf, pageSize } from '../entries.ts';
import { invalidBody, notFound, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import {
  addCriteriaSetVersion,
  getCriteriaSet,
  getLatestCriteriaSet,
  getPublishedBefore,
  listCriteriaSetsPage,
  publishCriteriaSet,
  withdrawCriteriaSet,
} from './storage.ts';
import type { CriteriaSetItem } from './stored-criteria-set.ts';

const view = ({
  id,
  version,
  status,
  hash,
  content,
}: Pick<CriteriaSetItem, 'id' | 'version' | 'status' | 'hash' | 'content'>) => ({
  criteriaSetId: id,
  version,
  status,
  hash,
  content,
});

/** What staff do with criteria sets. */
export const criteriaSets = (
  services: Services,
): Pick<
  UseCases<typeof staffOperations>,
  | 'createCriteriaSet'
  | 'getCriteriaSet'
  | 'publishCriteriaSet'
  | 'withdrawCriteriaSet'
  | 'listCriteriaSets'
  | 'compareCriteriaSet'
> => ({
  createCriteriaSet: async ({ by: person, what: content }) => {
    const { db, digest } = services;
    const defects = checkCriteriaSet(content);
    if (defects.length > 0) return fail(invalidBody(defects));
    const hash = criteriaSetHash(content, digest);
    const latest = await getLatestCriteriaSet(db, content.id);
    if (latest?.hash === hash) return ok({ answer: view(latest) });
    const added = {
      id: content.id,
      content,
      hash,
      version: (latest?.version ?? 0) + 1,
      status: 'draft' as const,
    };
    const event = eventNow(services, person.id, 'criteria-set-created', { version: added.version, hash });
    const written = await addCriteriaSetVersion(db, added, event);
    return written.ok
      ? ok({ answer: view(added) })
      : fail(
          problem(
            'changed-meanwhile',
            'Somebody added a version of this criteria set at the same time. Try again.',
          ),
        );
  },

  getCriteriaSet: async ({ of: { criteriaSetId, version } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    return set === null ? fail(notFound) : ok({ answer: view(set) });
  },

  publishCriteriaSet: async ({ by: person, of: { criteriaSetId, version } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    if (set === null) return fail(notFound);
    if (set.status === 'published') return ok({ answer: view(set) });
    if (set.status === 'withdrawn')
      return fail(problem('not-now', 'This version was withdrawn. Create a new version instead.'));
    const event = eventNow(services, person.id, 'criteria-set-published', { version, hash: set.hash });
    const written = await publishCriteriaSet(services.db, set, event);
    return written.ok
      ? ok({ answer: view({ ...set, status: 'published' }) })
      : fail(
          problem(
            'changed-meanwhile',
            'Somebody changed this criteria set at the same time. Look at it again.',
          ),
        );
  },

  withdrawCriteriaSet: async ({ by: person, of: { criteriaSetId, version }, what: { reason } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    if (set === null) return fail(notFound);
    if (set.status === 'withdrawn') return ok({ answer: view(set) });
    const event = eventNow(services, person.id, 'criteria-set-withdrawn', { version, reason });
    const written = await withdrawCriteriaSet(services.db, set, event);
    return written.ok
      ? ok({ answer: view({ ...set, status: 'withdrawn' }) })
      : fail(
          problem(
            'changed-meanwhile',
            'Somebody changed this criteria set at the same time. Look at it again.',
          ),
        );
  },

  listCriteriaSets: async ({ of: { cursor } }) => {
    const { entries, next } = await listCriteriaSetsPage(services.db, { limit: pageSize, cursor });
    return ok({ answer: { items: entries.map(criteriaSetEntryOf), next } });
  },

  compareCriteriaSet: async ({ of: { criteriaSetId, version } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    if (set === null) return fail(notFound);
    const earlier = await getPublishedBefore(services.db, criteriaSetId, version);
    return ok({
      answer: {
        comparedWith: earlier?.version ?? null,
        changes: earlier === null ? [] : diffCriteriaSets(earlier.content, set.content).map(wordingOf),
      },
    });
  },
});
