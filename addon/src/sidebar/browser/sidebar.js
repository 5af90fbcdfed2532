// @ts-check
// The only code that runs in the browser is in this folder. It is JavaScript, with its own tsconfig.json,
// because the browser's types must not leak into the rest of the project, where there is no document.
import { render, renderNotices, renderUnreached } from '../render.ts';
import { watchSelection } from './selection.js';
import { callServer, goToSheet } from './server.js';

/** @typedef {import('../../view.ts').View} View */
/** @typedef {{ call: string, args: unknown[] }} Step */

const main = /** @type {HTMLElement} */ (document.getElementById('view'));
const busy = /** @type {HTMLElement} */ (document.getElementById('busy'));

/** The account that opened the sidebar, as Google said at that moment. */
const account = document.body.dataset.account ?? '';

/** @type {Step} */
let last = { call: document.body.dataset.first ?? 'listMyReviews', args: [] };

/** Whether the drafts of this spreadsheet were saved in the background since the sidebar was opened. */
let hasSaved = false;

/** @type {Readonly<Record<string, string>>} */
const waiting = {
  listMyReviews: 'Getting your reviews…',
  startReview: 'Opening the scoring sheet…',
  useTab: 'Opening the scoring sheet…',
  rebuildSheet: 'Building a new sheet…',
  raiseConcern: 'Telling the Centre…',
  saveDraft: 'Saving the draft…',
  keepChanges: 'Saving the draft…',
  putBack: 'Putting it back…',
  takeSaved: 'Taking it over…',
  clearStray: 'Clearing…',
  keepSheet: 'Saving the draft…',
  checkScores: 'Checking the scores…',
  submitReview: 'Submitting the review…',
  showAlignment: 'Making the alignment tab…',
  importResults: 'Waiting for the box in the spreadsheet…',
  refreshResults: 'Getting the results…',
  runSelfTest: 'Trying what the add-on relies on…',
};

/** Calls that do something in the spreadsheet and leave the sidebar as it is. */
const staysHere = [
  'selectCell',
  'selectNextUnrated',
  'showAlignment',
  'importResults',
  'refreshResults',
  'runSelfTest',
];

/** Seconds after which a person is told that it still goes on. */
const patience = 5;

/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;

/** @param {string} html */
function show(html) {
  main.innerHTML = html;
  main.scrollIntoView();
  // A screen reader then starts at the new heading.
  main.querySelector('h1')?.focus();
  watchSelection();
}

/** @param {boolean} isBusy @param {string} [text] */
function setBusy(isBusy, text = '') {
  clearInterval(clock);
  busy.textContent = text;
  main.setAttribute('aria-busy', String(isBusy));
  for (const button of main.querySelectorAll('button')) button.disabled = isBusy;
  if (!isBusy) return;
  const start = Date.now();
  clock = setInterval(() => {
    const seconds = Math.round((Date.now() - start) / 1_000);
    busy.textContent = `${text} ${seconds} seconds so far. Your scores are safe in the sheet.`;
  }, patience * 1_000);
}

/** @param {Step} step */
function run(step) {
  if (!staysHere.includes(step.call)) last = step;
  setBusy(true, waiting[step.call] ?? 'One moment…');
  callServer(
    step.call,
    step.args,
    (/** @type {View | null} */ view) => {
      setBusy(false);
      if (view !== null) show(render(view));
      else if (step.call === 'selectCell' || step.call === 'selectNextUnrated') goToSheet();
      if (view?.view === 'my-reviews') afterList(view.account);
    },
    (error) => {
      setBusy(false);
      // What was typed of a concern stays in its form, and goes again with the same key.
      if (step.call === 'raiseConcern')
        notice([
          'Google Sheets did not answer. Your words still stand here: send them again. If it cannot wait, write to the Centre or call it.',
        ]);
      else show(renderUnreached(error.message, account));
    },
  );
}

/** @param {string} answeredAs */
function afterList(answeredAs) {
  if (account !== '' && answeredAs !== '' && account !== answeredAs)
    notice([
      `This sidebar was opened as ${account}, but Google answers as ${answeredAs}. Sign out of all Google accounts but one, and reload this page.`,
    ]);
  else if (!hasSaved) callServer('saveQuietly', [], notice, () => {});
  hasSaved = true;
}

/** @param {readonly string[]} sentences */
function notice(sentences) {
  const place = document.getElementById('notices');
  if (place !== null) place.innerHTML += renderNotices(sentences);
}

/** @param {Element} element @returns {Step} */
const stepOf = (element) => ({
  call: element.getAttribute('data-call') ?? '',
  args: JSON.parse(element.getAttribute('data-args') ?? '[]'),
});

main.addEventListener('click', (event) => {
  const button = /** @type {Element} */ (event.target).closest('button');
  if (button === null) return;
  if (button.hasAttribute('data-again')) run(last);
  else if (button.hasAttribute('data-call')) run(stepOf(button));
});

main.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const { call, args } = stepOf(form);
  const fields = { interest: '', ...Object.fromEntries(new FormData(form)) };
  run({ call, args: [...args, fields] });
});

run(last);
