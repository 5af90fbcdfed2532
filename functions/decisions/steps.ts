import * as happening from '../register/happenings.ts';
import type { Step } from './storage.ts';
import type { DecisionItem } from './stored-decision.ts';

/** Who did something to an endorsement or a go-ahead, when and why, and what the developer is told. */
export type Done = NonNullable<DecisionItem['withdrawn']>;

/** What of a step the log and an email, which have one name for it, tell of. */
export type StepNotice = 'decision-withdrawn' | 'endorsement-suspended' | 'suspension-lifted';

/** Something that staff do to a decision that stands: what changes of it, and in the register. */
export interface StepTaken<Action extends StepNotice | 'endorsement-stands' = StepNotice> {
  readonly step: Step;
  readonly happens: happening.Happens;
  readonly action: Action;
}

/** An endorsement or a go-ahead stands no more. */
export const withdrawn = (done: Done): StepTaken => ({
  step: { withdrawn: done, suspended: null },
  happens: happening.withdrawn,
  action: 'decision-withdrawn',
});

/** An endorsement is suspended until it is considered again. */
export const suspended = (done: Done, reconsiderBy: string): StepTaken => ({
  step: { suspended: { ...done, reconsiderBy } },
  happens: happening.suspended(reconsiderBy),
  action: 'endorsement-suspended',
});

/** A suspended endorsement stands again. */
export const suspensionLifted: StepTaken = {
  step: { suspended: null },
  happens: happening.suspensionLifted,
  action: 'suspension-lifted',
};

/** An endorsement stands until its next review; where it `lifts` a suspension, it stands again. */
export const stands = (reviewBy: string, lifts: boolean): StepTaken<'endorsement-stands'> => ({
  step: { reviewBy, ...(lifts && { suspended: null }) },
  happens: happening.stands(reviewBy, lifts),
  action: 'endorsement-stands',
});
