import { type Run, strong } from './blocks.ts';
import type { Audience } from './kind.ts';

/** What stands around an email's own words, whatever they are. */
export interface Frame {
  /** That the criteria are a sample; null where they are the Centre's own. */
  readonly mark: readonly Run[] | null;
  /** Who it comes from: a line or more. */
  readonly signature: string;
  /** How the Centre is asked something; null where it does not say so. */
  readonly contact: string | null;
  /** Why its recipient gets it, and whether they can do without. */
  readonly why: string;
  /** Where its recipient can do without it, or a developer what there is to do; null for nowhere. */
  readonly choice: { readonly text: string; readonly link: string } | null;
}

const reasons: Readonly<Record<Audience, string>> = {
  reviewer: 'You get this email because the Centre asked you to review this specification.',
  centre: 'You get this email because you are one of the Centre’s staff or of the Oversight Group.',
  'whoever-signs-in': 'You get this email because somebody asked for a code for this address.',
  developer: 'You get this email because you are the contact for this specification.',
  'former-developer': 'You get this email because you were the contact for this specification.',
};

/** The frame of an email: where its recipient can do without it, or has a page of their own; null for nowhere. */
export function frameOf(
  audience: Audience,
  is: { readonly sample: boolean; readonly optional: boolean },
  optOut: string | null,
  ownPage: string | null,
  set: { readonly signature: string | null; readonly contact: string | null },
): Frame {
  const otherwise = is.optional
    ? 'Ask the Centre if you would rather not get emails like this.'
    : 'It is part of the service, so it cannot be turned off.';
  return {
    mark: is.sample
      ? [strong('Sample criteria:'), ' this round does not use the Centre’s own criteria.']
      : null,
    signature: set.signature ?? 'Centre for Advancing Practice',
    contact: set.contact && `Contact: ${set.contact}`,
    why: optOut === null ? `${reasons[audience]} ${otherwise}` : reasons[audience],
    choice:
      optOut !== null
        ? { text: 'Choose which emails you get', link: optOut }
        : ownPage === null
          ? null
          : { text: 'Your page at the Centre: the letter, evidence, answers, appeal', link: ownPage },
  };
}
