// A line for each folder, as in `index.ts`: what sends emails loads no samples.

export { samples as 'concern-answered' } from './concern-answered/sample.ts';
export { samples as 'concern-raised' } from './concern-raised/sample.ts';
export { samples as 'condition-news' } from './condition-news/sample.ts';
export { samples as 'dates-changed' } from './dates-changed/sample.ts';
export { samples as 'decision-recorded' } from './decision-recorded/sample.ts';
export { samples as 'decision-withdrawn' } from './decision-withdrawn/sample.ts';
export { samples as 'declaration-received' } from './declaration-received/sample.ts';
export { samples as 'declaration-resolved' } from './declaration-resolved/sample.ts';
export { samples as 'developer-answered' } from './developer-answered/sample.ts';
export { samples as digest } from './digest/sample.ts';
export { samples as 'endorsement-suspended' } from './endorsement-suspended/sample.ts';
export { samples as 'interest-declared' } from './interest-declared/sample.ts';
export { samples as invitation } from './invitation/sample.ts';
export { samples as letter } from './letter/sample.ts';
export { samples as 'off-panel' } from './off-panel/sample.ts';
export { samples as 'panel-called' } from './panel-called/sample.ts';
export { samples as receipt } from './receipt/sample.ts';
export { samples as recommendation } from './recommendation/sample.ts';
export { samples as reminder } from './reminder/sample.ts';
export { samples as reopened } from './reopened/sample.ts';
export { samples as 'review-file' } from './review-file/sample.ts';
export { samples as 'reviews-in' } from './reviews-in/sample.ts';
export { samples as 'round-closed' } from './round-closed/sample.ts';
export { samples as 'sign-in-code' } from './sign-in-code/sample.ts';
export { samples as 'suspension-lifted' } from './suspension-lifted/sample.ts';
export { samples as 'version-added' } from './version-added/sample.ts';
