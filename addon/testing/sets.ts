import { readFileSync } from 'node:fs';
import path from 'node:path';
import { criteriaSet } from '../../shared/contract/criteria-sets/schemas.ts';
import type { CriteriaSet } from '../../shared/domain/criteria-sets/criteria-set.ts';
import type { CriterionReview } from '../../shared/domain/reviews/review.ts';

/** What a reviewer says of a criterion: a level, and a page as evidence. */
export const given = (rating: number, evidence: string): CriterionReview => ({
  rating,
  reason: '',
  evidence,
  comment: '',
  note: '',
});

const criterion = (id: string, number: string) => ({
  id,
  number,
  text: `The specification shows ${id}.`,
  guidance: `Guidance for ${number}.`,
  mandatory: false,
  threshold: null,
  dissentRefers: false,
});

/** Three criteria in two sections: rows 10, 11 and 13 of a new sheet. */
export const small: CriteriaSet = {
  id: 'small',
  kind: 'endorsement',
  title: 'Small set',
  sample: false,
  instructions: '',
  scale: ['Not met', 'Partly met', 'Met'].map((label, value) => ({ value, label, meaning: '' })),
  rules: { edition: 1, minReviews: 2, threshold: 2, metShare: { atLeast: 2, of: 3 }, nonMandatoryShare: 0.5 },
  sections: [
    {
      id: 'scope',
      number: '4',
      title: 'Scope',
      criteria: [criterion('need', '4.1'), criterion('scale', '4.2')],
    },
    { id: 'learning', number: '5', title: 'Learning', criteria: [criterion('level', '5.1')] },
  ],
};

/** A set with so many criteria, in five sections. */
export const generated = (criteria: number): CriteriaSet => ({
  ...small,
  sections: [4, 5, 6, 7, 8].map((section) => ({
    id: `section-${section}`,
    number: String(section),
    title: `Section ${section}`,
    criteria: Array.from({ length: criteria / 5 }, (_, n) =>
      criterion(`c-${section}-${n + 1}`, `${section}.${n + 1}`),
    ),
  })),
});

/** The sample criteria set that the service ships. */
export const sample: CriteriaSet = criteriaSet.parse(
  JSON.parse(
    readFileSync(
      path.join(import.meta.dirname, '../../shared/samples/sample-endorsement-criteria.json'),
      'utf8',
    ),
  ),
);
