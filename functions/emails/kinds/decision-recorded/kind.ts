import { count } from '../../../../shared/domain/basics/words.ts';
import { decisionInWords } from '../../../../shared/domain/decisions/decision.ts';
import { fateInWords } from '../../../../shared/domain/decisions/fate.ts';
import { outcomeInWords } from '../../../../shared/domain/recommendations/trace-in-words.ts';
import { about, type Kind, toRound } from '../../kind.ts';

export const kind: Kind<'decision-recorded'> = {
  name: 'Decision recorded',
  audience: 'centre',
  values: (data) => ({
    ...about(data),
    outcome: decisionInWords[data.outcome].toLowerCase(),
    'outcome in short':
      data.outcome === 'another-intervention'
        ? 'another intervention'
        : decisionInWords[data.outcome].toLowerCase(),
    recommendation: outcomeInWords[data.recommended].toLowerCase(),
    'it departs from the recommendation': data.departs,
    'there are conditions': data.conditions > 0,
    conditions: count(data.conditions, 'condition'),
    'a version was endorsed before': data.endorsement !== null,
    'what becomes of the endorsement':
      data.endorsement === null
        ? ''
        : fateInWords(data.endorsement, data.endorsement.specificationVersion, 'before-letter'),
  }),
  action: toRound('/decision', 'See the decision'),
  kept: ['outcome'],
};
