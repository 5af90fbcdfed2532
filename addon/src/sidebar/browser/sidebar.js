// @ts-check
// The only code that runs in the browser. It is JavaScript, with its own tsconfig.json, because the
// browser's types must not leak into the rest of the project, where there is no document.
import { render, renderUnreached } from '../render.ts';

/** @typedef {import('../../view.ts').View} View */
/** @typedef {{ call: string, args: unknown[] }} Step */

/**
 * @typedef {{
 *   withSuccessHandler(handler: (view: View | null) => void): Runner,
 *   withFailureHandler(handler: (error: Error) => void): Runner,
 * } & { [name: string]: (...args: unknown[]) => void }} Runner
 */

const google = /** @type {{ script: { run: Runner } }} */ (Reflect.get(globalThis, 'google'));
const main = /** @type {HTMLElement} */ (document.getElementById('view'));
const busy = /** @type {HTMLElement} */ (document.getElementById('busy'));

/** @type {Step} */
let last = { call: 'listMyReviews', args: [] };

/** @type {Readonly<Record<string, string>>} */
const waiting = {
  startReview: 'Opening the scoring sheet…',
  rebuildSheet: 'Building a new sheet…',
  saveDraft: 'Saving the draft…',
  checkScores: 'Checking the scores…',
  submitReview: 'Submitting the review…',
};

/** @param {string} html */
function show(html) {
  main.innerHTML = html;
  main.scrollIntoView();
  // A screen reader then starts at the new heading.
  main.querySelector('h1')?.focus();
}

/** @param {boolean} isBusy @param {string} [text] */
function setBusy(isBusy, text = '') {
  busy.textContent = text;
  main.setAttribute('aria-busy', String(isBusy));
  for (const button of main.querySelectorAll('button')) button.disabled = isBusy;
}

/** @param {Step} step */
function run(step) {
  if (step.call !== 'selectCell') last = step;
  setBusy(true, waiting[step.call] ?? 'One moment…');
  const runner = google.script.run
    .withSuccessHandler((view) => {
      setBusy(false);
      if (view !== null) show(render(view));
    })
    .withFailureHandler((error) => {
      setBusy(false);
      show(renderUnreached(error.message));
    });
  runner[step.call]?.(...step.args);
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
