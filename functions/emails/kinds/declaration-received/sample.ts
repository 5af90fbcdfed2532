import { about, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'declaration-received'> = { 'sample criteria': about, 'long title': longTitle };
