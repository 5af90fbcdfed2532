/** What a bench is asked for. */
export interface BenchOptions {
  /** As little as says something: seconds rather than minutes. */
  readonly short: boolean;
  /** Whether what was loaded is kept, and measured the next time without loading it again. */
  readonly keep: boolean;
  readonly specifications: number;
  readonly submissions: number;
  /** Says how far it has come. */
  readonly say: (sentence: string) => void;
}

/** What a bench measured: one table, and the budgets that were not kept, a sentence each. */
export interface Report {
  readonly table: readonly Readonly<Record<string, string | number>>[];
  readonly exceeded: readonly string[];
}

/** A bench of `npm run bench`. */
export interface Bench {
  readonly run: (options: BenchOptions) => Report | Promise<Report>;
}

/** The quartiles of some times, in milliseconds. */
export function quartiles(times: readonly number[]): Readonly<Record<'lower' | 'median' | 'upper', number>> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.round((sorted.length - 1) * share)] ?? 0).toFixed(2));
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** Something to time, and how long its median may take. */
export interface Timed {
  readonly what: string;
  /** Milliseconds, or null for what is only observed. */
  readonly budget: number | null;
  /** How many ratings it is about, where the time for each of them is of interest. */
  readonly ratings?: number;
  readonly work: () => unknown;
}

/** Times of each that count, and those before them, in which the engine compiles what it runs. */
const [runs, warmUps] = [21, 10];

/** The median and the quartiles of the time of each over 21 runs, after 10 to warm up, beside its budget. */
export function time(timed: readonly Timed[]): Report {
  const lines = timed.map(({ what, budget, ratings, work }) => {
    for (let warmUp = 0; warmUp < warmUps; warmUp += 1) work();
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return { what, budget, ratings, ...quartiles(times) };
  });
  return {
    table: lines.map(({ what, lower, median, upper, ratings, budget }) => ({
      what,
      'median ms': median,
      'lower quartile': lower,
      'upper quartile': upper,
      'ns per rating': ratings === undefined ? '' : Math.round((median * 1e6) / ratings),
      'budget ms': budget ?? '',
    })),
    exceeded: lines.flatMap(({ what, budget, median }) =>
      budget === null || median < budget ? [] : [`${what} took ${median} ms, and may take ${budget}.`],
    ),
  };
}
