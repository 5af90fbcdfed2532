/** What a fire came to. */
export interface Burnt {
  /** What was counted, by its name. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** Every sentence is a fault. */
  readonly wrong: readonly string[];
}
