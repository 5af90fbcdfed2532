import type { MessagePort } from 'node:worker_threads';
import type { PlainError } from '../google/errors.ts';
import type { FetchOutcome } from '../google/host.ts';

/** What the worker is started with. */
export interface WorkerStart {
  readonly code: string;
  readonly identityToken: string;
  readonly email: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly hasUi: boolean;
  /** Requests go out and outcomes come back on it, while the worker stands still. */
  readonly http: MessagePort;
  /** Raised to 1 when an outcome is on the port. */
  readonly arrived: SharedArrayBuffer;
}

/** What the main thread made of a request: an outcome, or why `options.fetch` threw. */
export type FetchAnswer = { readonly outcome: FetchOutcome } | { readonly error: string };

/** A method to run in the worker. */
export interface Command {
  readonly id: number;
  readonly target: 'addon' | 'person';
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What became of a command; id 0 is the start itself. */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: PlainError;
}
