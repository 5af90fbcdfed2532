// @ts-check
// Sheets tells a sidebar nothing of what is selected, so it has to ask. It asks only while somebody can
// see it, and after half an hour without a change only now and then until somebody comes back.
import { progress, selectedRow } from '../render-scoring.ts';
import { callServer } from './server.js';

/** Milliseconds between two questions while the reviewer works. */
const soonest = 2_000;
/** Milliseconds between two questions when nothing has changed for a while: guidance is never three seconds late. */
const latest = 2_600;
/** Each time that nothing has changed, the pause grows by this factor. */
const patience = 1.4;
/** Milliseconds without any change after which nobody seems to be there. */
const away = 30 * 60_000;
/** Milliseconds between two questions then: Google lets an account look up only so many properties a day. */
const rarely = 20_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let pause = soonest;
let lastChange = 0;
/** @type {import('../../view.ts').SelectedRow | null} */
let last = null;
/** The round that this was answered about. */
let lastRound = '';
let isAsking = false;

/** Asks soon, and shows until then what is known; called when a view is shown and when somebody comes back. */
export function watchSelection() {
  pause = soonest;
  lastChange = Date.now();
  if (panel()?.dataset.round === lastRound) draw(false);
  schedule();
}

function schedule() {
  clearTimeout(timer);
  if (document.hidden || panel() === null) return;
  timer = setTimeout(ask, Date.now() - lastChange > away ? rarely : pause);
}

const panel = () => /** @type {HTMLElement | null} */ (document.getElementById('selected'));

function ask() {
  const roundId = panel()?.dataset.round;
  if (isAsking || roundId === undefined || document.hidden) return;
  isAsking = true;
  callServer('lookAtSelection', [roundId], (row) => show(row, roundId), wait);
}

/** @param {import('../../view.ts').SelectedRow | null} row @param {string} roundId */
function show(row, roundId) {
  if (JSON.stringify(row) !== JSON.stringify(last)) {
    pause = soonest / patience;
    lastChange = Date.now();
  }
  [last, lastRound] = [row, roundId];
  // A view of another round may have come meanwhile.
  if (panel()?.dataset.round === roundId) draw(true);
  wait();
}

/** @param {boolean} isNews what a new view says of the progress is later than what was answered before it */
function draw(isNews) {
  const [selected, bar, now] = [panel(), document.getElementById('progress'), JSON.stringify(last)];
  if (selected === null || selected.dataset.shown === now) return;
  selected.innerHTML = selectedRow(last?.criterion ?? null, last?.counter ?? null);
  selected.dataset.shown = now;
  if (last !== null && bar !== null && (isNews || bar.innerHTML === ''))
    bar.innerHTML = progress(last.progress);
}

function wait() {
  isAsking = false;
  pause = Math.min(pause * patience, latest);
  schedule();
}

for (const event of ['visibilitychange', 'focusin', 'pointerdown', 'keydown'])
  document.addEventListener(event, watchSelection, { passive: true });
document.documentElement.addEventListener('pointerenter', watchSelection, { passive: true });
