// A line for each folder, as in `samples.ts`: types fail where one is missing.

export { kind as 'concern-answered' } from './concern-answered/kind.ts';
export { kind as 'concern-raised' } from './concern-raised/kind.ts';
export { kind as 'condition-news' } from './condition-news/kind.ts';
export { kind as 'dates-changed' } from './dates-changed/kind.ts';
export { kind as 'decision-recorded' } from './decision-recorded/kind.ts';
export { kind as 'decision-withdrawn' } from './decision-withdrawn/kind.ts';
export { kind as 'declaration-received' } from './declaration-received/kind.ts';
export { kind as 'declaration-resolved' } from './declaration-resolved/kind.ts';
export { kind as 'developer-answered' } from './developer-answered/kind.ts';
export { kind as digest } from './digest/kind.ts';
export { kind as 'endorsement-suspended' } from './endorsement-suspended/kind.ts';
export { kind as 'interest-declared' } from './interest-declared/kind.ts';
export { kind as invitation } from './invitation/kind.ts';
export { kind as letter } from './letter/kind.ts';
export { kind as 'off-panel' } from './off-panel/kind.ts';
export { kind as 'panel-called' } from './panel-called/kind.ts';
export { kind as receipt } from './receipt/kind.ts';
export { kind as recommendation } from './recommendation/kind.ts';
export { kind as reminder } from './reminder/kind.ts';
export { kind as reopened } from './reopened/kind.ts';
export { kind as 'review-file' } from './review-file/kind.ts';
export { kind as 'reviews-in' } from './reviews-in/kind.ts';
export { kind as 'round-closed' } from './round-closed/kind.ts';
export { kind as 'sign-in-code' } from './sign-in-code/kind.ts';
export { kind as 'suspension-lifted' } from './suspension-lifted/kind.ts';
export { kind as 'version-added' } from './version-added/kind.ts';
