import * as happening from '../register/happenings.ts';
import type { Step } from './storage.ts';
import type { DecisionItem } from './stored-decision.ts';

/** Who did something to an endorsement or a go-ahead, when and why, and what the developer is told. */
export type Done = NonNullable<DecisionItem['withdrawn']>;

/** Something that staff do to a decision that stands: what changes of it, and in the register. */
export interface StepTaken {
  readonly step: Step;
  readonly happens: happening.Happens;
  readonly action:
    | 'decision-withdrawn'
    | 'endorsement-suspended'
    | 'suspension-lifted'
    | 'endorsement-stands';
}

/** An endorsement or a go-ahead stands no more. */
export const withdrawn = (done: Done): StepTaken => ({
  step: { set: { withdrawn: done, suspended: null }, isOver: true },
  happens: happening.withdrawn,
  action: 'decision-withdrawn',
});

/** An endorsement is suspended until it is considered again. */
export const suspended = (done: Done, reconsiderBy: string): StepTaken => ({
  step: { set: { suspended: { ...done, reconsiderBy } }, isOver: false },
  happens: happening.suspended(reconsiderBy),
  action: 'endorsement-suspended',
});

/** A suspended endorsement stands again. */
export const suspensionLifted: StepTaken = {
  step: { set: { suspended: null }, isOver: false },
  happens: happening.suspensionLifted,
  action: 'suspension-lifted',
};

/** An endorsement stands until its next review; where it `lifts` a suspension, it stands again. */
export const stands = (reviewBy: string, lifts: boolean): StepTaken => ({
  step: { set: { reviewBy, ...(lifts && { suspended: null }) }, isOver: false },
  happens: happening.stands(reviewBy, lifts),
  action: 'endorsement-stands',
});
