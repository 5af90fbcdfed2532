import { about, longTitle, type Samples } from '../../sample.ts';

export const samples: Samples<'interest-declared'> = { 'sample criteria': about, 'long title': longTitle };
