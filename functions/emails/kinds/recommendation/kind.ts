import { outcomeInWords, reasonSentences } from '../../../../shared/domain/recommendations/trace-in-words.ts';
import { percentAgreementInWords } from '../../../../shared/domain/statistics/agreement-in-words.ts';
import type { Block } from '../../blocks.ts';
import { about, type Kind, listOf, oneLine, toRound } from '../../kind.ts';

export const kind: Kind<'recommendation'> = {
  name: 'Recommendation',
  audience: 'centre',
  values: (data) => ({
    ...about(data),
    outcome: outcomeInWords[data.outcome].toLowerCase(),
    reasons: oneLine(reasonSentences(data.reasons).join(' ')),
    'there are conditions': data.conditions.length > 0,
    conditions: first(data.conditions, data.moreConditions),
    'there are disputes': data.disputed.length > 0,
    'disputed criteria': first(data.disputed, data.moreDisputed),
    agreement: oneLine(percentAgreementInWords(data.rawAgreement)),
    'recommendation number': `${data.recommendationNumber}`,
    'hash of the criteria': data.criteriaSetHash.slice(0, 12),
  }),
  action: toRound('/result', 'See how it was derived'),
  kept: ['outcome'],
};

/** A list that says at its end how many it does not hold. */
const first = (texts: readonly string[], more: number): readonly Block[] =>
  listOf([...texts.map(oneLine), ...(more === 0 ? [] : [`and ${more} more: see the result`])]);
