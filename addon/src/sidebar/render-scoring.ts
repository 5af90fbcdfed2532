import type { Progress, ReviewHeading, SelectedRow, View } from '../view.ts';
import {
  about,
  back,
  button,
  cellLink,
  counted,
  definitions,
  details,
  escaped,
  heading,
  link,
  message,
  paragraph,
  reviewButton,
} from './html.ts';
import { asked } from './render-changes.ts';
import { raiseButton } from './render-concern.ts';

type Shown<K extends View['view']> = Extract<View, { view: K }>;

/** What stands beside an open scoring sheet. */
export const scoring = (view: Shown<'scoring'>): string =>
  [
    heading('Score the criteria'),
    about(view.heading),
    paragraph(`Your review is ${view.due}.`),
    view.reopenedBecause === null
      ? ''
      : `<div class="message"><h2>The Centre reopened this review</h2>${paragraph(view.reopenedBecause, 'as-written')}</div>`,
    message(view.message),
    asked(view.heading, view.changes, 'save'),
    view.documentUrl === null
      ? paragraph('The proposal has no document. Its text stands above the table.')
      : link('Open the document', view.documentUrl),
    watched(view.heading, progress(view.progress)),
    nextUnrated,
    reviewButton(view.heading, 'Check and submit', 'checkScores'),
    reviewButton(view.heading, 'Save draft', 'saveDraft', 'secondary'),
    details(
      'Instructions',
      `${view.instructions === '' ? '' : paragraph(view.instructions, 'as-written')}<p>Choose a rating in every row of the sheet. Yellow cells marked “Not yet rated” wait for one.</p>`,
    ),
    details('What the ratings mean', definitions(view.levels)),
    reviewButton(view.heading, 'Show the alignment to the framework', 'showAlignment', 'link block'),
    raiseButton(view.heading),
    back,
  ].join('');

const nextUnrated = button({ label: 'Next unrated', call: 'selectNextUnrated', args: [] }, 'link block');

/** What follows the selection while it is seen: how far the reviewer has come, and the selected row's guidance. */
export const watched = ({ roundId }: ReviewHeading, before = ''): string =>
  `<div id="progress">${before}</div><section id="selected" aria-label="The selected row" data-round="${escaped(roundId)}">${selectedRow(null, null)}</section>`;

/** How far the reviewer has come, in words and as a bar. */
export const progress = ({ rated, total }: Progress): string =>
  `<label class="progress">${rated} of ${total} rated<progress value="${rated}" max="${Math.max(total, 1)}"></progress></label>`;

/** The criterion of the selected row with its guidance. */
export const selectedRow = (criterion: SelectedRow['criterion'], counter: SelectedRow['counter']): string =>
  (counter === null ? '' : lengthInWords(counter)) +
  (criterion === null
    ? '<p class="quiet">Select a row in the sheet to see its guidance here.</p>'
    : [
        `<h2>${escaped(criterion.number)}${criterion.mandatory ? ' (mandatory)' : ''}</h2>`,
        paragraph(criterion.text, 'as-written'),
        criterion.guidance === ''
          ? '<p class="quiet">There is no guidance for this criterion.</p>'
          : paragraph(criterion.guidance, 'guidance as-written'),
      ].join(''));

const lengthInWords = ({ length, limit }: NonNullable<SelectedRow['counter']>): string =>
  paragraph(
    length > limit
      ? `${figure(length)} characters: ${figure(length - limit)} too many`
      : `${figure(length)} of ${figure(limit)} characters`,
    length > limit ? 'error' : 'quiet',
  );

const figure = (count: number) => count.toLocaleString('en-GB');

/** Everything that keeps a review from being read, saved or submitted. */
export const defects = (view: Shown<'defects'>): string =>
  [
    heading(
      view.structure
        ? 'The sheet cannot be read safely'
        : counted(view.defects.length, 'thing to mend', 'things to mend'),
    ),
    about(view.heading),
    view.structure
      ? '<p>Rows or columns are not as they were, so no score was read. Nothing is lost: your scores are in the sheet.</p>'
      : paragraph(
          `${view.saved ? 'Everything else is saved.' : 'Nothing was sent.'} So it was at the last check. Each place is marked in the sheet; choose a cell to go there.`,
        ),
    view.structure ? '' : watched(view.heading) + nextUnrated,
    asked(view.heading, view.changes, view.saved ? 'save' : 'check'),
    view.stray ? reviewButton(view.heading, 'Clear what stands in rows of no criterion', 'clearStray') : '',
    `<ul>${view.defects
      .map(
        ({ cell, where, detail }) =>
          `<li><h2>${escaped(where)}</h2>${paragraph(detail)}${cellLink(view.heading, cell, where)}</li>`,
      )
      .join('')}</ul>`,
    reviewButton(view.heading, 'Check again', 'checkScores'),
    view.structure
      ? reviewButton(
          view.heading,
          'Set this sheet aside and start from the saved draft',
          'rebuildSheet',
          'secondary',
        )
      : reviewButton(view.heading, 'Save draft', 'saveDraft', 'secondary'),
    back,
  ].join('');
