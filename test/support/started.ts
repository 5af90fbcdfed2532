import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A service that was started as `npm start` does it, in a process of its own. */
export interface Started {
  readonly child: ChildProcess;
  readonly output: string;
}

/** Every process that was started, for a test to clean up. */
export const running: ChildProcess[] = [];

/** Runs what `npm start` runs and waits until it says that it is ready. */
export async function start(port: number, ...options: readonly '--empty'[]): Promise<Started> {
  const child = spawn(process.execPath, ['infra/local/start.ts', ...options], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Ctrl-C')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`Ended with ${code}: ${output}`)));
  });
  await ready;
  return { child, output };
}

/** Ends a process with a signal, Ctrl-C's unless said, and waits until it is gone. */
export async function interrupt(child: ChildProcess, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
