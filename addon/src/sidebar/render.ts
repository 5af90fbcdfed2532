import type { AssignmentSummary, Offer, ReviewHeading, View } from '../view.ts';

/** The HTML of a view: one heading, one job. Everything that comes from outside is escaped. */
export function render(view: View): string {
  switch (view.view) {
    case 'my-reviews':
      return [
        heading('My reviews'),
        view.message === null ? '' : message(view.message),
        view.assignments.length === 0
          ? '<p>You have no reviews. When the Centre invites you to one, it stands here.</p>'
          : `<ul>${view.assignments.map(assignment).join('')}</ul>`,
        button({ label: 'Refresh the list', call: 'listMyReviews', args: [] }, 'secondary'),
        `<p class="quiet">Signed in as ${escaped(view.account)}</p>`,
      ].join('');
    case 'declaration':
      return [heading('Declare interests'), about(view.heading), declarationForm(view), back].join('');
    case 'scoring':
      return [
        heading('Score the criteria'),
        about(view.heading),
        `<p>Reviews are due on ${escaped(view.due)}.</p>`,
        view.message === null ? '' : message(view.message),
        view.instructions === '' ? '' : `<p class="as-written">${escaped(view.instructions)}</p>`,
        '<p>Choose a rating in every row of the sheet. Yellow cells wait for one.</p>',
        definitions(view.levels),
        reviewButton(view.heading, 'Check and submit', 'checkScores'),
        reviewButton(view.heading, 'Save draft', 'saveDraft', 'secondary'),
        back,
      ].join('');
    case 'defects':
      return [
        heading(view.structure ? 'The sheet cannot be read safely' : thingsToMend(view.defects.length)),
        about(view.heading),
        view.structure
          ? '<p>Rows or columns are not as they were, so no score was read. Nothing is lost: your scores are in the sheet.</p>'
          : '<p>Nothing was sent. Each place is marked in the sheet; choose a cell to go there.</p>',
        `<ul>${view.defects
          .map(
            ({ cell, where, detail }) =>
              `<li><h2>${escaped(where)}</h2><p>${escaped(detail)}</p>${
                cell === null
                  ? ''
                  : button(
                      { label: `Go to cell ${cell}`, call: 'selectCell', args: [view.heading.roundId, cell] },
                      'link',
                    )
              }</li>`,
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
    case 'confirmation':
      return [
        heading('Submit this review?'),
        about(view.heading),
        `<table><caption class="quiet">Your ratings</caption>${view.counts
          .map(([label, count]) => `<tr><th scope="row">${escaped(label)}</th><td>${count}</td></tr>`)
          .join('')}</table>`,
        '<p>After that you can change it only if the Centre reopens it.</p>',
        reviewButton(view.heading, 'Submit now', 'submitReview'),
        reviewButton(view.heading, 'Not yet', 'startReview', 'secondary'),
      ].join('');
    case 'receipt':
      return [
        heading('Review submitted'),
        about(view.heading),
        '<p>Thank you. The Centre has your review.</p>',
        definitions([
          ['Submission', `number ${view.number}`],
          ['Submitted', view.submittedAt],
          ['Criteria', view.criteriaSet],
          ['Receipt', view.receiptId],
          ['Content hash', view.contentHash],
        ]),
        '<p>Changes that you make in the sheet now are not sent.</p>',
        back,
      ].join('');
    case 'newer-draft':
      return [
        heading('There is another draft'),
        about(view.heading),
        `<p>The draft that the Centre’s service has was saved on ${escaped(view.savedAt)}, and it differs from this sheet. Nothing was changed.</p>`,
        reviewButton(view.heading, 'Set this sheet aside and start from the saved draft', 'rebuildSheet'),
        reviewButton(view.heading, 'Keep this sheet’s scores', 'keepSheet', 'secondary'),
        back,
      ].join('');
    case 'failure':
      return [
        heading(view.explanation.title),
        `<div class="error"><p>${escaped(view.explanation.what)}</p><p>${escaped(view.explanation.safe)}</p><p>${escaped(view.explanation.next)}</p></div>`,
        view.offer === null ? '' : button(view.offer),
        view.explanation.again ? '<button type="button" data-again>Try again</button>' : '',
        back,
      ].join('');
  }
}

/** What a reviewer reads when google.script.run itself fails: no function of ours was reached. */
export const renderUnreached = (detail: string): string =>
  [
    heading('Google Sheets did not answer'),
    `<div class="error"><p>${escaped(detail)}</p><p>Your scores are safe in the sheet.</p><p>If you are signed in to several Google accounts, sign out of the others. Then reload this page and open the sidebar again.</p></div>`,
    '<button type="button" data-again>Try again</button>',
    back,
  ].join('');

const back =
  '<button type="button" class="secondary" data-call="listMyReviews" data-args="[]">My reviews</button>';

const heading = (text: string) => `<h1 tabindex="-1">${escaped(text)}</h1>`;

const message = (text: string) => `<p class="message">${escaped(text)}</p>`;

const thingsToMend = (count: number) => (count === 1 ? '1 thing to mend' : `${count} things to mend`);

const about = ({ title, version, sample }: ReviewHeading) =>
  `<p>${escaped(title)}, version ${version}</p>${sample ? sampleMark : ''}`;

const sampleMark = '<p class="sample">Sample criteria: not the Centre’s own</p>';

const button = ({ label, call, args }: Offer, style = '') =>
  `<button type="button"${style === '' ? '' : ` class="${style}"`} data-call="${call}" data-args="${escaped(JSON.stringify(args))}">${escaped(label)}</button>`;

const reviewButton = ({ roundId }: ReviewHeading, label: string, call: string, style = '') =>
  button({ label, call, args: [roundId] }, style);

const actions = {
  declare: ['Declare interests', 'showDeclaration'],
  start: ['Start review', 'startReview'],
  continue: ['Continue review', 'startReview'],
  receipt: ['View receipt', 'showReceipt'],
} as const;

function assignment(each: AssignmentSummary): string {
  const action = each.action === null ? null : actions[each.action];
  return `<li><h2>${escaped(each.title)}</h2><p>Version ${each.version}, ${escaped(each.due)}<br>${escaped(each.status)}</p>${
    each.sample ? sampleMark : ''
  }${action === null ? '' : reviewButton(each, action[0], action[1], each.action === 'receipt' ? 'secondary' : '')}</li>`;
}

function declarationForm(view: Extract<View, { view: 'declaration' }>): string {
  const { error, description, interest, heading: of } = view;
  const choice = (value: 'none' | 'declared', label: string) =>
    `<label><input type="radio" name="interest" value="${value}"${interest === value ? ' checked' : ''}> ${label}</label>`;
  return [
    `<form data-call="declareInterests" data-args="${escaped(JSON.stringify([of.roundId]))}">`,
    error === null ? '' : `<p class="error" id="error">${escaped(error)}</p>`,
    `<fieldset${error === null ? '' : ' aria-describedby="error"'}>`,
    '<legend>Do you have an interest in this specification or its developer?</legend>',
    choice('none', 'No, I have none'),
    choice('declared', 'Yes, I declare one'),
    '</fieldset>',
    `<label>If yes, what is it? The Centre reads this.<textarea name="description">${escaped(description)}</textarea></label>`,
    '<button type="submit">Declare</button></form>',
  ].join('');
}

const definitions = (pairs: readonly (readonly [string, string])[]) =>
  `<dl>${pairs.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
