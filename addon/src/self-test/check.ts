import type { Sheet } from '../google-types.ts';

/** Something that the add-on relies on, tried on an empty tab that is deleted afterwards. */
export interface Check {
  /** What is relied on, as a sentence without its full stop. */
  readonly name: string;
  /** Throws where it is not so. */
  readonly run: (sheet: Sheet) => void;
}

/** What a check came to: null where all is as it should be, else what was seen. */
export interface Outcome {
  readonly name: string;
  readonly failure: string | null;
}

/** Throws where the two are not the same as JSON: what comes from Google may be of another realm. */
export function same(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`Expected ${shortened(wanted)}, got ${shortened(seen)}`);
}

/** Throws where `step` does not throw. */
export function throws(step: () => unknown): void {
  try {
    step();
  } catch {
    return;
  }
  throw new Error('Expected an error, and there was none');
}

const shortened = (text: string | undefined) => String(text).slice(0, 200);
