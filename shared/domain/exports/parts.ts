import { fail, ok, type Result } from '../basics/result.ts';
import type { RoundExport } from './round-export.ts';

/** The name and version of the format of a part. */
export const partFormat = { name: 'credential-review-round-part', version: 1 } as const;

/** A part of an export that is too large to be sent at once. Together they are the export, in whatever order they are given. */
export interface RoundExportPart {
  readonly format: typeof partFormat;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
  /** The hash of the whole export, the same in each of its parts. */
  readonly of: string;
  /** The first has everything but reviews, which the others have between them. */
  readonly content: Partial<RoundExport>;
}

/** Cuts an export into parts of at most so much, as `sizeOf` measures it; none is smaller than one review. */
export function cut(
  whole: RoundExport,
  most: number,
  sizeOf: (content: Partial<RoundExport>) => number,
): readonly RoundExportPart[] {
  const { submissions, confidential, ...rest } = whole;
  const reviews = submissions.map((submission, i) => ({
    submissions: [submission],
    ...(confidential !== undefined && { confidential: confidential.slice(i, i + 1) }),
  }));
  const contents: Partial<RoundExport>[] = [rest];
  let room = 0;
  for (const review of reviews) {
    const size = sizeOf(review);
    if (size > room) {
      contents.push(review);
      room = most - size;
      continue;
    }
    const last = contents[contents.length - 1] ?? {};
    contents[contents.length - 1] = together([last, review]);
    room -= size;
  }
  return contents.map((content, i) => ({
    format: partFormat,
    part: i + 1,
    parts: contents.length,
    of: whole.hashes.all,
    content,
  }));
}

/** Puts the parts of an export together again, or says in a sentence what is missing. */
export function join(given: readonly RoundExportPart[]): Result<unknown, string> {
  const parts = [...given].sort((a, b) => a.part - b.part);
  const [first] = parts;
  if (first === undefined) return fail('There are no parts.');
  if (parts.some(({ of, parts: total }) => of !== first.of || total !== first.parts))
    return fail('These are parts of different exports. Download all parts again.');
  const numbers = parts.map(({ part }) => part);
  for (let part = 1; part <= first.parts; part += 1)
    if (numbers.filter((number) => number === part).length !== 1)
      return fail(`Give each of the ${first.parts} parts once: part ${part} is missing, or there twice.`);
  return ok(together(parts.map(({ content }) => content)));
}

/** Contents as one: lists of reviews one after the other. */
function together(contents: readonly Partial<RoundExport>[]): Partial<RoundExport> {
  const confidential = contents.flatMap((one) => one.confidential ?? []);
  return {
    ...Object.assign({}, ...contents),
    submissions: contents.flatMap((one) => one.submissions ?? []),
    ...(contents.some((one) => one.confidential !== undefined) && { confidential }),
  };
}
