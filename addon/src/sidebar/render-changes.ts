import { notRated } from '../../../shared/domain/scoring-sheets/layout.ts';
import type { Change } from '../../../shared/domain/scoring-sheets/shown.ts';
import type { Comparison, ReviewHeading, View } from '../view.ts';
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

/** How many changes are shown at first; a button shows the others. */
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

/** What changed since an earlier state. */
export const comparison = (of: ReviewHeading, { since, changes }: Comparison): string =>
  `<h2>Since ${escaped(since)}</h2>${
    changes.length === 0
      ? '<p>Nothing has changed.</p>'
      : paragraph(`${counted(changes.length, 'thing has', 'things have')} changed.`) +
        changeList(of, changes, ['was', 'now'])
  }`;

/**
 * Changes that may not be what the reviewer meant, each to be kept or put back by one press, and all of them by one.
 * `then` is what the reviewer was about to do.
 */
export function questions(of: ReviewHeading, changes: readonly Change[], then: 'save' | 'check'): string {
  const answer = (label: string, call: 'keepChanges' | 'putBack', about: readonly Change[], style: string) =>
    button(
      { label, call, args: [of.roundId, then, about.map(({ pointer, shown }) => [pointer, shown])] },
      style,
    );
  const question = (change: Change) =>
    `<li><b>${escaped(change.where)}</b><br>${escaped(change.doubt ?? '')}<br>was ${quoted(change.before)}<br>now ${quoted(change.after)} ${cellLink(of, change.cell, change.where)}<div class="answers">${answer('Keep', 'keepChanges', [change], 'secondary')}${answer('Put back', 'putBack', [change], 'secondary')}</div></li>`;
  const list = (some: readonly Change[]) => `<ul class="changes">${some.map(question).join('')}</ul>`;
  const rest = changes.slice(shownAtOnce);
  return [
    `<div class="error" role="alert"><p><b>${counted(changes.length, 'place has', 'places have')} changed in a way that you may not have meant.</b></p><p>That happens when one column is sorted alone, a cell is dragged, or a long text is pasted over several rows. Keep what is right, and put back what is not.</p></div>`,
    list(changes.slice(0, shownAtOnce)),
    rest.length === 0 ? '' : details(`${rest.length} more`, list(rest)),
    changes.length === 1
      ? ''
      : answer(`Keep all ${changes.length}`, 'keepChanges', changes, '') +
        answer(`Put back all ${changes.length}`, 'putBack', changes, 'secondary'),
  ].join('');
}

/** Changes of which some may be in doubt: those are asked about. What else stood there before is listed with it. */
export function asked(of: ReviewHeading, changes: readonly Change[], then: 'save' | 'check'): string {
  const inDoubt = changes.filter(({ doubt }) => doubt !== null);
  const others = changes.filter(({ doubt }) => doubt === null);
  const filled = others.filter(({ before }) => before === '' || before === notRated);
  const changed = others.filter((change) => !filled.includes(change));
  const list = (some: readonly Change[]) => changeList(of, some, ['was', 'now']);
  return [
    inDoubt.length === 0 ? '' : questions(of, inDoubt, then),
    changed.length === 0
      ? ''
      : paragraph(`${counted(changed.length, 'place is', 'places are')} other than when you last looked:`) +
        list(changed),
    filled.length === 0
      ? ''
      : details(`${counted(filled.length, 'place was', 'places were')} filled in`, list(filled)),
  ].join('');
}

/** After a draft was saved without what may have landed elsewhere. */
export const unconfirmed = (view: Shown<'unconfirmed'>): string =>
  [
    heading('Is this what you meant?'),
    about(view.heading),
    paragraph(`Everything else is saved. This is how the sheet differs from ${view.comparison.since}:`),
    asked(view.heading, view.comparison.changes, 'save'),
    reviewButton(view.heading, 'Later', 'startReview', 'secondary'),
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
    paragraph('Take over what is better there, place by place; then keep this sheet.'),
    sideBySide(view, view.differences.slice(0, shownAtOnce)),
    view.differences.length > shownAtOnce
      ? details(
          `${view.differences.length - shownAtOnce} more`,
          sideBySide(view, view.differences.slice(shownAtOnce)),
        )
      : '',
    button({
      label: 'Keep this sheet and replace the other draft',
      call: 'keepSheet',
      args: [view.heading.roundId, view.etag, view.seen],
    }),
    reviewButton(view.heading, 'Take the other draft', 'rebuildSheet', 'secondary'),
    paragraph('Taking the other draft keeps this sheet as a tab marked “set aside”.', 'quiet'),
    back,
  ].join('');

const sideBySide = ({ heading: of, etag }: Shown<'newer-draft'>, differences: readonly Change[]) =>
  `<table class="sides"><caption class="spoken">What differs</caption><thead><tr><th scope="col">Here</th><th scope="col">Saved elsewhere</th></tr></thead>${differences
    .map(
      ({ where, before, after, pointer, shown }) =>
        `<tbody><tr><th scope="rowgroup" colspan="2">${escaped(where)}</th></tr><tr><td>${escaped(after) || blank}</td><td>${escaped(before) || blank}${button(
          { label: 'Take this', call: 'takeSaved', args: [of.roundId, etag, [[pointer, shown]]] },
          'secondary',
        )}</td></tr></tbody>`,
    )
    .join('')}</table>`;
