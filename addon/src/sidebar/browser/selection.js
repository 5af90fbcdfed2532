// @ts-check
// Sheets tells a sidebar nothing of what is selected, so it has to ask. It asks for as long as somebody can see it,
// however long nothing has changed: whoever comes back types in the sheet, where the sidebar does not notice them.
import { progress, selectedRow } from '../render-scoring.ts';
import { callServer } from './server.js';

/** Milliseconds from one question to the next: with an answer that takes two seconds, guidance is three seconds late. */
const every = 2_000;
/** Milliseconds between an answer that took longer than that and the next question. */
const breath = 200;
/** Milliseconds until the next question where Google refused the last. */
const afterRefusal = 10_000;
/** Milliseconds after which no answer is waited for: a computer that was asleep never gets its own. */
const lost = 30_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** The latest question; answers to earlier ones come too late. */
let question = 0;
/** The tab that this view is about, once an answer has said so. @type {number | null} */
let tab = null;
/** @type {import('../../view.ts').SelectedRow | null} */
let last = null;
/** The round that this was answered about. */
let lastRound = '';

/** Asks at once, and shows until then what is known; called when a view is shown. */
export function watchSelection() {
  tab = null;
  if (panel()?.dataset.round === lastRound) draw(false);
  ask();
}

const panel = () => /** @type {HTMLElement | null} */ (document.getElementById('selected'));

/** @param {number} milliseconds */
function askIn(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(ask, milliseconds);
}

function ask() {
  clearTimeout(timer);
  question += 1;
  const roundId = panel()?.dataset.round;
  if (roundId === undefined || document.hidden) return;
  const [asked, at] = [question, Date.now()];
  askIn(lost);
  callServer(
    'lookAtSelection',
    [roundId, tab],
    (/** @type {import('../../view.ts').Selection | null} */ answer) => {
      if (asked !== question) return;
      tab = answer?.sheetId ?? null;
      [last, lastRound] = [answer?.row ?? null, roundId];
      draw(true);
      askIn(Math.max(every - (Date.now() - at), breath));
    },
    () => asked === question && askIn(afterRefusal),
  );
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

document.addEventListener('visibilitychange', ask, { passive: true });
