// The deliberation board: drawn by the server, drawn again when a figure changed. What is unfolded or chosen stays so.
import { byId } from '../lib/dom.js';
import { freshPage } from '../lib/fresh_page.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';

const QUIET_MS = 300;
let timer = 0;

/** @param {Document} fresh */
function draw(fresh) {
  const board = document.querySelector('[data-region]');
  const other = fresh.querySelector('[data-region]');
  if (!board || !other) return location.reload(); // closed to this juror: the page says so
  const open = [...board.querySelectorAll('details[open]')].map((details) => details.id);
  const typed = [...board.querySelectorAll('select')].map((list) => /** @type {const} */ ([list.id, list.value]));
  const focused = document.activeElement?.closest('[data-region]') ? document.activeElement : null;
  const place = focused?.id || focused?.closest('[id]')?.id;
  board.replaceWith(document.importNode(other, true));
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  for (const [id, value] of typed) {
    const list = document.getElementById(id);
    if (list instanceof HTMLSelectElement && [...list.options].some((option) => option.value === value)) list.value = value;
  }
  const back = place ? document.getElementById(place) : null;
  (back?.matches('details') ? back.querySelector('summary') : back)?.focus();
}

async function drawAgain() {
  const fresh = await freshPage([404]);
  if (fresh) draw(fresh);
}

/** @param {string} topic @returns {(snapshot: { revision: number }) => void} */
const unlessDrawn = (topic) => (snapshot) => {
  if (snapshot.revision === page.snapshots[topic].revision) return;
  clearTimeout(timer);
  timer = window.setTimeout(drawAgain, QUIET_MS);
};

live.on('board', unlessDrawn('board'));
live.on('progress', unlessDrawn('progress'));
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
