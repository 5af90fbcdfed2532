import { setTimeout } from 'node:timers/promises';
import type { View } from '../../addon/src/view.ts';
import { centreOperations } from '../../shared/contract/centre/operations.ts';
import { roundOperations } from '../../shared/contract/rounds/operations.ts';
import type { CellDefect } from '../../shared/domain/scoring-sheets/shown.ts';
import type { ApiClient } from './api-client.ts';
import { reviewByFile, reviewOnPages } from './by-other-doors.ts';
import { type ReviewerAtWork, sitDown } from './reviewer-at-work.ts';
import { reviewerBrowser } from './reviewer-browser.ts';
import {
  openSampleRound,
  readFirstAttempt,
  readSampleReview,
  sampleCriteriaSet,
  samplePeople,
} from './samples.ts';

/** What the story needs of a running service. */
export interface Stage {
  readonly origin: string;
  /** Where its inbox is: codes to sign in with come there. */
  readonly inbox: string;
  readonly staff: ApiClient;
  /** The text of the built add-on file. */
  readonly addonCode: string;
  token(email: string): Promise<string>;
  /** Told of each step, for a terminal. */
  readonly tell: (line: string) => void;
}

type Receipt = Extract<View, { view: 'receipt' }>;

const expectView = <K extends View['view']>(shown: View, wanted: K): Extract<View, { view: K }> => {
  if (shown.view !== wanted)
    throw new Error(`The sidebar shows “${shown.view}”, not “${wanted}”: ${JSON.stringify(shown)}`);
  return shown as Extract<View, { view: K }>;
};

async function submit(reviewer: ReviewerAtWork, roundId: string): Promise<Receipt> {
  expectView(await reviewer.press('checkScores', roundId), 'confirmation');
  return expectView(await reviewer.press('submitReview', roundId), 'receipt');
}

/** Types the mistakes of the first attempt over a filled-in sheet and answers with what the add-on says of them. */
async function makeMistakes(reviewer: ReviewerAtWork, roundId: string): Promise<readonly CellDefect[]> {
  for (const { number, column, typed } of readFirstAttempt())
    await reviewer.pasteInto(number, column as 'rating' | 'reason', typed);
  return expectView(await reviewer.press('checkScores', roundId), 'defects').defects;
}

/** A reviewer who does without Google: signs in by a code, reviews on pages or in a file, and submits. */
async function reviewWithoutGoogle(
  { origin, inbox, tell }: Stage,
  { name, email }: { readonly name: string; readonly email: string },
  roundId: string,
  sample: 1 | 2,
): Promise<void> {
  const browser = reviewerBrowser({ url: origin, mail: { url: inbox } });
  await browser.signIn(email);
  tell(
    `\n${name} signs in with a code from an email, and ${sample === 1 ? 'fills in the pages' : 'uploads an Excel file'}`,
  );
  const review = sample === 1 ? reviewOnPages : reviewByFile;
  const receiptId = await review(browser, roundId, sampleCriteriaSet(), readSampleReview(sample));
  tell(`  submits, and gets receipt ${receiptId}`);
}

/** Looks at Today until it says that every review of a round is in. */
async function allIn(staff: ApiClient, roundId: string): Promise<void> {
  for (let looked = 0; looked < 100; looked++) {
    const { reviewsIn } = await staff.call(centreOperations.getToday);
    if (reviewsIn.items.some((round) => round.roundId === roundId)) return;
    await setTimeout(100);
  }
  throw new Error('Today does not say that every review is in.');
}

/**
 * Plays one round from opening to closing: three reviewers use one door each. The first fills in pages, the second a
 * file, the third a spreadsheet with the built add-on, and first makes mistakes and gets them explained. Answers with
 * the round's id.
 */
export async function playStory(stage: Stage): Promise<string> {
  const { origin, staff, addonCode, token, tell } = stage;
  const roundId = await openSampleRound(staff, 'sample-frailty');
  tell(`Staff open a round on the sample specification: ${roundId}`);
  const set = sampleCriteriaSet();
  const reviewers = samplePeople().filter((person) => person.roles.includes('reviewer'));

  const [first, second, third] = reviewers;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('There are three sample reviewers.');
  await reviewWithoutGoogle(stage, first, roundId, 1);
  await reviewWithoutGoogle(stage, second, roundId, 2);
  {
    const { email, name } = third;
    const reviewer = await sitDown({ code: addonCode, origin, token: await token(email), email });
    try {
      const { assignments } = expectView(await reviewer.press('listMyReviews'), 'my-reviews');
      const due = assignments.find((assignment) => assignment.roundId === roundId)?.due;
      tell(`\n${name} opens the sidebar: ${assignments.length} assignment(s), this one ${due}`);
      expectView(
        await reviewer.press('declareInterests', roundId, { interest: 'none', description: '' }),
        'my-reviews',
      );
      expectView(await reviewer.press('startReview', roundId), 'scoring');
      const review = readSampleReview(3);
      await reviewer.fillIn(set, review);
      tell('  has made mistakes, and is told at each cell:');
      for (const { cell, where, detail } of await makeMistakes(reviewer, roundId))
        tell(`    ${cell ?? ''} ${where}: ${detail}`);
      await reviewer.fillIn(set, review);
      const receipt = await submit(reviewer, roundId);
      tell(
        `  submits, and gets receipt ${receipt.receiptId} (number ${receipt.number}, content ${receipt.contentHash.slice(0, 12)}…)`,
      );
    } finally {
      await reviewer.close();
    }
  }
  await allIn(staff, roundId);
  tell('\nToday says that every review is in.');
  await staff.call(roundOperations.closeRound, {
    parameters: { roundId },
    headers: await staff.lock(roundOperations.getRound, { parameters: { roundId } }),
    body: { reason: 'All reviews are in.' },
  });
  tell('Staff close the round.');
  return roundId;
}
