import type { AssignmentSummary, View } from '../view.ts';
import {
  about,
  back,
  button,
  escaped,
  heading,
  message,
  paragraph,
  reviewButton,
  sampleMark,
} from './html.ts';
import { raiseButton, raised } from './render-concern.ts';

type Shown<K extends View['view']> = Extract<View, { view: K }>;

/** The list of assignments. */
export const myReviews = (view: Shown<'my-reviews'>): string =>
  [
    heading('My reviews'),
    message(view.message),
    message(view.sharing),
    // What saving in the background has to say is put in here.
    '<div id="notices"></div>',
    view.assignments.length === 0
      ? '<p>You have no reviews. When the Centre invites you to one, it stands here.</p>'
      : `<ul class="cards">${view.assignments.map(assignment).join('')}</ul>`,
    button({ label: 'Refresh the list', call: 'listMyReviews', args: [] }, 'secondary'),
    paragraph('Everybody with whom this spreadsheet is shared can read what you write in it.', 'quiet'),
    paragraph(`Signed in as ${view.account}`, 'quiet'),
  ].join('');

/** Asks about tabs that are copies of the reviewer's own. */
export const ownTabs = (view: Shown<'own-tabs'>): string =>
  [
    heading('Go on in this copy?'),
    about(view.heading),
    paragraph(
      view.tabs.length === 1
        ? `“${view.tabs[0]?.name}” is a copy of a scoring sheet of yours. Nothing was read from it yet.`
        : 'These tabs are copies of a scoring sheet of yours. Nothing was read from them yet.',
    ),
    view.heading.tab === null
      ? ''
      : reviewButton(view.heading, `Go to “${view.heading.tab}”, where this review is`, 'startReview'),
    ...view.tabs.map(({ name, sheetId }) =>
      button({ label: `Go on in “${name}”`, call: 'useTab', args: [view.heading.roundId, sheetId] }),
    ),
    view.heading.tab === null
      ? reviewButton(view.heading, 'Start a new tab from my saved draft', 'rebuildSheet', 'secondary') +
        paragraph('A new tab leaves the copy as it is, marked “set aside”.', 'quiet')
      : '',
    back,
  ].join('');

const actions = {
  declare: ['Declare interests', 'showDeclaration'],
  start: ['Start review', 'startReview'],
  continue: ['Continue review', 'startReview'],
  receipt: ['View receipt', 'showReceipt'],
} as const;

const leavingLinks = { decline: 'Decline this review', recuse: 'Recuse yourself' } as const;

function assignment(each: AssignmentSummary): string {
  const action = each.action === null ? null : actions[each.action];
  const spoken = `<span class="spoken">: ${escaped(each.title)}</span>`;
  const named = (html: string) => html.replace('</button>', `${spoken}</button>`);
  return [
    `<li><h2>${escaped(each.title)}</h2>`,
    `<p>Version ${each.version}, ${escaped(each.due)}<br><b>${escaped(each.status)}</b></p>`,
    each.sample ? sampleMark : '',
    action === null
      ? ''
      : named(reviewButton(each, action[0], action[1], each.action === 'receipt' ? 'secondary' : '')),
    ...each.concerns.map(raised),
    each.mayRaise ? named(raiseButton(each)) : '',
    each.leaving === null ? '' : named(reviewButton(each, leavingLinks[each.leaving], 'showLeaving', 'link')),
    '</li>',
  ].join('');
}

/** The form in which interests are declared. */
export const declaration = (view: Shown<'declaration'>): string => {
  const choice = (value: 'none' | 'declared', label: string) =>
    `<label class="choice"><input type="radio" name="interest" value="${value}"${view.interest === value ? ' checked' : ''}> ${label}</label>`;
  return [
    heading('Declare interests'),
    about(view.heading),
    form('declareInterests', view, [
      `<fieldset${describedBy(view.error)}>`,
      `<legend>${escaped(view.question)}</legend>`,
      '<p class="quiet">Such as working with the developer, having written part of it, or teaching on a programme that would use it.</p>',
      choice('none', 'No, I have none'),
      choice('declared', 'Yes, I declare one'),
      '</fieldset>',
      `<label>If yes, what is it? The Centre reads this, and decides whether you can review.<textarea name="description">${escaped(view.description)}</textarea></label>`,
      '<button type="submit">Declare</button>',
    ]),
    back,
  ].join('');
};

const leavingWords = {
  decline: {
    title: 'Decline this review',
    what: 'You will not be asked to review this specification in this round. The Centre can invite somebody else.',
    button: 'Decline',
  },
  recuse: {
    title: 'Recuse yourself',
    what: 'You step down from this review, for example because of an interest that you noticed late. What you have scored stays in this spreadsheet.',
    button: 'Recuse myself',
  },
} as const;

/** The form in which a review is declined, or left after it was accepted. */
export const leaving = (view: Shown<'leaving'>): string => {
  const words = leavingWords[view.leaving];
  return [
    heading(words.title),
    about(view.heading),
    paragraph(words.what),
    view.submitted ? message('Your submission will no longer count towards the result.') : '',
    form('leaveReview', view, [
      `<label>Why? The Centre reads this.<textarea name="reason"${describedBy(view.error)}>${escaped(view.reason)}</textarea></label>`,
      `<button type="submit" class="warning">${words.button}</button>`,
    ]),
    back,
  ].join('');
};

const describedBy = (error: string | null) => (error === null ? '' : ' aria-describedby="error"');

const form = (
  call: string,
  { heading: { roundId }, seen, error }: Shown<'declaration' | 'leaving'>,
  fields: readonly string[],
) =>
  [
    `<form data-call="${call}" data-args="${escaped(JSON.stringify([roundId]))}">`,
    `<input type="hidden" name="seen" value="${escaped(seen)}">`,
    error === null ? '' : `<p class="error" id="error" role="alert">${escaped(error)}</p>`,
    ...fields,
    '</form>',
  ].join('');
