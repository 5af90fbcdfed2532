import { mulberry32 } from '../../shared/domain/statistics/mulberry32.ts';

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

/** Chances from a seed, whose period is ample for one history. */
export function seeded(seed: number): Random {
  const next = mulberry32(seed);
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
