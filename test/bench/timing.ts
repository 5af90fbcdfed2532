/** Something to time, and how long its median may take. */
export interface Timed {
  readonly what: string;
  /** Milliseconds, or null for what is only observed. */
  readonly budget: number | null;
  /** How many ratings it is about, where the time for each of them is of interest. */
  readonly ratings?: number;
  readonly work: () => unknown;
}

const runs = 21;

/** Runs before those that count, in which the engine compiles what it runs. */
const warmUps = 10;

/** Prints the median time of each over 21 runs, after 10 to warm up, beside its budget. Returns whether every budget was kept. */
export function time(timed: readonly Timed[]): boolean {
  const lines = timed.map(({ what, budget, ratings, work }) => {
    for (let warmUp = 0; warmUp < warmUps; warmUp += 1) work();
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    return { what, budget, ratings, median: times[(runs - 1) / 2] ?? 0, slowest: times[runs - 1] ?? 0 };
  });
  const isKept = ({ budget, median }: (typeof lines)[number]) => budget === null || median < budget;
  console.table(
    lines.map((line) => ({
      what: line.what,
      'median ms': Number(line.median.toFixed(2)),
      'slowest ms': Number(line.slowest.toFixed(2)),
      'ns per rating': line.ratings === undefined ? '' : Math.round((line.median * 1e6) / line.ratings),
      'budget ms': line.budget ?? '',
      kept: line.budget === null ? '' : isKept(line) ? 'yes' : 'no',
    })),
  );
  return lines.every(isKept);
}
