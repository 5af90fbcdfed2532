import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { anew } from './anew.ts';
import { bareClient } from './bare.ts';
import { type Exercise, type Seat, startExercise } from './exercise.ts';
import { type Exchange, startRecorder } from './recorder.ts';
import { serve } from './served.ts';
import { type BenchOptions, quartiles, type Report } from './timing.ts';

/** How many at once, what the service may take of the raw transaction's time, and what it must reach of its throughput. */
const concurrencies = [
  { atOnce: 1, most: 1.75 },
  { atOnce: 32, most: 1 / 0.77 },
] as const;

/** What one submission asks the table for, and whose it was. */
export async function recordSubmission(
  exercise: Exercise,
): Promise<{ readonly of: Seat; readonly requests: readonly Exchange[] }> {
  const recorder = await startRecorder(endpointOf(exercise));
  const served = await serve(exercise, recorder.url, 'service');
  const [first, of] = await exercise.seats(2);
  if (first === undefined || of === undefined) throw new Error('There are seats.');
  try {
    // The first reads the criteria too, which a process does once.
    for (const seat of [first, of]) {
      recorder.taken();
      const status = await served.submit(seat);
      if (status !== 201) throw new Error(`A submission was answered ${status}`);
    }
    return { of, requests: recorder.taken() };
  } finally {
    await served.stop();
    await recorder.stop();
  }
}

/** Where the table of an exercise is. */
export const endpointOf = ({ centre }: Exercise): string => String(centre.connection.endpoint);

/** Does something for each of some, so many at once; answers with the milliseconds that it took. */
export async function forEach<T>(
  some: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<number> {
  const left = some.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of left) await work(one);
    }),
  );
  return performance.now() - start;
}

/**
 * Submits over HTTP, beside the same transaction by the SDK alone, and beside the least that could answer: a server
 * that checks the token and makes the same requests. The three take turns, on one engine and one table.
 */
export async function run({ short, say }: BenchOptions): Promise<Report> {
  const [turns, each] = short ? [5, 60] : [15, 200];
  const exercise = await startExercise();
  try {
    const { of, requests } = await recordSubmission(exercise);
    const transaction = requests.filter(({ operation }) => operation === 'TransactWriteItems');
    const told = { of, requests: requests.map(({ operation, body }) => ({ operation, body })) };
    const service = await serve(exercise, endpointOf(exercise), 'service');
    const bare = await serve(exercise, endpointOf(exercise), 'bare', told);
    const raw = bareClient(new DynamoDBClient(exercise.centre.connection));
    const must = async (status: Promise<number>) => {
      if ((await status) !== 201) throw new Error(`A submission was answered ${await status}`);
    };
    const arms = {
      service: (seat: Seat) => must(service.submit(seat)),
      'bare server': (seat: Seat) => must(bare.submit(seat)),
      'raw transaction': (seat: Seat) =>
        raw(transaction.map(({ operation, body }) => ({ operation, body: anew(body, of, seat) }))),
    };
    type Arm = keyof typeof arms;
    const names = Object.keys(arms) as Arm[];
    const measured: { arm: Arm; atOnce: number; times: number[]; ratios: number[]; cpu: number[] }[] = [];
    for (const { atOnce } of concurrencies)
      for (const arm of names) measured.push({ arm, atOnce, times: [], ratios: [], cpu: [] });
    // The first turn is for the engine to compile what it runs.
    for (let turn = 0; turn <= turns; turn += 1) {
      say(`Turn ${turn} of ${turns}.`);
      for (const { atOnce } of concurrencies) {
        const took = new Map<Arm, { ms: number; cpu: number }>();
        for (let n = 0; n < names.length; n += 1) {
          const arm = names[(turn + n) % names.length] as Arm;
          const seats = await exercise.seats(each);
          const served = arm === 'service' ? service : arm === 'bare server' ? bare : null;
          await served?.cpu();
          const ms = await forEach(seats, atOnce, arms[arm]);
          took.set(arm, { ms: ms / each, cpu: ((await served?.cpu()) ?? 0) / each });
        }
        if (turn === 0) continue;
        const rawTime = took.get('raw transaction')?.ms ?? 0;
        for (const line of measured.filter((one) => one.atOnce === atOnce)) {
          const { ms = 0, cpu = 0 } = took.get(line.arm) ?? {};
          line.times.push(ms);
          line.cpu.push(cpu);
          line.ratios.push(ms / rawTime);
        }
      }
    }
    await service.stop();
    await bare.stop();
    const lines = measured.map(({ arm, atOnce, times, ratios, cpu }) => ({
      arm,
      atOnce,
      time: quartiles(times),
      ratio: quartiles(ratios),
      cpu: quartiles(cpu).median,
    }));
    return {
      table: lines.map(({ arm, atOnce, time, ratio, cpu }) => ({
        arm,
        'at once': atOnce,
        'median ms each': time.median,
        'lower quartile': time.lower,
        'upper quartile': time.upper,
        'times the raw': ratio.median,
        'lower ratio': ratio.lower,
        'upper ratio': ratio.upper,
        'its throughput': Number((1 / ratio.median).toFixed(2)),
        'cpu ms each': cpu,
      })),
      exceeded: concurrencies.flatMap(({ atOnce, most }) => {
        const ratio = lines.find((one) => one.arm === 'service' && one.atOnce === atOnce)?.ratio.median ?? 0;
        return ratio <= most
          ? []
          : [`At ${atOnce} it took ${ratio} times the raw, and may take ${most.toFixed(2)}.`];
      }),
    };
  } finally {
    await exercise.stop();
  }
}
