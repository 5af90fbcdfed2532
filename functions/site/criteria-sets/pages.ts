import type { Role } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import {
  criteriaOf,
  metShareInWords,
  thresholdOf,
} from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { typesInWords } from '../../../shared/domain/criteria-sets/criteria-set-diff.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { pagingOf } from '../web/paging.ts';
import type { Tag } from '../web/tags.ts';
import type { Answer, Visit } from '../web/visit.ts';

const ops = staffOperations;

/** Who sees criteria sets. */
export const readers: readonly Role[] = ops.listCriteriaSets.roles;

const tags: Record<'draft' | 'published' | 'withdrawn', Tag> = {
  draft: { text: 'Draft', colour: 'grey' },
  published: { text: 'Published', colour: 'green' },
  withdrawn: { text: 'Withdrawn', colour: 'orange' },
};

const kinds = { endorsement: 'Endorsement', gateway: 'Gateway' } as const;

/** Where a version of a criteria set is shown. */
export const versionPath = (criteriaSetId: string, version: number): string =>
  `/criteria-sets/${criteriaSetId}/versions/${version}`;

/** `GET /criteria-sets`: all of them, a row for each version. */
export async function listCriteriaSetsPage(visit: Visit): Promise<Answer> {
  const list = await readFor(visit, 'listCriteriaSets');
  if (list === null) return notFoundPage(visit);
  return page(visit, 'criteria-sets/list.njk', {
    sets: list.items.map(({ criteriaSetId, version, title, kind, status, sample }) => ({
      href: versionPath(criteriaSetId, version),
      title,
      version,
      kind: kinds[kind],
      status: tags[status],
      sample,
    })),
    paging: pagingOf(visit, list.next),
    isStaff: visit.person?.roles.includes('staff'),
  });
}

/** `GET /criteria-sets/{criteriaSetId}/versions/{version}`: a version as reviewers see it, and its rules. */
export async function showCriteriaSet(visit: Visit): Promise<Answer> {
  const [set, compared] = await Promise.all([
    readFor(visit, 'getCriteriaSet'),
    readFor(visit, 'compareCriteriaSet'),
  ]);
  if (set === null) return notFoundPage(visit);
  const { content, status, version, criteriaSetId } = set;
  const label = (value: number) =>
    content.scale.find((level) => level.value === value)?.label ?? String(value);
  const criteria = criteriaOf(content);
  const mandatory = criteria.filter((criterion) => criterion.mandatory).length;
  const { rules } = content;
  const share = `${Math.round(rules.nonMandatoryShare * 1000) / 10}%`;
  return page(visit, 'criteria-sets/criteria-set.njk', {
    at: versionPath(criteriaSetId, version),
    isStaff: visit.person?.roles.includes('staff'),
    title: content.title,
    version,
    kind: kinds[content.kind],
    status: tags[status],
    canPublish: status === 'draft',
    canWithdraw: status === 'published',
    // Only staff edit; a published version never changes.
    canEdit: status === 'draft' && visit.person?.roles.includes('staff') === true,
    sample: content.sample,
    hash: set.hash,
    size: `${count(criteria.length, 'criterion', 'criteria')}, ${mandatory} of them mandatory`,
    meantFor: typesInWords(content),
    rules: [
      `A criterion needs at least ${count(rules.minReviews, 'rating')}.`,
      `It is met where ${metShareInWords(rules.metShare)} ratings or more are “${label(rules.threshold)}” or above, unless the criterion has a threshold of its own.`,
      'A third or more of the ratings at the threshold or above, and as many far below it, make a criterion disputed.',
      ...(mandatory === criteria.length
        ? []
        : [
            `Besides all mandatory criteria, ${share} of the others must be met for ${content.kind === 'gateway' ? 'a go-ahead' : 'an endorsement'} without conditions.`,
          ]),
    ],
    instructions: content.instructions,
    scale: content.scale.map(({ value, label, meaning }) => ({ value, label, meaning })),
    sections: content.sections.map(({ id, number, title, criteria: own }) => ({
      id,
      heading: `${number}. ${title}`,
      criteria: own.map((criterion) => ({
        id: criterion.id,
        number: criterion.number,
        text: criterion.text,
        guidance: criterion.guidance,
        marks: [
          criterion.mandatory ? 'Mandatory' : null,
          criterion.threshold === null ? null : `Met from “${label(thresholdOf(content, criterion))}” up`,
          criterion.dissentRefers ? 'One strong dissent goes to the panel' : null,
        ].filter((mark) => mark !== null),
      })),
    })),
    changes:
      compared === null || compared.comparedWith === null
        ? null
        : { since: compared.comparedWith, list: compared.changes },
  });
}
