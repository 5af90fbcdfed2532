/** Something that needs attention, at its cell where it has one. */
export interface CellDefect {
  /** In A1 notation. */
  readonly cell: string | null;
  /** Such as `Criterion 4.2, rating`. */
  readonly where: string;
  /** How to mend it. */
  readonly detail: string;
}

/** Something that a review says otherwise than an earlier state of it. */
export interface Change {
  /** RFC 6901 pointer into the review. */
  readonly pointer: string;
  /** What names the value that is shown as `after`: an answer to this question is about no other. */
  readonly shown: string;
  /** Such as `4.2, rating`. */
  readonly where: string;
  /** In A1 notation; null where the sheet was not read. */
  readonly cell: string | null;
  readonly before: string;
  readonly after: string;
  /** Why it may not be what the reviewer meant, in a sentence; null where nothing speaks against it. */
  readonly doubt: string | null;
}
