import { canonicalJson, type Digest } from '../basics/canonical-json.ts';
import { fail, ok, pointer, type Result } from '../basics/result.ts';
import { count } from '../basics/words.ts';
import { criteriaSetHash } from '../criteria-sets/criteria-set.ts';
import { type RecommendationGrounds, recommend } from '../recommendations/recommendation.ts';
import { outcomeInWords } from '../recommendations/trace-in-words.ts';
import { aggregate } from '../results/aggregate.ts';
import { contentHashOf } from '../reviews/receipt.ts';
import {
  checkReview,
  emptyCriterionReview,
  emptyReview,
  type ReviewContent,
  reviewOf,
} from '../reviews/review.ts';
import { isOnPanel, placeName } from '../rounds/round.ts';
import {
  changedFinding,
  changedInSet,
  differs,
  type ExportDifference,
  firstAmong,
  onlyChange,
} from './changed-part.ts';
import { firstDifference } from './first-difference.ts';
import {
  type ExportedSubmission,
  exportHashes,
  type exportParts,
  type PanelCount,
  type RoundExport,
} from './round-export.ts';

export type { ExportDifference } from './changed-part.ts';

/** What was found right, in lines to read; or the first thing that differs. */
export type VerifyReport = Result<{ readonly summary: readonly string[] }, ExportDifference>;

/** One thing to check: null where it holds. */
type Check = (given: RoundExport, digest: Digest) => ExportDifference | null;

/**
 * Derives everything that an export says from its submissions, its criteria set, its findings and its
 * panel's interests alone, and compares: the set's hash, each submission's content hash, the result, the
 * recommendation with its whole trace, and the hash of every part. Takes the very data that was in the
 * file, checked by the contract's `parseRoundExport`, without anything filled in.
 */
export function verifyRoundExport(given: RoundExport, digest: Digest): VerifyReport {
  for (const check of checks) {
    const difference = check(given, digest);
    if (difference !== null) return fail(difference);
  }
  return ok({ summary: summaryOf(given) });
}

const checkCriteriaSetHash: Check = (given, digest) => {
  const hash = given.round.criteriaSetHash;
  if (criteriaSetHash(given.criteriaSet, digest) === hash) return null;
  return (
    onlyChange(given, 'criteriaSet', { hash, hashAt: '/round/criteriaSetHash' }, digest) ??
    changedInSet(given) ??
    differs(
      'The criteria set does not match its content hash: a criterion, a level or a rule differs.',
      'criteriaSet',
    )
  );
};

/** Each place once, ascending: a second submission of one reviewer would count twice. */
const checkPlaces: Check = ({ submissions }) =>
  firstAmong(submissions, ({ place }, i) =>
    place > (submissions[i - 1]?.place ?? 0)
      ? null
      : differs(`${placeName(place)} is out of order or there twice.`, 'submissions', i, 'place'),
  );

/** A submission that was left out, or counted though its reviewer is off the panel, would change the result. */
const checkWhoSubmitted: Check = ({ panel, submissions }) => {
  const submitted = reviewersWho(panel, ({ status }) => status === 'submitted' || status === 'reopened');
  return submitted === submissions.length
    ? null
    : differs(
        `${count(submitted, 'reviewer')} of the panel ${submitted === 1 ? 'has' : 'have'} submitted a review, but ${count(submissions.length, 'submission is', 'submissions are')} here.`,
        'submissions',
      );
};

/** How many reviewers stand so. */
const reviewersWho = (panel: RoundExport['panel'], stands: (one: PanelCount) => boolean): number =>
  panel.filter(stands).reduce((sum, { reviewers }) => sum + reviewers, 0);

const checkContentHashes: Check = (given, digest) =>
  firstAmong(given.submissions, (submission, i) => {
    const { content, notesHash, contentHash, place } = submission;
    if (contentHashOf(content, notesHash, digest) === contentHash) return null;
    return (
      changedRating(given, submission, i) ??
      differs(
        `The review by ${placeName(place)} does not match its receipt’s content hash: a rating, a text or a hash differs.`,
        'submissions',
        i,
      )
    );
  });

/** The rating that differs from the one in the recommendation's trace. A hash alone cannot tell which one it is. */
function changedRating(
  { recommendation }: RoundExport,
  { place, content }: ExportedSubmission,
  index: number,
): ExportDifference | null {
  if (recommendation === null) return null;
  const column = recommendation.places.indexOf(place);
  return firstAmong(recommendation.criteria, ({ criterionId, number, panel }) => {
    const traced = panel[column];
    return traced === undefined || traced === reviewOf(reviewContentOf(content), criterionId).rating
      ? null
      : differs(
          `The rating of ${number} by ${placeName(place)} does not match its receipt’s content hash.`,
          'submissions',
          index,
          'content',
          'ratings',
          criterionId,
          'rating',
        );
  });
}

/** What the service would not have taken as a submission. */
const checkSubmissions: Check = ({ submissions, criteriaSet, round }) =>
  firstAmong(submissions, ({ content, place }, i) => {
    // A review against another version of the criteria makes the recommendation “hold” instead.
    if (content.criteriaSetHash !== round.criteriaSetHash) return null;
    const [defect] = checkReview(criteriaSet, reviewContentOf(content), 'submission');
    return defect === undefined
      ? null
      : {
          pointer: `${pointer('submissions', i, 'content')}${defect.pointer}`,
          sentence: `${placeName(place)} cannot have submitted this review. ${defect.detail}`,
        };
  });

const checkNotes: Check = ({ confidential, submissions }, digest) => {
  if (confidential === undefined) return null;
  if (confidential.length !== submissions.length)
    return differs(
      'The confidential notes of some reviews are missing or added: leave all out or none.',
      'confidential',
    );
  return firstAmong(confidential, ({ place, ...notes }, i) => {
    const submission = submissions[i];
    return submission?.place === place && digest(canonicalJson(notes)) === submission.notesHash
      ? null
      : differs(`The confidential notes of ${placeName(place)} do not match their hash.`, 'confidential', i);
  });
};

const checkResult: Check = (given) => {
  const { set, criteriaSetHash, submissions } = groundsOf(given);
  return derivedFrom(given, 'result', aggregate(set, criteriaSetHash, submissions));
};

const checkRecommendation: Check = (given) => {
  const { recommendation, round } = given;
  const isDue = round.status === 'closed' || round.status === 'decided';
  if (recommendation === null && !isDue) return null;
  return derivedFrom(given, 'recommendation', recommend(groundsOf(given)));
};

/** A part against its hash, naming what was changed where that can be told. */
const checkHashOf =
  (part: (typeof exportParts)[number], changedIn?: (given: RoundExport) => ExportDifference | null): Check =>
  (given, digest) => {
    const hash = given.hashes[part];
    if (digest(canonicalJson(given[part])) === hash) return null;
    const hashAt = pointer('hashes', part);
    return (
      onlyChange(given, part, { hash, hashAt }, digest) ??
      changedIn?.(given) ??
      differs(`${partInWords[part]} not match its hash in ${hashAt}.`, part)
    );
  };

const checkHashOfAll: Check = (given, digest) =>
  given.hashes.all === exportHashes(given, digest).all
    ? null
    : differs('The hash of the whole export differs.', 'hashes', 'all');

const partInWords: Record<(typeof exportParts)[number], string> = {
  round: 'What is said of the round does',
  criteriaSet: 'The criteria set does',
  panel: 'The list of how many reviewers stand where does',
  submissions: 'The list of submissions does',
  findings: 'The list of findings does',
  result: 'The result does',
  recommendation: 'The recommendation does',
};

/**
 * In this order, so that what is named is the cause and not what follows from it: everything that was given
 * comes before what is derived from it. Whoever makes the hashes fit as well is caught where something else
 * no longer follows.
 */
const checks: readonly Check[] = [
  checkHashOf('round'),
  checkCriteriaSetHash,
  checkHashOf('criteriaSet'),
  checkPlaces,
  checkHashOf('panel'),
  checkWhoSubmitted,
  checkContentHashes,
  checkSubmissions,
  checkHashOf('submissions'),
  checkNotes,
  checkHashOf('findings', changedFinding),
  checkResult,
  checkHashOf('result'),
  checkRecommendation,
  checkHashOf('recommendation'),
  checkHashOfAll,
];

/** An open part as a review whose notes are empty: no note decides anything. */
const reviewContentOf = (open: ExportedSubmission['content']): ReviewContent => ({
  ...emptyReview(open.criteriaSetHash),
  ...open,
  ratings: Object.fromEntries(
    Object.entries(open.ratings).map(([id, review]) => [id, { ...emptyCriterionReview, ...review }]),
  ),
});

const groundsOf = ({
  criteriaSet,
  round,
  submissions,
  findings,
  panel,
}: RoundExport): RecommendationGrounds => ({
  set: criteriaSet,
  criteriaSetHash: round.criteriaSetHash,
  submissions: submissions.map(({ place, contentHash, content }) => ({
    place,
    contentHash,
    content: reviewContentOf(content),
  })),
  findings,
  unresolvedInterests: reviewersWho(
    panel,
    ({ status, interest }) => isOnPanel(status) && interest === 'declared',
  ),
});

/** What each is derived from, by the criteria set. */
const derivedOf = {
  result: 'the submissions',
  recommendation: 'the submissions, findings and interests',
} as const;

function derivedFrom(
  given: RoundExport,
  part: keyof typeof derivedOf,
  derived: unknown,
): ExportDifference | null {
  const found = firstDifference(given[part], derived);
  return found === null
    ? null
    : {
        pointer: `${pointer(part)}${found.pointer}`,
        sentence: `The ${part} ${shown('says', found.left)} here, but by this criteria set ${derivedOf[part]} ${shown('give', found.right)}.`,
      };
}

function shown(verb: string, value: unknown): string {
  if (value === undefined) return `${verb} nothing`;
  const json = JSON.stringify(value);
  return `${verb} ${json.length > 120 ? `${json.slice(0, 119)}…` : json}`;
}

function summaryOf({ round, criteriaSet, submissions, recommendation, confidential, hashes }: RoundExport) {
  const { title, specificationVersion, criteriaSetVersion, status } = round;
  const outcome =
    recommendation === null
      ? `There is no recommendation: the round is ${status}.`
      : `The recommendation follows from them: ${outcomeInWords[recommendation.outcome]}.`;
  const sample = criteriaSet.sample ? ' (a sample, not the Centre’s own)' : '';
  return [
    `“${title}”, version ${specificationVersion}, against “${criteriaSet.title}”${sample}, version ${criteriaSetVersion}.`,
    `${count(submissions.length, 'submission matches its', 'submissions match their')} content hash. Compare with the receipts:`,
    ...submissions.map(({ place, contentHash }) => `  ${placeName(place)}: ${contentHash}`),
    confidential === undefined
      ? 'The confidential notes are not in this file; nothing depends on them.'
      : 'The confidential notes match their hashes. Do not pass this file on: take them out first.',
    'The result follows from the submissions.',
    outcome,
    `Hash of the export, the same with and without confidential notes: ${hashes.all}`,
  ];
}
