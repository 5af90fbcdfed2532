import type { ReviewerSeverity } from '../../../../shared/domain/severity.ts';
import { count } from '../../../../shared/domain/words.ts';

/** How a reviewer rates beside the others of their panels, in a sentence that claims no more than the figures. */
export function severityInWords({
  specifications,
  criteria,
  difference,
  lower,
  upper,
  flagged,
}: Omit<ReviewerSeverity, 'reviewer' | 'standardError'>): string {
  if (difference === null) return 'Nothing to compare yet: no closed round with another reviewer’s ratings.';
  const size = Math.abs(difference).toFixed(2);
  const direction = difference < 0 ? 'below' : 'above';
  const basis = `over ${count(criteria, 'criterion', 'criteria')} of ${count(specifications, 'specification')}`;
  const mean = `On average ${size} of a level ${direction} the others, ${basis}`;
  if (lower === null || upper === null) return `${mean}. Too little for an interval.`;
  const range = `95% interval ${lower.toFixed(2)} to ${upper.toFixed(2)}`.replaceAll('-', '−');
  return `${mean}; ${range}. ${flagged ? 'Worth a conversation.' : 'Nothing that stands out.'}`;
}
