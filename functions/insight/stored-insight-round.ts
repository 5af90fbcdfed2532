import { slug } from '../../shared/contract/basics.ts';
import { count, item } from '../table/stored.ts';

/**
 * What insight counts of a round, worked out anew by every projection. It lies in the summary, so that those of many
 * rounds are read with one query; nothing in it is about a person.
 */
export const insightRoundItem = item('insight-round', {
  roundId: slug,
  /** Of the decision from which it was worked out. */
  decisionVersion: count,
});
