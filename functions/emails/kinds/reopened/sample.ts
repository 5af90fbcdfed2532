import { about, dates, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'reopened'> = {
  'sample criteria': {
    ...about,
    ...dates,
    reason: 'Your rating of criterion 8.1 and its evidence seem to speak of different pages.',
  },
  'a reason in several lines': {
    ...longTitle,
    ...dates,
    reason:
      'Two things seem to have slipped:\n\nCriterion 8.1: the evidence is of another section.\nCriterion 9.3: the comment breaks off.',
  },
};
