import { functionNames } from '../../infra/function-names.ts';
import { recordFunctions } from './cold.ts';
import type { BenchOptions, Report } from './timing.ts';

/** Megabytes that a function may hold after its events, and how far the last hundred may raise it above the half of them. */
const most = { megabytes: 200, growth: 1.1 };

/** Gives each function the same event a thousand times, in a process of its own, and looks at what it holds. */
export async function run({ short, say }: BenchOptions): Promise<Report> {
  const events = short ? 300 : 1_000;
  const recorded = await recordFunctions();
  try {
    const lines = [];
    for (const name of functionNames) {
      say(`${name}: ${events} events.`);
      const { rss } = await recorded.run(name, 'function', events + 1);
      const [half = 0, last = 0] = [rss[Math.floor((rss.length - 1) / 2)], rss.at(-1)];
      lines.push({ name, half, last });
    }
    return {
      table: lines.map(({ name, half, last }) => ({
        function: name,
        events,
        'MB after half': Math.round(half),
        'MB at the end': Math.round(last),
      })),
      exceeded: lines.flatMap(({ name, half, last }) => [
        ...(last <= most.megabytes
          ? []
          : [`${name} held ${Math.round(last)} MB, and may hold ${most.megabytes}.`]),
        ...(last <= half * most.growth ? [] : [`${name} still grows.`]),
      ]),
    };
  } finally {
    await recorded.stop();
  }
}
