import type { Quartiles } from '../../../shared/domain/insight/quartiles.ts';

/** A bar: its width in percent of the picture’s. */
export interface Bar {
  readonly width: number;
}

/** The middle half of a number, and its median: places and widths in percent of the picture’s width. */
export interface Box {
  readonly x: number;
  readonly width: number;
  readonly median: number;
}

/** How many of all rounds, as a part of the whole width. */
export const bar = (count: number, of: number): Bar => ({ width: rounded(count / of) });

/** Where the middle half of a number lies between the ends of a scale. */
export function box(
  { lower, median, upper }: Quartiles,
  { least, most }: { readonly least: number; readonly most: number },
): Box {
  const place = (value: number) => rounded((value - least) / (most - least));
  return { x: place(lower), width: rounded((upper - lower) / (most - least)), median: place(median) };
}

const rounded = (share: number) => Math.round(share * 100_000) / 1000;
