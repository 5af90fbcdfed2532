import type { NoticeData, NoticeKind } from '../../shared/contract/notices/kinds.ts';
import type { CriteriaSetKind } from '../../shared/domain/criteria-sets/criteria-set.ts';

/** What a kind of email can be about, by what each shows: every sentence of its words stands in one. */
export type Samples<K extends NoticeKind> = Readonly<Record<string, NoticeData<K>>>;

/** A specification that does not exist, reviewed against criteria that are a sample. */
export const about = {
  title: 'Sample credential in frailty',
  specificationVersion: 2,
  sample: true,
  criteriaSetKind: 'endorsement' as CriteriaSetKind,
};

/** The same at the gateway. */
export const atGateway = { ...about, criteriaSetKind: 'gateway' as const };

export const ownCriteria = { ...about, sample: false };

export const longTitle = {
  title:
    'Sample credential in the care of people with several long-term conditions across primary, community and hospital settings',
  specificationVersion: 14,
  sample: false,
  criteriaSetKind: 'endorsement' as CriteriaSetKind,
};

export const dates = { reviewsDue: '2026-08-06T16:00:00.000Z', closesAt: '2026-08-20T11:00:00.000Z' };

/** A sample for each of some things, by its name. */
export const each = <T, K extends string>(keys: readonly K[], of: (key: K) => T): Readonly<Record<K, T>> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>;
