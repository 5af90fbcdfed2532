import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import type { Visit } from '../web/visit.ts';
import { versionPath } from './pages.ts';

const ops = staffOperations;

/** A version of a criteria set that a form is about. */
export type Version = Answered<typeof ops.getCriteriaSet>;

/** The version at a page’s address; null where there is none. */
export const readVersion = (visit: Visit): Promise<Version | null> => readFor(visit, 'getCriteriaSet');

/** A version, as it is spoken of. */
export const nameOf = ({ content, version }: Version) => `${content.title}, version\u00a0${version}`;

/** Where a version is shown. */
export const pathOf = ({ criteriaSetId, version }: Version) => versionPath(criteriaSetId, version);

/** What a change of a version rests on. */
export const lockOf = ({ criteriaSetId, editVersion }: Version) => ({
  version: editVersion,
  concerns: { kind: 'criteria-set' as const, id: criteriaSetId },
});

/** Says where a version stands, unless it is `status`. */
export const unless = (needed: Version['status'], set: Version): Message | null =>
  set.status === needed
    ? null
    : {
        title: `This version is ${set.status === 'draft' ? 'a draft' : set.status}`,
        paragraphs: [after[set.status]],
      };

const after: Readonly<Record<Version['status'], string>> = {
  draft: 'It can be published, or discarded. Only a published version can be withdrawn.',
  published: 'It never changes, and it can be chosen for rounds.',
  withdrawn: 'It takes no new rounds, and it cannot be published again.',
};
