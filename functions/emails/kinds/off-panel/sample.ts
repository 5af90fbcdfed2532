import { about, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'off-panel'> = {
  'sample criteria': about,
  'long title': longTitle,
  'a panel was called': { ...about, isPanelToCome: true },
};
