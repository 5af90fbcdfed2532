import type { Change, Comparison, ReviewHeading, View } from '../view.ts';
import {
  about,
  back,
  button,
  cellLink,
  counted,
  details,
  escaped,
  heading,
  paragraph,
  reviewButton,
} from './html.ts';

type Shown<K extends View['view']> = Extract<View, { view: K }>;

/** So many changes are shown at once; the others on demand. */
const shownAtOnce = 10;

const blank = '<i>nothing</i>';

const quoted = (text: string) => (text === '' ? blank : `“${escaped(text)}”`);

/** Changes one by one, each with the way to its cell. `names` are the words for the two states. */
export function changeList(
  of: ReviewHeading,
  changes: readonly Change[],
  names: readonly [before: string, after: string],
): string {
  const list = (some: readonly Change[]) =>
    `<ul class="changes">${some
      .map(
        ({ where, cell, before, after }) =>
          `<li><b>${escaped(where)}</b><br>${names[0]} ${quoted(before)}<br>${names[1]} ${quoted(after)} ${cellLink(of, cell, where)}</li>`,
      )
      .join('')}</ul>`;
  const rest = changes.slice(shownAtOnce);
  return (
    list(changes.slice(0, shownAtOnce)) +
    (rest.length === 0 ? '' : details(`${rest.length} more`, list(rest)))
  );
}

/** What changed since an earlier state, with a warning where ratings may have slid. */
export const comparison = (of: ReviewHeading, { since, changes, suspicious }: Comparison): string =>
  [
    suspicious ? slideWarning(changes) : '',
    `<h2>Since ${escaped(since)}</h2>`,
    changes.length === 0
      ? '<p>Nothing has changed.</p>'
      : paragraph(`${counted(changes.length, 'thing has', 'things have')} changed.`) +
        changeList(of, changes, ['was', 'now']),
  ].join('');

const slideWarning = (changes: readonly Change[]) =>
  `<div class="error" role="alert"><p><b>${changes.filter(({ isRating }) => isRating).length} ratings are not what they were.</b></p><p>If you did not change them yourself, they may have slid to other rows: for example when one column was sorted alone, or pasted a row too low. Compare them below. To go back, choose Undo (Ctrl+Z) in the sheet.</p></div>`;

/** Before a draft is saved in which many ratings changed. */
export const manyChanges = (view: Shown<'many-changes'>): string =>
  [
    heading('Save these changes?'),
    about(view.heading),
    paragraph('Nothing was saved yet.'),
    comparison(view.heading, view.comparison),
    reviewButton(view.heading, 'Yes, save them', 'saveChanges'),
    reviewButton(view.heading, 'Not yet', 'startReview', 'secondary'),
    back,
  ].join('');

/** This sheet and a draft from elsewhere, side by side. */
export const newerDraft = (view: Shown<'newer-draft'>): string =>
  [
    heading('There is another draft'),
    about(view.heading),
    paragraph(
      `It was saved from elsewhere on ${view.savedAt}, and differs from this sheet in ${counted(view.differences.length, 'place', 'places')}. Nothing was changed.`,
    ),
    sideBySide(view.differences.slice(0, shownAtOnce)),
    view.differences.length > shownAtOnce
      ? details(
          `${view.differences.length - shownAtOnce} more`,
          sideBySide(view.differences.slice(shownAtOnce)),
        )
      : '',
    button({
      label: 'Keep this sheet and replace the other draft',
      call: 'keepSheet',
      args: [view.heading.roundId, view.etag],
    }),
    reviewButton(view.heading, 'Take the other draft', 'rebuildSheet', 'secondary'),
    paragraph('Taking the other draft keeps this sheet as a tab marked “set aside”.', 'quiet'),
    back,
  ].join('');

const sideBySide = (differences: readonly Change[]) =>
  `<table class="sides"><caption class="spoken">What differs</caption><thead><tr><th scope="col">Here</th><th scope="col">Saved elsewhere</th></tr></thead>${differences
    .map(
      ({ where, before, after }) =>
        `<tbody><tr><th scope="rowgroup" colspan="2">${escaped(where)}</th></tr><tr><td>${escaped(after) || blank}</td><td>${escaped(before) || blank}</td></tr></tbody>`,
    )
    .join('')}</table>`;
