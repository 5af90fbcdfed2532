import { sampleSpecifications } from '../../infra/local/samples.ts';
import type { PastRound } from '../../shared/domain/past-rounds/past-rounds.ts';

const title = sampleSpecifications()[0]?.version.title ?? '';

const round = { areaOfPractice: '', organisation: 'Sample Trust', version: '1.0', endorsedUntil: null };

/** Rounds before this system, one of a specification that is registered. */
export const samplePastRounds: readonly PastRound[] = [
  {
    ...round,
    title,
    outcome: 'endorse-with-conditions',
    invitedOn: '2021-01-04',
    decidedOn: '2021-05-03',
    endorsedUntil: '2024-05-03',
  },
  {
    ...round,
    title: 'Sample: hand therapy',
    outcome: 'return-for-revision',
    invitedOn: null,
    decidedOn: '2022-03-01',
  },
];
