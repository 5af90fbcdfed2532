import {
  alphaBesideAC1InWords,
  alphaIntervalInWords,
  alphaInWords,
  type CountedCriterion,
  gwetInWords,
  percentAgreementInWords,
} from '../../../shared/domain/statistics/agreement-in-words.ts';
import type { PanelAgreement } from '../../../shared/domain/statistics/panel-agreement.ts';

/** How far the panel agrees, in sentences: the plain one first, the statistics for those who want them. */
export function agreementView(
  { alpha, interval, ac1, rawAgreement }: PanelAgreement,
  criteria: readonly CountedCriterion[],
) {
  return {
    plain: percentAgreementInWords(rawAgreement),
    statistics: [
      alphaInWords(alpha),
      ...(alpha === null ? [] : [alphaIntervalInWords(interval?.lower ?? null, interval?.upper ?? null)]),
      gwetInWords('AC1', ac1),
      alphaBesideAC1InWords(alpha, ac1, criteria),
    ].filter((sentence) => sentence !== ''),
  };
}
