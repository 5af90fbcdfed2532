import { dayInWords } from '../basics/day.ts';
import { count } from '../basics/words.ts';
import { type CriteriaSet, type Criterion, criteriaOf, thresholdOf } from '../criteria-sets/criteria-set.ts';
import { type Condition, type DecisionDraft, isEndorsement } from '../decisions/decision.ts';
import type { DecisionOutcome } from '../decisions/decision-outcomes.ts';
import { fateInWords } from '../decisions/fate.ts';
import { statusWords } from '../recommendations/status-words.ts';
import { type ReviewContent, reviewOf } from '../reviews/review.ts';
import type { EarlierNow } from './letter-standing.ts';
import { beginningOf, listed } from './letter-words.ts';
import { type CriterionOutcome, conclusionOnComments, outcomeOfCriterion } from './outcome-in-words.ts';

/** What a letter to the developer is composed from. */
export interface LetterGrounds {
  readonly decision: Pick<DecisionDraft, 'outcome' | 'message' | 'reviewBy' | 'intervention'> & {
    readonly conditions: readonly (Condition & { readonly isFulfilled?: boolean })[];
    /** What becomes of an earlier endorsement of the specification, and of which version; null where there is none. */
    readonly endorsement: (EarlierNow & { readonly specificationVersion: number }) | null;
  };
  readonly specification: {
    readonly title: string;
    readonly version: number;
    readonly organisation: string;
  };
  readonly set: CriteriaSet;
  /** The reviews that were counted. Only their comments to the developer are read. */
  readonly reviews: readonly ReviewContent[];
  /** How the criteria came out, with what the panel found. */
  readonly outcomes: readonly CriterionOutcome[];
  /** Where evidence that a condition is fulfilled goes: an address; null for an answer to the letter's email. */
  readonly evidenceTo: string | null;
}

/** A condition as the developer reads it. */
export interface LetterCondition {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Numbers of the criteria that it is about. */
  readonly criteria: readonly string[];
  readonly owner: string;
  /** "6 August 2026". */
  readonly due: string;
  /** Whether it was fulfilled before the letter went. */
  readonly isFulfilled?: boolean | undefined;
}

/** How one criterion came out. */
export interface LetterOutcome {
  readonly number: string;
  readonly text: string;
  /** "met", "partly met, as the panel found". */
  readonly outcome: string;
}

/** Comments on one criterion. */
export interface LetterComments {
  readonly number: string;
  readonly text: string;
  /** What the panel concluded where the reviewers did not agree; null where they did. */
  readonly conclusion: string | null;
  readonly comments: readonly string[];
}

/**
 * The letter to the developer. It names no reviewer, not even by panel place, and holds neither ratings nor
 * confidential notes.
 */
export interface Letter {
  readonly subject: string;
  readonly organisation: string;
  /** Whether the criteria are a sample and not the Centre's own. */
  readonly sample: boolean;
  readonly opening: readonly string[];
  readonly conditions: readonly LetterCondition[];
  /** Where evidence for the conditions goes, and by when; null where there are none. */
  readonly evidence: string | null;
  /** In the order of the set. */
  readonly outcomes: readonly LetterOutcome[];
  /** What the Centre says besides, in paragraphs. */
  readonly message: readonly string[];
  /** Criteria with comments, in the order of the set. */
  readonly comments: readonly LetterComments[];
  readonly overallComments: readonly string[];
  /** What happens next. */
  readonly closing: readonly string[];
}

/** Composes the letter to the developer. The same grounds always give the same letter. */
export function composeLetter({
  decision,
  specification,
  set,
  reviews,
  outcomes,
  evidenceTo,
}: LetterGrounds): Letter {
  const { title, version, organisation } = specification;
  const numbers = new Map(criteriaOf(set).map(({ id, number }) => [id, number]));
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.criterionId, outcome]));
  const { comments, overallComments } = commentsOf(set, reviews, (criterion) => {
    const outcome = outcomeOf.get(criterion.id);
    return outcome === undefined ? null : conclusionOnComments(outcome, wordsOf(set, criterion));
  });
  const hasComments = comments.length + overallComments.length > 0;
  return {
    subject: `${title}, version ${version}: ${subjects[decision.outcome]}`,
    organisation,
    sample: set.sample,
    opening: [
      `Thank you for submitting ${title}, version ${version}, for independent review against “${set.title}”.`,
      `${readBy(reviews.length)}${decided[decision.outcome]}`,
      ...interventionParagraphs(decision),
      ...(decision.endorsement === null
        ? []
        : [fateInWords(decision.endorsement, decision.endorsement.specificationVersion, 'done')]),
      ...conditionsSentence(decision),
      ...(hasComments
        ? [
            'The reviewers’ comments are at the end, in their own words. They are given in no particular order.',
          ]
        : []),
    ],
    conditions: decision.conditions.map((condition, i) => ({
      number: i + 1,
      text: condition.text,
      criteria: condition.criteria.flatMap((id) => numbers.get(id) ?? []),
      owner: condition.owner,
      due: dayInWords(condition.due),
      isFulfilled: condition.isFulfilled,
    })),
    evidence: evidenceSentence(decision, evidenceTo),
    outcomes: criteriaOf(set).flatMap((criterion) => {
      const { id, number, text } = criterion;
      const outcome = outcomeOf.get(id);
      return outcome === undefined
        ? []
        : [{ number, text, outcome: outcomeOfCriterion(outcome, wordsOf(set, criterion)) }];
    }),
    message: paragraphsOf(decision.message),
    comments,
    overallComments,
    closing: next(decision),
  };
}

/** What the reviewers say to the developer, with what the panel concluded on each criterion. */
function commentsOf(
  set: CriteriaSet,
  reviews: readonly ReviewContent[],
  conclusionOn: (criterion: Criterion) => string | null,
): Pick<Letter, 'comments' | 'overallComments'> {
  const comments = criteriaOf(set).flatMap((criterion) => {
    const { id, number, text } = criterion;
    const said = shuffledApart(reviews.map((review) => reviewOf(review, id).comment));
    return said.length === 0 ? [] : [{ number, text, conclusion: conclusionOn(criterion), comments: said }];
  });
  return { comments, overallComments: shuffledApart(reviews.map((review) => review.overallComment)) };
}

/**
 * The draft in which the developer checks facts before the Centre decides: the criteria and the comments that the letter
 * will have. How a criterion came out and what the panel concluded are not in it, because the outcome follows from them.
 */
export function composeFactCheck({
  specification: { title, version, organisation },
  set,
  reviews,
}: Pick<LetterGrounds, 'specification' | 'set' | 'reviews'>): Letter {
  const said = commentsOf(set, reviews, () => null);
  const hasComments = said.comments.length + said.overallComments.length > 0;
  const spoken = new Set(said.comments.map(({ number }) => number));
  const silent = criteriaOf(set).filter(({ number }) => !spoken.has(number));
  return {
    subject: `${title}, version ${version}: please check the facts`,
    organisation,
    sample: set.sample,
    opening: [
      `${title}, version ${version}, was reviewed against “${set.title}”. The Centre has not decided yet.`,
      `${readBy(reviews.length)}${
        hasComments
          ? 'Their comments to you are below, in their own words. They are given in no particular order.'
          : 'There are no comments to you.'
      }`,
      'Please tell the Centre where something rests on a fact that is not so, such as a page that was overlooked or a number that was misread.',
    ],
    conditions: [],
    evidence: null,
    outcomes: [],
    message:
      silent.length === 0
        ? []
        : [
            '# Criteria without comments',
            listed(silent.map(({ number, text }) => `${number} ${beginningOf(text)}.`)),
          ],
    ...said,
    closing: [],
  };
}

const wordsOf = (set: CriteriaSet, criterion: Criterion) => statusWords(set, thresholdOf(set, criterion));

const subjects: Record<DecisionOutcome, string> = {
  endorse: 'endorsed',
  'endorse-with-conditions': 'endorsed with conditions',
  'return-for-revision': 'returned for revision',
  'do-not-endorse': 'not endorsed',
  'go-ahead': 'go ahead',
  'go-ahead-with-conditions': 'go ahead with conditions',
  'think-again': 'think again',
  'another-intervention': 'another intervention is the answer',
};

const decided: Record<DecisionOutcome, string> = {
  endorse: 'The Centre has decided to endorse the specification.',
  'endorse-with-conditions': 'The Centre has decided to endorse the specification with conditions.',
  'return-for-revision': 'The Centre has decided to return the specification to you for revision.',
  'do-not-endorse': 'The Centre has decided not to endorse the specification.',
  'go-ahead': 'The Centre has decided that development of the credential can go ahead.',
  'go-ahead-with-conditions':
    'The Centre has decided that development of the credential can go ahead, with conditions.',
  'think-again': 'The Centre asks you to think the proposal through again.',
  'another-intervention':
    'The Centre has decided that a credential is not the answer to the need: another intervention is.',
};

function interventionParagraphs({ intervention }: LetterGrounds['decision']): readonly string[] {
  if (intervention === null) return [];
  return [`What the Centre sees as the answer: ${intervention.which}`, ...paragraphsOf(intervention.why)];
}

const paragraphsOf = (text: string): readonly string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const outstanding = ({ conditions }: LetterGrounds['decision']) =>
  conditions.filter(({ isFulfilled }) => !isFulfilled);

function conditionsSentence(decision: LetterGrounds['decision']): readonly string[] {
  const [all, open] = [decision.conditions.length, outstanding(decision).length];
  if (all === 0) return [];
  if (open === 0)
    return [
      all === 1
        ? 'The condition is below. It is fulfilled already.'
        : `The ${all} conditions are below. They are fulfilled already.`,
    ];
  const date = 'the date by which the Centre needs evidence that it is fulfilled';
  if (all === 1) return [`The condition is below, with ${date}.`];
  return [
    open === all
      ? `The ${all} conditions are below, each with ${date}.`
      : `The ${all} conditions are below. ${open} of them ${open === 1 ? 'is' : 'are'} not fulfilled yet; the date by which the Centre needs evidence stands with ${open === 1 ? 'it' : 'each'}.`,
  ];
}

/** Where evidence for the conditions goes; null where none is needed. */
function evidenceSentence(decision: LetterGrounds['decision'], evidenceTo: string | null): string | null {
  const { conditions } = decision;
  const open = outstanding(decision);
  const [only] = open;
  if (only === undefined) return null;
  const dues = [...new Set(open.map(({ due }) => due))].sort().map(dayInWords);
  const which =
    open.length > 1
      ? 'each condition'
      : conditions.length === 1
        ? 'the condition'
        : `condition ${conditions.indexOf(only) + 1}`;
  const evidence = `the evidence that ${which} is fulfilled`;
  const where =
    evidenceTo === null ? 'in an answer to the email that brought this letter' : `to ${evidenceTo}`;
  const page = 'on your page at the Centre, which the link in its email opens';
  const when =
    dues.length === 1
      ? `by ${dues[0]}`
      : `by its date, the first by ${dues[0]} and the last by ${dues.at(-1)}`;
  return `Send ${evidence} ${page}, or ${where}, ${when}. Give the reference of this letter.`;
}

/** How many read it, where anybody did: one alone reads independently of nobody. */
const readBy = (reviewers: number): string =>
  reviewers === 0
    ? ''
    : reviewers === 1
      ? 'One reviewer read it. '
      : `${count(reviewers, 'reviewer')} read it independently of each other. `;

function next({ outcome, reviewBy }: LetterGrounds['decision']): readonly string[] {
  if (isEndorsement(outcome))
    return [
      'The specification is in the Centre’s public register of endorsed specifications.',
      ...(reviewBy === null ? [] : [`The Centre will review the endorsement by ${dayInWords(reviewBy)}.`]),
    ];
  if (outcome === 'return-for-revision')
    return ['Use the comments to revise it, and send the Centre a new version for another review.'];
  if (outcome === 'think-again')
    return [
      'If you take it further, use the comments, and send the Centre a new version for another review.',
    ];
  return [];
}

/** What was said, in an order that follows from the words alone: nobody can follow one reviewer through the letter. */
const shuffledApart = (comments: readonly string[]): readonly string[] =>
  [...new Set(comments.map((comment) => comment.trim()).filter((comment) => comment !== ''))].sort();
