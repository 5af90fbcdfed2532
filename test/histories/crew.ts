import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { startEngine } from './engine.ts';
import { type CrashOutcome, crashEverywhere, playReference } from './every-await.ts';
import { type Outcome, randomHistory } from './random-history.ts';
import { setScene, smallestCentre, wholeCentre } from './start.ts';

/** What a worker is told. */
export interface Orders {
  readonly firstSeed: number;
  readonly histories: number;
  /** How many histories have been taken on, by all workers together. */
  readonly takenOn: Int32Array<SharedArrayBuffer>;
  /** Whether it crashes the reference history everywhere first. */
  readonly everyAwait: boolean;
}

/** What a worker reports. */
export type Report = { readonly crashes: readonly CrashOutcome[] } | { readonly outcome: Outcome };

/** Histories that run at the same time in one worker: while one waits for the database, others compute. */
const abreast = 4;

async function work({ firstSeed, histories, takenOn, everyAwait }: Orders): Promise<void> {
  const tell = (report: Report) => parentPort?.postMessage(report);
  const engine = await startEngine();
  if (everyAwait) {
    const start = await setScene(engine, smallestCentre);
    const { invocations } = await playReference(engine, start);
    tell({ crashes: await crashEverywhere(engine, start, invocations, abreast, 'both') });
  }
  const start = await setScene(engine, wholeCentre);
  const lane = async () => {
    for (let i = Atomics.add(takenOn, 0, 1); i < histories; i = Atomics.add(takenOn, 0, 1)) {
      const outcome = await randomHistory(engine, start, firstSeed + i);
      tell({ outcome: outcome.wrong.length > 0 ? outcome : { ...outcome, trace: [] } });
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  await engine.stop();
}

if (!isMainThread) await work(workerData as Orders);
