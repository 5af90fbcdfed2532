import { setTimeout as sleep } from 'node:timers/promises';
import { type Seat, startExercise } from './exercise.ts';
import { startRecorder } from './recorder.ts';
import { serve } from './served.ts';
import { endpointOf, forEach } from './submit.ts';
import { type BenchOptions, quartiles, type Report } from './timing.ts';

/** How many submit at the same moment: two full panels, then as many as the engine carries. */
const crowds = [40, 80, 160, 320] as const;

/** The share of requests to the table that is throttled. */
const throttled = [0, 0.05] as const;

/** How often a client tries again where it was told that the service is busy, as the add-on does. */
const attempts = 5;

/**
 * The last hour before a closing: a crowd of reviewers submits at one moment, each once, with a share of the requests to
 * the table throttled. Who is told 503 waits as long as the answer says and tries again, under the same key.
 */
export async function run({ short, say }: BenchOptions): Promise<Report> {
  const exercise = await startExercise();
  try {
    const lines = [];
    for (const share of throttled) {
      const recorder = await startRecorder(endpointOf(exercise), share);
      const endpoint = share === 0 ? endpointOf(exercise) : recorder.url;
      const served = await serve(exercise, endpoint, 'service');
      // The engine compiles what it runs, in both processes.
      await forEach(await exercise.seats(60), 10, (seat) => served.submit(seat));
      for (const crowd of short ? crowds.slice(0, 2) : crowds) {
        say(`${crowd} at once, ${share * 100} % throttled.`);
        const times: number[] = [];
        let [again, failed] = [0, 0];
        const submit = async (seat: Seat) => {
          const start = performance.now();
          const key = crypto.randomUUID();
          let status = 0;
          for (let attempt = 1; attempt <= attempts; attempt += 1) {
            status = await served.submit(seat, key);
            if (status !== 503) break;
            again += 1;
            await sleep(1_000 * (1 + Math.random()));
          }
          if (status === 201) times.push(performance.now() - start);
          else failed += 1;
        };
        const seats = await exercise.seats(crowd);
        const took = await forEach(seats, crowd, submit);
        lines.push({ crowd, share, times: times.toSorted((a, b) => a - b), again, failed, took });
      }
      await served.stop();
      await recorder.stop();
    }
    return {
      table: lines.map(({ crowd, share, times, again, failed, took }) => ({
        'at once': crowd,
        'throttled %': share * 100,
        'p50 ms': quartiles(times).median,
        'p99 ms': Math.round(times.at(Math.ceil(times.length * 0.99) - 1) ?? 0),
        'a second': Math.round((1_000 * times.length) / took),
        'told to try again': again,
        failed,
      })),
      exceeded: lines.flatMap(({ crowd, failed }) =>
        failed === 0 ? [] : [`${failed} of ${crowd} submissions came to nothing.`],
      ),
    };
  } finally {
    await exercise.stop();
  }
}
