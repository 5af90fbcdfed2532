import type { criteriaSetOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { checkCriteriaSet, criteriaSetHash } from '../../shared/domain/criteria-sets/criteria-set.ts';
import { diffCriteriaSets, wordingOf } from '../../shared/domain/criteria-sets/criteria-set-diff.ts';
import { stale, standing } from '../use-case/lock.ts';
import { pageSize } from '../use-case/page-size.ts';
import { invalidBody, notFound, type Problem, problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { getRuleEffect } from './rule-effect.ts';
import {
  addCriteriaSetVersion,
  changeDraft,
  discardDraft,
  getCriteriaSet,
  getLatestCriteriaSet,
  getPublishedBefore,
  listCriteriaSetsPage,
  publishCriteriaSet,
  unlessDiscarded,
  withdrawCriteriaSet,
} from './storage.ts';
import { type CriteriaSetItem, criteriaSetItem } from './stored-criteria-set.ts';
import { criteriaSetEntryOf, criteriaSetView, editVersionOf } from './views.ts';

const answer = (set: Parameters<typeof criteriaSetView>[0]) =>
  ok({ answer: criteriaSetView(set), version: editVersionOf(set) });

/** The version as it stands, unless somebody has changed its status since it was read. */
async function setAsRead(
  { db }: Services,
  { criteriaSetId, version }: { readonly criteriaSetId: string; readonly version: number },
  expected: number,
): Promise<Result<CriteriaSetItem, Problem<'not-found' | 'stale'>>> {
  const set = await getCriteriaSet(db, criteriaSetId, version);
  return set !== null && editVersionOf(set) === expected ? ok(set) : fail(overtakenBy(set));
}

const overtakenBy = (found: CriteriaSetItem | null): Problem<'not-found' | 'stale'> => {
  const now = unlessDiscarded(found);
  return now === null ? notFound : stale('criteria set', editVersionOf(now), criteriaSetView(now));
};

/** What is said of a change that only a draft takes. */
const noDraft = problem('not-now', 'This version is no draft any more. Create a new version instead.');

const otherId = {
  pointer: '/id',
  code: 'not-allowed',
  detail: 'The id of a set stays as it is. Create another set instead.',
};

/** What staff do with criteria sets. */
export const criteriaSets = (services: Services): UseCases<typeof criteriaSetOperations> => ({
  createCriteriaSet: async ({ by, what: content }) => {
    const { db, digest } = services;
    const defects = checkCriteriaSet(content);
    if (defects.length > 0) return fail(invalidBody(defects));
    const hash = criteriaSetHash(content, digest);
    const latest = await getLatestCriteriaSet(db, content.id);
    if (latest?.hash === hash && !latest.discarded) return answer(latest);
    const added = {
      id: content.id,
      content,
      hash,
      version: (latest?.version ?? 0) + 1,
      status: 'draft' as const,
      edits: 0,
    };
    const event = eventNow(services, by.id, 'criteria-set-created', { version: added.version, hash });
    const written = await addCriteriaSetVersion(db, added, event);
    if (written.ok) return answer(added);
    // The same was added at the same time, or something else.
    const other = standing(written.error, 'version', criteriaSetItem);
    return other?.hash === hash && !other.discarded
      ? answer(other)
      : fail(
          problem(
            'changed-meanwhile',
            'Somebody added a version of this criteria set at the same time. Try again.',
          ),
        );
  },

  getCriteriaSet: async ({ of: { criteriaSetId, version } }) => {
    const set = await getCriteriaSet(services.db, criteriaSetId, version);
    return set === null ? fail(notFound) : answer(set);
  },

  changeCriteriaSet: async ({ by, of, what: content, expected }) => {
    const read = await setAsRead(services, of, expected);
    if (!read.ok) return read;
    if (read.value.status !== 'draft') return fail(noDraft);
    const own = read.value.id === content.id ? [] : [otherId];
    const defects = [...own, ...checkCriteriaSet(content)];
    if (defects.length > 0) return fail(invalidBody(defects));
    const hash = criteriaSetHash(content, services.digest);
    const { version, edits } = read.value;
    if (hash === read.value.hash) return answer(read.value);
    const event = eventNow(services, by.id, 'criteria-set-changed', { version, hash });
    const written = await changeDraft(services.db, read.value, { content, hash }, event);
    return written.ok
      ? answer({ ...read.value, content, hash, edits: edits + 1 })
      : fail(overtakenBy(standing(written.error, 'status', criteriaSetItem)));
  },

  discardCriteriaSet: async ({ by, of, expected }) => {
    const read = await setAsRead(services, of, expected);
    if (!read.ok) return read;
    if (read.value.status !== 'draft') return fail(noDraft);
    const { version, hash } = read.value;
    const event = eventNow(services, by.id, 'criteria-set-discarded', { version, hash });
    const written = await discardDraft(services.db, read.value, event);
    return written.ok
      ? ok({ answer: criteriaSetView(read.value) })
      : fail(overtakenBy(standing(written.error, 'status', criteriaSetItem)));
  },

  publishCriteriaSet: async ({ by, of, expected }) => {
    const read = await setAsRead(services, of, expected);
    if (!read.ok) return read;
    const { status, version, hash } = read.value;
    if (status === 'published') return answer(read.value);
    if (status === 'withdrawn')
      return fail(problem('not-now', 'This version was withdrawn. Create a new version instead.'));
    const event = eventNow(services, by.id, 'criteria-set-published', { version, hash });
    const written = await publishCriteriaSet(services.db, read.value, event);
    return written.ok
      ? answer({ ...read.value, status: 'published' })
      : fail(overtakenBy(standing(written.error, 'status', criteriaSetItem)));
  },

  withdrawCriteriaSet: async ({ by, of, what: { reason }, expected }) => {
    const read = await setAsRead(services, of, expected);
    if (!read.ok) return read;
    if (read.value.status === 'withdrawn') return answer(read.value);
    const event = eventNow(services, by.id, 'criteria-set-withdrawn', {
      version: read.value.version,
      reason,
    });
    const written = await withdrawCriteriaSet(services.db, read.value, event);
    return written.ok
      ? answer({ ...read.value, status: 'withdrawn' })
      : fail(overtakenBy(standing(written.error, 'status', criteriaSetItem)));
  },

  listCriteriaSets: async ({ of: { cursor } }) => {
    const { entries, next } = await listCriteriaSetsPage(services.db, { limit: pageSize, cursor });
    return ok({ answer: { items: entries.map(criteriaSetEntryOf), next } });
  },

  getRuleEffect: getRuleEffect(services),

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
