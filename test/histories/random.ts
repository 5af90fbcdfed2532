/** Chances that follow from a seed alone. */
export interface Random {
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number;
  /** True in `share` (0 to 1) of the cases. */
  readonly chance: (share: number) => boolean;
  /** One of several, each as likely as its weight says. */
  readonly weighted: <T>(choices: readonly (readonly [number, T])[]) => T;
  /** One of several, each as likely as the others. */
  readonly pick: <T>(choices: readonly T[]) => T;
  /** 32 hexadecimal digits. */
  readonly id: () => string;
}

/** Chances from a seed: mulberry32 (Tommy Ettinger, public domain), whose period is ample for one history. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const weighted = <T>(choices: readonly (readonly [number, T])[]): T => {
    let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    throw new RangeError('Nothing to choose from.');
  };
  return {
    below,
    chance: (share) => next() < share,
    weighted,
    pick: (choices) => weighted(choices.map((choice) => [1, choice])),
    id: () => Array.from({ length: 32 }, () => below(16).toString(16)).join(''),
  };
}
