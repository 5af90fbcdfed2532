import { canonicalJson, type Digest } from '../basics/canonical-json.ts';
import type { CriteriaSet } from '../criteria-sets/criteria-set.ts';
import type { Finding, Recommendation } from '../recommendations/recommendation.ts';
import type { RoundResult } from '../results/aggregate.ts';
import {
  type ConfidentialNotes,
  type Look,
  type ReviewContent,
  type ReviewWithoutNotes,
  separateNotes,
} from '../reviews/review.ts';
import {
  type AssignmentStatus,
  assignmentStatuses,
  type InterestState,
  interestStates,
  type RoundStatus,
} from '../rounds/round.ts';

/** The name and version of the format. A file of another version is another format. */
export const exportFormat = { name: 'credential-review-round', version: 1 } as const;

/** What was reviewed, against what, until when. */
export interface RoundFacts {
  readonly roundId: string;
  readonly status: RoundStatus;
  readonly title: string;
  readonly specificationId: string;
  readonly specificationVersion: number;
  /** SHA-256 of the document under review. */
  readonly documentSha256: string | null;
  readonly criteriaSetId: string;
  readonly criteriaSetVersion: number;
  readonly criteriaSetHash: string;
  readonly reviewsDue: string;
  readonly closesAt: string;
  /** The revision of the round that the result and the recommendation are of. */
  readonly revision: number;
  /** Null where there is no recommendation at this revision. */
  readonly recommendationNumber: number | null;
}

/** How many reviewers stand where. At which places nothing says: people’s lists tell who stands there. */
export interface PanelCount {
  readonly status: AssignmentStatus;
  readonly interest: InterestState;
  readonly reviewers: number;
}

/**
 * A submission that counts, without its confidential notes. When it came and how many came before it are not said: the
 * events tell that of people.
 */
export interface ExportedSubmission {
  readonly place: number;
  /** Which look at the criteria its ratings are of. */
  readonly look: Look;
  /** As on the reviewer's receipt. Confidential notes enter it only by `notesHash`. */
  readonly contentHash: string;
  readonly notesHash: string;
  readonly content: ReviewWithoutNotes;
}

/** The confidential notes of one submission. */
export interface ExportedNotes extends ConfidentialNotes {
  readonly place: number;
}

/** The parts of an export, apart from confidential notes: nothing in them says who anybody is. */
export interface ExportParts {
  readonly round: RoundFacts;
  readonly criteriaSet: CriteriaSet;
  /** In the order of the statuses, then of the interests. */
  readonly panel: readonly PanelCount[];
  /** The submissions that count, by place. */
  readonly submissions: readonly ExportedSubmission[];
  /** The latest finding per criterion. */
  readonly findings: readonly Finding[];
  readonly result: RoundResult;
  /** Null for a round that is not closed. */
  readonly recommendation: Recommendation | null;
}

/** The parts, each of which has a hash of its own so that it can be told which one was changed. */
export const exportParts = [
  'round',
  'criteriaSet',
  'panel',
  'submissions',
  'findings',
  'result',
  'recommendation',
] as const satisfies readonly (keyof ExportParts)[];

/** The SHA-256 of each part's canonical JSON, and that of all of them with the format. */
export type ExportHashes = Readonly<Record<(typeof exportParts)[number] | 'all', string>>;

/** Everything a stranger needs to derive a round's result and recommendation again, as JSON. */
export interface RoundExport extends ExportParts {
  readonly format: typeof exportFormat;
  readonly hashes: ExportHashes;
  /** The notes to the Centre, by place; left out as a whole or not at all. No hash above depends on it. */
  readonly confidential?: readonly ExportedNotes[];
}

/** A round as it was kept. */
export interface RoundRecord extends Omit<ExportParts, 'submissions' | 'panel'> {
  readonly panel: readonly Pick<PanelCount, 'status' | 'interest'>[];
  readonly submissions: readonly (Omit<ExportedSubmission, 'content'> & {
    readonly content: ReviewContent;
  })[];
}

const byPlace = <T extends { readonly place: number }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => a.place - b.place);

/** How many of a panel stand where. */
export const panelCounts = (panel: RoundRecord['panel']): readonly PanelCount[] =>
  assignmentStatuses
    .flatMap((status) => interestStates.map((interest) => ({ status, interest })))
    .map(({ status, interest }) => ({
      status,
      interest,
      reviewers: panel.filter((one) => one.status === status && one.interest === interest).length,
    }))
    .filter(({ reviewers }) => reviewers > 0);

/** The hashes that an export of these parts carries. */
export function exportHashes(parts: ExportParts, digest: Digest): ExportHashes {
  const hashes = Object.fromEntries(
    exportParts.map((part) => [part, digest(canonicalJson(parts[part]))]),
  ) as Omit<ExportHashes, 'all'>;
  return { ...hashes, all: digest(canonicalJson({ format: exportFormat, ...hashes })) };
}

/** The export of a round, with its confidential notes. The same round always gives the same export. */
export function makeRoundExport(record: RoundRecord, digest: Digest): RoundExport {
  const submissions = byPlace(record.submissions);
  const parts: ExportParts = {
    ...record,
    panel: panelCounts(record.panel),
    submissions: submissions.map(({ content, ...receipt }) => ({
      ...receipt,
      content: separateNotes(content).open,
    })),
  };
  return {
    format: exportFormat,
    ...parts,
    hashes: exportHashes(parts, digest),
    confidential: submissions.map(({ place, content }) => ({
      place,
      ...separateNotes(content).confidential,
    })),
  };
}

/** The export as it may leave the Centre. It verifies as well as the one with notes. */
export function withoutNotes({ confidential: _, ...open }: RoundExport): RoundExport {
  return open;
}
