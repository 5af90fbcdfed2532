import { fail, ok, type Result } from '../basics/result.ts';
import { type LeakKind, refuses } from './leak-kinds.ts';

/** What staff have said of passages of a letter: that none of them means a reviewer. */
export interface Pass {
  /** `asked` is the first of the two that a full name needs. */
  readonly step: 'asked' | 'passed';
  /** Whose word it is. */
  readonly by: string;
  /** The passages, by id. */
  readonly passages: readonly string[];
}

/**
 * Where a passage stands. `refused` must come out, `waiting` is to be looked at by somebody; of a full name that is
 * somebody else's one has `asked` that it may stand, and a second says so. `passed` keeps nothing back.
 */
export const passageStates = ['refused', 'asked', 'waiting', 'passed'] as const;

/** Where a passage stands. */
export type PassageState = (typeof passageStates)[number];

/** Where a passage stands after what staff have said. */
export function stateOf({ id, kind }: { id: string; kind: LeakKind }, passes: readonly Pass[]): PassageState {
  const said = passes.filter(({ passages }) => passages.includes(id)).map(({ step }) => step);
  if (said.includes('passed')) return 'passed';
  if (said.includes('asked')) return 'asked';
  return refuses(kind) ? 'refused' : 'waiting';
}

/** Why somebody cannot let a passage stand. */
export type NoPass = 'must-come-out' | 'passed-already' | 'asked-yourself' | 'wrote-the-letter';

/**
 * What it is when somebody says that a passage does not mean a reviewer. A full name may be a namesake's, such as an
 * author whom the document cites: one asks, and a second passes it, who has not written the letter either.
 */
export function stepFor(
  passage: { id: string; kind: LeakKind },
  passes: readonly Pass[],
  person: string,
  /** Who wrote the letter and who changed it last. */
  writers: readonly string[],
): Result<Pass['step'], NoPass> {
  const state = stateOf(passage, passes);
  if (state === 'passed') return fail('passed-already');
  if (state === 'waiting') return ok('passed');
  if (passage.kind !== 'name') return fail('must-come-out');
  if (state === 'refused') return ok('asked');
  if (
    passes.some(
      ({ by, step, passages }) => by === person && step === 'asked' && passages.includes(passage.id),
    )
  )
    return fail('asked-yourself');
  return writers.includes(person) ? fail('wrote-the-letter') : ok('passed');
}
