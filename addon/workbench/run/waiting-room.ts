import type { Answer } from '../../google/host.ts';

// A run of the add-on is one long synchronous call, as in Apps Script. It cannot receive messages meanwhile,
// so an answer of the page comes through shared memory: [0] whether it is there, [1] its length, then UTF-8.
const HEADER = 2 * Int32Array.BYTES_PER_ELEMENT;
const SIZE = 64 * 1024;
// Kept: the run's realm loses everything that is not JavaScript's own.
const decoder = new TextDecoder();

/** Makes the memory through which the page answers a run that stands still. */
export const newWaitingRoom = (): SharedArrayBuffer => new SharedArrayBuffer(HEADER + SIZE);

/** The page's side: lets the run go on, with what the person answered where it asked. */
export function reply(room: SharedArrayBuffer, answer: Answer | null): void {
  const text = new TextEncoder().encode(JSON.stringify(answer));
  if (text.length > SIZE) throw new Error('The answer is too long for a box');
  new Uint8Array(room, HEADER).set(text);
  const header = new Int32Array(room, 0, 2);
  Atomics.store(header, 1, text.length);
  Atomics.store(header, 0, 1);
  Atomics.notify(header, 0);
}

/** The run's side: stands still until the page has answered. */
export function waitForReply(room: SharedArrayBuffer): Answer | null {
  const header = new Int32Array(room, 0, 2);
  Atomics.wait(header, 0, 0);
  Atomics.store(header, 0, 0);
  const length = Atomics.load(header, 1);
  // A decoder does not read shared memory.
  const text = new Uint8Array(room, HEADER, length).slice();
  return JSON.parse(decoder.decode(text));
}
