// @ts-check
// Sheets tells a sidebar nothing of what is selected, so it has to ask. It asks only while somebody can
// see it, and after half an hour without a change not until somebody comes back to it.
import { progress, selectedRow } from '../render-scoring.ts';
import { callServer } from './server.js';

/** Milliseconds between two questions while the reviewer works. */
const soonest = 2_000;
/** Milliseconds between two questions when nothing has changed for a while: guidance is never three seconds late. */
const latest = 2_600;
/** Each time that nothing has changed, the pause grows by this factor. */
const patience = 1.4;
/** Milliseconds without any change after which the sidebar waits for somebody to come back to it. */
const away = 30 * 60_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let pause = soonest;
let lastChange = 0;
let last = '';
let isAsking = false;

/** Asks soon; called when a view is shown and when somebody comes back. */
export function watchSelection() {
  pause = soonest;
  lastChange = Date.now();
  schedule();
}

function schedule() {
  clearTimeout(timer);
  if (document.hidden || Date.now() - lastChange > away || panel() === null) return;
  timer = setTimeout(ask, pause);
}

const panel = () => /** @type {HTMLElement | null} */ (document.getElementById('selected'));

function ask() {
  const roundId = panel()?.dataset.round;
  if (isAsking || roundId === undefined || document.hidden) return;
  isAsking = true;
  callServer('lookAtSelection', [roundId], show, wait);
}

/** @param {import('../../view.ts').SelectedRow | null} row */
function show(row) {
  const now = JSON.stringify(row);
  if (now !== last) {
    pause = soonest / patience;
    lastChange = Date.now();
  }
  last = now;
  const [selected, bar] = [panel(), document.getElementById('progress')];
  if (selected !== null && selected.dataset.shown !== now) {
    selected.innerHTML = selectedRow(row === null ? null : row.criterion, row === null ? null : row.counter);
    selected.dataset.shown = now;
    if (row !== null && bar !== null) bar.innerHTML = progress(row.progress);
  }
  wait();
}

function wait() {
  isAsking = false;
  pause = Math.min(pause * patience, latest);
  schedule();
}

for (const event of ['visibilitychange', 'focusin', 'pointerdown', 'keydown'])
  document.addEventListener(event, watchSelection, { passive: true });
document.documentElement.addEventListener('pointerenter', watchSelection, { passive: true });
