import type { CellDefect, Change } from '../../shared/domain/scoring-sheets/shown.ts';

/** Which review a view is about. */
export interface ReviewHeading {
  readonly roundId: string;
  /** The specification's title. */
  readonly title: string;
  /** The specification's version. */
  readonly version: number;
  /** True where the criteria are a sample and not the Centre's own. */
  readonly sample: boolean;
  /** Name of the tab that the view is about; null where it is about none. */
  readonly tab: string | null;
}

/** Reviewers decline what they have not accepted, and recuse themselves from what they have. */
export type Leaving = 'decline' | 'recuse';

/** One assignment in the list. */
export interface AssignmentSummary extends ReviewHeading {
  /** Such as `due 6 August 2026, in 5 days`. */
  readonly due: string;
  readonly status: string;
  /** What the reviewer can do about it now. */
  readonly action: 'declare' | 'start' | 'continue' | 'receipt' | null;
  /** How the reviewer can give it back; null where that is not possible any more. */
  readonly leaving: Leaving | null;
  /** Whether a patient-safety concern can be raised about it here. */
  readonly mayRaise: boolean;
  /** Those that were raised, the latest first. */
  readonly concerns: readonly RaisedConcern[];
}

/** A patient-safety concern that the reviewer raised, in words. */
export interface RaisedConcern {
  readonly text: string;
  /** Such as `6 August 2026 at 5:30pm`. */
  readonly raisedAt: string;
  /** What the Centre answered; null until it has. */
  readonly answer: string | null;
}

/** Where a patient-safety concern is raised: the form carries all of it along, so that nothing typed gets lost. */
export interface ConcernView {
  readonly view: 'concern';
  readonly heading: ReviewHeading;
  /** Names this form: what is sent from it again, word by word, is the same concern. */
  readonly key: string;
  /** Each criterion's id and what it is called; none where the reviewer does not see them any more. */
  readonly criteria: readonly (readonly [id: string, label: string])[];
  /** What the reviewer has chosen and typed so far. */
  readonly criterion: string;
  readonly text: string;
  readonly error: string | null;
  /** True once the service has said that it has the concern. */
  readonly sent: boolean;
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

/** How far a reviewer has come. */
export interface Progress {
  readonly rated: number;
  readonly total: number;
}

/** What changed since an earlier state of a review. */
export interface Comparison {
  /** The earlier state, such as `your draft of 6 August 2026 at 5:30pm`. */
  readonly since: string;
  readonly changes: readonly Change[];
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
      /** That others can read this spreadsheet; null where nobody else was given it by name. */
      readonly sharing: string | null;
      readonly assignments: readonly AssignmentSummary[];
    }
  | {
      readonly view: 'help';
      /** False where the service says that the person is neither staff nor of the Oversight Group. */
      readonly staff: boolean;
    }
  | {
      /** Where tabs of the reviewer's own are here that nobody has said to go on in: in a copy of the file, say. */
      readonly view: 'own-tabs';
      /** Its tab is the one that the review is in, where there is one already. */
      readonly heading: ReviewHeading;
      readonly tabs: readonly { readonly name: string; readonly sheetId: number }[];
    }
  | {
      readonly view: 'declaration';
      readonly heading: ReviewHeading;
      /** The assignment that is shown, for the form to send back. */
      readonly seen: string;
      /** What is asked, with whose specification it is. */
      readonly question: string;
      /** What the reviewer has chosen and typed so far. */
      readonly interest: 'none' | 'declared' | null;
      readonly description: string;
      readonly error: string | null;
    }
  | {
      readonly view: 'leaving';
      readonly heading: ReviewHeading;
      /** The assignment that is shown, for the form to send back. */
      readonly seen: string;
      readonly leaving: Leaving;
      /** True where a submission would no longer count. */
      readonly submitted: boolean;
      /** What the reviewer has typed so far. */
      readonly reason: string;
      readonly error: string | null;
    }
  | ConcernView
  | {
      readonly view: 'scoring';
      readonly heading: ReviewHeading;
      /** Such as `due 6 August 2026, in 5 days`. */
      readonly due: string;
      readonly progress: Progress;
      /** Why the Centre reopened the review; null where it did not. */
      readonly reopenedBecause: string | null;
      /** Address of the document that is reviewed; null for a proposal, whose text stands in the sheet. */
      readonly documentUrl: string | null;
      readonly instructions: string;
      /** The ratings as the sheet offers them, with what they mean; lowest first. */
      readonly levels: readonly (readonly [label: string, meaning: string])[];
      readonly message: string | null;
      /** What became something else, or was filled in, since the reviewer last looked. */
      readonly changes: readonly Change[];
    }
  | {
      readonly view: 'defects';
      readonly heading: ReviewHeading;
      readonly defects: readonly CellDefect[];
      /** True where everything else was saved. */
      readonly saved: boolean;
      /** True where texts stand in rows that are no criterion's: one button clears them. */
      readonly stray: boolean;
      /** True where rows or columns are not as they should be, so that no score was read. */
      readonly structure: boolean;
      /** What became something else besides, with a doubt where it may have landed elsewhere. */
      readonly changes: readonly Change[];
    }
  | {
      /** After a draft was saved without what may have landed elsewhere. */
      readonly view: 'unconfirmed';
      readonly heading: ReviewHeading;
      readonly comparison: Comparison;
    }
  | {
      readonly view: 'confirmation';
      readonly heading: ReviewHeading;
      /** How often each level was chosen: `['3 – Met', 20]`. */
      readonly counts: readonly (readonly [label: string, count: number])[];
      /** Each criterion's number with its rating. */
      readonly ratings: readonly (readonly [number: string, label: string])[];
      /** Null where nothing was saved or submitted before. */
      readonly comparison: Comparison | null;
      /** What was said before it, where the reviewer asked for something else; null most often. */
      readonly message: string | null;
      /** Everything that is filled in, at its place, in the order of the criteria. */
      readonly sent: readonly Pick<Change, 'pointer' | 'shown' | 'where' | 'after'>[];
      /** How many criteria have no evidence reference. */
      readonly withoutEvidence: number;
      /** Names what is shown: submitting sends that and nothing else. */
      readonly seen: string;
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
      /** What the sheet says otherwise than the submission; null where the sheet was not read. */
      readonly changes: readonly Change[] | null;
    }
  | {
      readonly view: 'newer-draft';
      readonly heading: ReviewHeading;
      /** When the other draft was saved, such as `6 August 2026 at 5:30pm`. */
      readonly savedAt: string;
      /** The other draft's ETag: keeping the sheet replaces this draft and no other. */
      readonly etag: string;
      /** Names what the sheet says: what is kept is what was shown. */
      readonly seen: string;
      /** `before` is what is saved elsewhere, `after` what this sheet says. */
      readonly differences: readonly Change[];
    }
  | { readonly view: 'failure'; readonly explanation: Explanation; readonly offer: Offer | null };

/** What the sidebar offers beside the way back to My reviews: a button that calls a function. */
export interface Offer {
  readonly label: string;
  readonly call: string;
  readonly args: readonly unknown[];
}

/** What is selected, as the sidebar asks for it again and again. */
export interface Selection {
  /** The round's tab, for the next question to name. */
  readonly sheetId: number;
  /** Null where another tab is in front. */
  readonly row: SelectedRow | null;
}

/** What the sidebar shows of the selected row. */
export interface SelectedRow {
  readonly progress: Progress;
  /** How long the text in the selected cell is, and how long it may be; null in any other cell. */
  readonly counter: { readonly length: number; readonly limit: number } | null;
  /** Null where the selected row is no criterion's. */
  readonly criterion: {
    readonly number: string;
    readonly text: string;
    readonly mandatory: boolean;
    readonly guidance: string;
  } | null;
}
