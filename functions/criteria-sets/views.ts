import type * as z from 'zod';
import type {
  criteriaSetEntry,
  criteriaSetView as schema,
} from '../../shared/contract/criteria-sets/schemas.ts';
import type { CriteriaSetSummary } from './storage.ts';
import type { CriteriaSetItem } from './stored-criteria-set.ts';

type Shown = Pick<CriteriaSetItem, 'id' | 'version' | 'status' | 'hash' | 'content' | 'edits'>;

/** A version only ever changes from one of these to a later one: with its edits, this tells how often it has changed. */
const moves: Readonly<Record<CriteriaSetItem['status'], number>> = {
  draft: 0,
  published: 1,
  withdrawn: 2,
};

/** What a change of a version rests on. */
export const editVersionOf = ({ status, edits }: Pick<CriteriaSetItem, 'status' | 'edits'>): number =>
  edits + moves[status];

/** A version of a criteria set as the API shows it. */
export const criteriaSetView = ({
  id,
  version,
  status,
  hash,
  content,
  edits,
}: Shown): z.output<typeof schema> => ({
  criteriaSetId: id,
  version,
  status,
  hash,
  content,
  editVersion: editVersionOf({ status, edits }),
});

/** A version of a criteria set in a list. */
export const criteriaSetEntryOf = ({
  id,
  version,
  status,
  title,
  kind,
  types,
  sample,
}: CriteriaSetSummary): z.output<typeof criteriaSetEntry> => ({
  criteriaSetId: id,
  version,
  status,
  title,
  kind,
  types,
  sample,
});
