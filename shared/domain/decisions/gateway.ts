import type { DecisionOutcome } from './decision-outcomes.ts';

/** What keeps the gateway from having said yes to a specification. */
export const gatewayLacks = ['no-decision', 'think-again', 'another-intervention', 'withdrawn'] as const;

/** What keeps the gateway from having said yes to a specification. */
export type GatewayLack = (typeof gatewayLacks)[number];

/** A decision of the gateway on a specification, as far as it says whether one can go on. */
export interface GatewayDecision {
  readonly outcome: DecisionOutcome;
  readonly decidedAt: string;
  readonly withdrawn: object | null;
}

/** The latest of the gateway's decisions on a specification, which is the one that counts; null where there is none. */
export const latestDecision = <D extends GatewayDecision>(decisions: readonly D[]): D | null =>
  [...decisions].sort((a, b) => b.decidedAt.localeCompare(a.decidedAt))[0] ?? null;

/** What a specification lacks after the gateway's latest decision; null where that is a go-ahead that stands. */
export function gatewayLack(latest: GatewayDecision | null): GatewayLack | null {
  if (latest === null) return 'no-decision';
  if (latest.withdrawn !== null) return 'withdrawn';
  const { outcome } = latest;
  return outcome === 'think-again' || outcome === 'another-intervention' ? outcome : null;
}

/** What a specification lacks, as a sentence. */
export const gatewayLackInWords: Readonly<Record<GatewayLack, string>> = {
  'no-decision': 'The gateway has not decided on this specification.',
  'think-again': 'The gateway’s latest decision on this specification is to think again.',
  'another-intervention':
    'The gateway’s latest decision on this specification is that another intervention is the answer.',
  withdrawn: 'The gateway’s go-ahead for this specification has been withdrawn.',
};
