import type { RoundResult } from '../../../shared/domain/aggregate.ts';
import {
  alphaBesideAC1InWords,
  alphaIntervalInWords,
  alphaInWords,
  gwetInWords,
  percentAgreementInWords,
} from '../../../shared/domain/agreement-in-words.ts';

/** How far the panel agrees, in sentences: the plain one first, the statistics for those who want them. */
export function agreementView({ agreement }: Pick<RoundResult, 'agreement'>) {
  const { alpha, interval, ac1, rawAgreement } = agreement;
  return {
    plain: percentAgreementInWords(rawAgreement),
    statistics: [
      alphaInWords(alpha),
      ...(alpha === null ? [] : [alphaIntervalInWords(interval?.lower ?? null, interval?.upper ?? null)]),
      gwetInWords('AC1', ac1),
      alphaBesideAC1InWords(alpha, ac1),
    ].filter((sentence) => sentence !== ''),
  };
}
