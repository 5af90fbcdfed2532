/** Which review a view is about. */
export interface ReviewHeading {
  readonly roundId: string;
  /** The specification's title. */
  readonly title: string;
  /** The specification's version. */
  readonly version: number;
  /** True where the criteria are a sample and not the Centre's own. */
  readonly sample: boolean;
}

/** One assignment in the list. */
export interface AssignmentSummary extends ReviewHeading {
  /** Such as `due 6 August 2026, in 5 days`. */
  readonly due: string;
  readonly status: string;
  /** What the reviewer can do about it now. */
  readonly action: 'declare' | 'start' | 'continue' | 'receipt' | null;
}

/** A failure for a person: what happened, that nothing is lost, and what to do. */
export interface Explanation {
  readonly title: string;
  readonly what: string;
  readonly safe: string;
  readonly next: string;
  /** True where trying again may help. */
  readonly again: boolean;
}

/** Something that needs attention, at its cell where it has one. */
export interface CellDefect {
  /** In A1 notation. */
  readonly cell: string | null;
  /** Such as `Criterion 4.2, rating`. */
  readonly where: string;
  /** How to mend it. */
  readonly detail: string;
}

/**
 * What the sidebar shows, as data. Every function that the sidebar calls returns one of these, so that
 * there is one way to draw an answer, and failures are answers too.
 */
export type View =
  | {
      readonly view: 'my-reviews';
      /** The signed-in address. */
      readonly account: string;
      readonly message: string | null;
      readonly assignments: readonly AssignmentSummary[];
    }
  | {
      readonly view: 'declaration';
      readonly heading: ReviewHeading;
      /** What the reviewer has chosen and typed so far. */
      readonly interest: 'none' | 'declared' | null;
      readonly description: string;
      readonly error: string | null;
    }
  | {
      readonly view: 'scoring';
      readonly heading: ReviewHeading;
      readonly due: string;
      readonly instructions: string;
      /** The ratings as the sheet offers them, with what they mean; lowest first. */
      readonly levels: readonly (readonly [label: string, meaning: string])[];
      readonly message: string | null;
    }
  | {
      readonly view: 'defects';
      readonly heading: ReviewHeading;
      readonly defects: readonly CellDefect[];
      /** True where rows or columns are not as they should be, so that no score was read. */
      readonly structure: boolean;
    }
  | {
      readonly view: 'confirmation';
      readonly heading: ReviewHeading;
      /** How often each level was chosen: `['3 – Met', 20]`. */
      readonly counts: readonly (readonly [label: string, count: number])[];
    }
  | {
      readonly view: 'receipt';
      readonly heading: ReviewHeading;
      readonly receiptId: string;
      readonly number: number;
      /** Such as `6 August 2026 at 5:30pm`. */
      readonly submittedAt: string;
      readonly criteriaSet: string;
      readonly contentHash: string;
    }
  | {
      readonly view: 'newer-draft';
      readonly heading: ReviewHeading;
      /** When the other draft was saved, such as `6 August 2026 at 5:30pm`. */
      readonly savedAt: string;
    }
  | { readonly view: 'failure'; readonly explanation: Explanation; readonly offer: Offer | null };

/** What the sidebar offers beside the way back to My reviews: a button that calls a function. */
export interface Offer {
  readonly label: string;
  readonly call: string;
  readonly args: readonly string[];
}
