import { list } from '../../../shared/domain/basics/words.ts';
import {
  type CriteriaSet,
  type Criterion,
  type Level,
  thresholdOf,
} from '../../../shared/domain/criteria-sets/criteria-set.ts';

/** One piece of a bar: the ratings at one level. Places and widths are percentages of the bar's width. */
interface Segment {
  readonly x: number;
  readonly width: number;
  readonly middle: number;
  readonly count: number;
  /** Whether there is room for the number. */
  readonly isNumbered: boolean;
  /** Which of the nine shades, from 1, the level has. */
  readonly shade: number;
}

/** A criterion's ratings as a bar: those below the threshold left of its middle, the others right of it. */
export interface RatingBar {
  readonly segments: readonly Segment[];
  /** The bar in words. */
  readonly text: string;
}

/** A level in the key to the bars. */
export interface KeyEntry {
  readonly label: string;
  readonly shade: number;
}

/** A number in a narrower piece would lie on its edges; percent of the bar’s width. The words below the bar have it. */
const narrowestNumbered = 4;

/** Levels of a scale are spread over nine shades, light to dark, so that the ends are always the extremes. */
const shadeOf = (scale: readonly Level[], index: number): number =>
  1 + Math.round((index * 8) / Math.max(1, scale.length - 1));

/** The key to the bars, lowest level first. */
export const barKey = (set: CriteriaSet): readonly KeyEntry[] =>
  set.scale.map(({ label }, index) => ({ label, shade: shadeOf(set.scale, index) }));

/** What a bar is drawn from. */
interface Counted {
  /** Ratings per level, lowest first. */
  readonly counts: readonly number[];
  readonly unableToJudge: number;
}

/**
 * Draws a criterion's ratings. Half of the width stands for the whole panel, so that bars of one round can be
 * compared, and nothing depends on telling shades apart: which side, which order and how many say it all.
 */
export function ratingBar(
  set: CriteriaSet,
  criterion: Criterion,
  { counts, unableToJudge }: Counted,
  panel: number,
): RatingBar {
  const threshold = thresholdOf(set, criterion);
  const unit = 50 / Math.max(1, panel);
  const levels = set.scale.map((level, index) => ({
    ...level,
    count: counts[index] ?? 0,
    shade: shadeOf(set.scale, index),
  }));
  const below = levels.filter(({ value }) => value < threshold);
  let x = 50 - unit * below.reduce((sum, { count }) => sum + count, 0);
  const segments = levels.flatMap(({ count, shade }) => {
    if (count === 0) return [];
    const width = unit * count;
    const segment = {
      x: rounded(x),
      width: rounded(width),
      middle: rounded(x + width / 2),
      count,
      isNumbered: width >= narrowestNumbered,
      shade,
    };
    x += width;
    return [segment];
  });
  return { segments, text: inWords(levels, unableToJudge) };
}

const rounded = (percent: number) => Math.round(percent * 1000) / 1000;

/** "2 Not evident, 1 Fully met, 1 unable to judge"; "No ratings". */
function inWords(
  levels: readonly { readonly label: string; readonly count: number }[],
  unableToJudge: number,
): string {
  const parts = levels.filter(({ count }) => count > 0).map(({ label, count }) => `${count} ${label}`);
  if (unableToJudge > 0) parts.push(`${unableToJudge} unable to judge`);
  return parts.length === 0 ? 'No ratings' : list(parts);
}
