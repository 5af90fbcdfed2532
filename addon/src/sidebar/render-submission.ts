import type { View } from '../view.ts';
import {
  about,
  back,
  button,
  counted,
  definitions,
  details,
  heading,
  message,
  paragraph,
  reviewButton,
  table,
} from './html.ts';
import { changeList, comparison, questions } from './render-changes.ts';

type Shown<K extends View['view']> = Extract<View, { view: K }>;

/** What the reviewer looks at before submitting. */
export function confirmation(view: Shown<'confirmation'>): string {
  const changes = view.comparison?.changes ?? [];
  const inDoubt = changes.filter(({ doubt }) => doubt !== null);
  const others = changes.filter(({ doubt }) => doubt === null);
  return [
    heading(inDoubt.length > 0 ? 'Is this what you meant?' : 'Submit this review?'),
    about(view.heading),
    message(view.message),
    inDoubt.length > 0 ? questions(view.heading, inDoubt, 'check') : '',
    view.comparison === null
      ? paragraph('Nothing was saved before, so look through all your ratings once.')
      : inDoubt.length > 0 && others.length === 0
        ? ''
        : comparison(view.heading, { ...view.comparison, changes: others }),
    view.withoutEvidence === 0
      ? ''
      : message(
          `${view.withoutEvidence} of ${view.ratings.length} criteria have no evidence reference. You can submit without.`,
        ),
    table('How often you chose each rating', view.counts),
    details(`All ${view.ratings.length} ratings`, table('Your ratings', view.ratings)),
    details(
      `Everything that is sent, in ${counted(view.sent.length, 'place', 'places')}`,
      definitions(view.sent.map(({ where, after }) => [where, after])),
    ),
    inDoubt.length > 0
      ? reviewButton(view.heading, 'Check again', 'checkScores')
      : paragraph('After that you can change it only if the Centre reopens it.') +
        button({ label: 'Submit now', call: 'submitReview', args: [view.heading.roundId, view.seen] }),
    reviewButton(view.heading, 'Not yet', 'startReview', 'secondary'),
  ].join('');
}

/** A receipt, and what was changed in the sheet after it. */
export const receipt = (view: Shown<'receipt'>): string =>
  [
    heading('Review submitted'),
    about(view.heading),
    '<p class="success">Thank you. The Centre has your review.</p>',
    view.changes === null || view.changes.length === 0
      ? ''
      : `<div class="message"><h2>Changed since you submitted</h2>${paragraph(
          `${counted(view.changes.length, 'place', 'places')} in the sheet. This changes nothing: the Centre has what you submitted. To send it, ask the Centre to reopen your review.`,
        )}${changeList(view.heading, view.changes, ['submitted', 'in the sheet'])}</div>`,
    definitions([
      ['Sent', view.submittedAt],
      ['Submission', `number ${view.number}`],
    ]),
    '<p>The receipt is also written at the top of the sheet. Changes that you make in the sheet now are not sent.</p>',
    details(
      'How to check this',
      `<p>The hash names what you sent, to the letter: whoever has a copy can work it out again.</p>${definitions(
        [
          ['Receipt', view.receiptId],
          ['Criteria', view.criteriaSet],
          ['Content hash', view.contentHash],
        ],
      )}`,
    ),
    back,
  ].join('');
