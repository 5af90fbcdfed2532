import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { plainError, StandInError } from '../google/errors.ts';
import type { FetchOutcome, FetchRequest } from '../google/host.ts';
import { AddonRunner, addonFile } from './addon.ts';
import { openHost } from './host.ts';
import { Person } from './person.ts';
import type { Command, FetchAnswer, Reply, WorkerStart } from './protocol.ts';

const { code, http, arrived, ...given }: WorkerStart = workerData;
const signal = new Int32Array(arrived);

/** Stands still until the main thread has the outcome, as UrlFetchApp does. */
function fetchBlocking(request: FetchRequest): FetchOutcome {
  Atomics.store(signal, 0, 0);
  http.postMessage(request);
  Atomics.wait(signal, 0, 0);
  const answer: FetchAnswer | undefined = receiveMessageOnPort(http)?.message;
  if (!answer) throw new Error('The main thread announced an outcome and sent none');
  if ('error' in answer) throw new StandInError(`The fetch that the test passed threw: ${answer.error}`);
  return answer.outcome;
}

function reply(id: number, work: () => unknown): void {
  const message: Reply = attempt(id, work);
  parentPort?.postMessage(message);
}

function attempt(id: number, work: () => unknown): Reply {
  try {
    return { id, value: work() };
  } catch (thrown) {
    return { id, error: plainError(thrown) };
  }
}

reply(0, () => {
  const host = openHost({ ...given, fetch: fetchBlocking });
  const addon = new AddonRunner(addonFile(code), host);
  addon.functions();
  const targets = { addon, person: new Person(host) };
  parentPort?.on('message', (message: Command | 'close') => {
    if (message === 'close') {
      http.close();
      parentPort?.close();
      return;
    }
    const { id, target, method, args } = message;
    reply(id, () => {
      const implementation: unknown = Reflect.get(targets[target], method);
      if (typeof implementation !== 'function') throw new Error(`There is no ${target}.${method}`);
      return Reflect.apply(implementation, targets[target], args);
    });
  });
});
