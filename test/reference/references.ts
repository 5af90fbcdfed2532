import { readdirSync, readFileSync } from 'node:fs';

/** The figures of one file of this folder that the domain can work out; `pub-` published, `syn-` made up data. */
export interface Reference {
  readonly id: string;
  /** Values of the declared scale, lowest first. */
  readonly scale: readonly number[];
  /** Criteria × reviewers. */
  readonly ratings_units_by_raters: ReadonlyArray<ReadonlyArray<number | null>>;
  readonly expected: {
    readonly krippendorff_alpha: Readonly<Record<'nominal' | 'ordinal' | 'interval', number | null>>;
    readonly percent_pair_agreement: number | null;
    readonly gwet_declared_scale: Readonly<Record<'AC1' | 'AC2_linear' | 'AC2_quadratic', number | null>>;
    readonly rater_severity_leave_one_out_mean_difference: readonly number[] | null;
    readonly jackknife: {
      readonly unit_index_1based: readonly number[];
      readonly alpha_ordinal_without_unit: ReadonlyArray<number | null>;
    } | null;
    readonly bootstrap: {
      readonly deterministic_resamples: ReadonlyArray<{
        /** Criteria drawn, the first being 1. */
        readonly index: readonly number[];
        readonly alpha_ordinal: number | null;
      }>;
      readonly B: number;
      readonly undefined_resamples: number;
      readonly percentile95_type7: readonly [number, number];
      readonly mc_tolerance: number;
    } | null;
    readonly per_unit: ReadonlyArray<{ readonly pair_agreement?: number | null }>;
  };
}

/** The parsed contents of one file of this folder; the caller knows its shape. */
export const readReference = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

/** Every file of this folder that holds ratings with all the figures expected of them. */
export const references: readonly Reference[] = readdirSync(new URL('.', import.meta.url))
  .filter((file) => /^(pub|syn)-.*\.json$/.test(file))
  .map((file) => readReference(file) as Reference)
  .filter((reference) => reference.expected !== undefined);
