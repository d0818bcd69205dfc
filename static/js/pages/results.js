// The results: the same table as pages of a wall, or as a sheet to read in the hand.

import { dayShift } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { byId, fill, one } from '../lib/dom.js';
import { keepFitted, refit } from '../lib/fit.js';
import { hourInSentence } from '../lib/format.js';
import { columns, namesShown, pagesOf, qOf, rowsPerPage, textSize } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { page, t } from '../lib/page.js';
import { movesBetween, resultsFace } from '../lib/ranking.js';
import { directed } from '../widgets/directed.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { drawGauge } from '../widgets/gauge.js';
import { PageTurner, pageWords } from '../widgets/page_turner.js';
import { ranking } from '../widgets/ranking.js';
import { resultsVoice } from '../widgets/results_voice.js';
import { revealScreen } from '../widgets/reveal.js';
import { waitingBoard } from '../widgets/waiting_board.js';
import { projectFromHere } from '../widgets/wall_device.js';

/** @typedef {import('../lib/live.js').Snapshot & import('../lib/ranking.js').Results} Results */

const TWO_COLUMNS_SIZE = 5.2;
/** What a criterion, and all the rest, need across, in sizes of the text; with less the wall keeps rank, title and score. */
const CRITERION = 2.5;
const THE_REST = 12;
/** The head has room for the gauge from here on. */
const GAUGE = 16.5;

const board = byId('board');
const body = byId('rows');
const announced = byId('announced');
const button = /** @type {HTMLButtonElement} */ (byId('pages'));
const asked = new URLSearchParams(location.search).get('q');
const q = qOf(asked);
const wide = matchMedia('(min-width: 75em) and (min-aspect-ratio: 4/3)');
const drawRows = ranking(body);
const drawWaiting = waitingBoard(board);
const turner = new PageTurner(button, draw);
const reveal = revealScreen(byId('reveal'), q, { name: page.snapshots.day.event.name, when: page.when });
/** @type {Results | undefined} */
let results;
/** @type {import('../lib/timer.js').Stage | undefined} */
let stage;
/** @type {import('../lib/agenda.js').Slot[]} */
let slots = [];
/** @type {Map<number, import('../lib/ranking.js').Move>} */
let moves = new Map();
let perPage = Infinity;

/** Decide between the wall and the sheet, then how large the text may be. */
function layOut() {
  const projected = asked !== null || board.hasAttribute('data-projected') || wide.matches;
  document.body.toggleAttribute('data-projected', projected);
  board.toggleAttribute('data-far', !namesShown(q));
  delete board.dataset.columns;
  // What is announced stands at the foot of the wall: the page above it has fewer rows.
  const foot = projected ? announced.offsetHeight : 0;
  const taken = (100 * foot) / innerHeight;
  document.body.style.setProperty('--announced', `${foot}px`);
  perPage = projected ? rowsPerPage(q, taken) : Infinity;
  setSize(textSize(q, taken));
  draw();
  reveal.layOut();
  if (!projected || columns(q, true) === 1) return;
  board.dataset.columns = '2';
  perPage = 2 * rowsPerPage(q, taken);
  setSize(Math.max(q, TWO_COLUMNS_SIZE));
  draw();
  if (columns(q, refit(body)) === 2) return;
  delete board.dataset.columns;
  perPage = rowsPerPage(q, taken);
  setSize(textSize(q, taken));
  draw();
}

/** @param {number} size of the text, in % of the height */
function setSize(size) {
  document.body.style.setProperty('--size', String(size));
  const across = (0.946 * innerWidth) / ((size * innerHeight) / 100);
  board.toggleAttribute('data-narrow', across < GAUGE);
  board.toggleAttribute('data-slim', 'columns' in board.dataset || across < THE_REST + CRITERION * page.snapshots.day.criteria.length);
}

function draw() {
  if (!results) return;
  const { visibility, ballots, teams } = results;
  const face = resultsFace(results);
  const ranked = face === 'ranking' || face === 'empty';
  board.dataset.face = face;
  board.dataset.visibility = visibility;
  fill(board, { heading: headingOf(face), count: ballots ? `${ballots.in}/${ballots.expected}` : '' });
  fill(board, { 'rank-head': ranked ? t('Rank') : t('Team') });
  show('count', ballots !== null);
  if (ballots) drawGauge(one(board, '[data-part="gauge"]'), ballots);
  show('sheet', face === 'ranking' || face === 'progress');
  show('empty', face === 'empty');
  show('waiting', face === 'waiting');
  drawWaiting(stage, slots);
  const pages = perPage === Infinity ? [teams] : pagesOf(teams, perPage);
  turner.among(pages.length);
  const rows = pages[turner.page] ?? [];
  button.hidden = pages.length < 2 || (face !== 'ranking' && face !== 'progress');
  // From far away the foot has room for the page alone: its ranks stand on it.
  fill(button, { pages: pageWords(namesShown(q) ? rows : [], turner.page + 1, pages.length) });
  const moving = drawRows(teams, rows, moves, ranked);
  if (moving) turner.wait(moving);
}

/** @param {string} face */
function headingOf(face) {
  if (face === 'waiting') return page.snapshots.day.event.name;
  if (results?.visibility !== 'frozen') return face === 'progress' ? t('The jury is scoring') : t('Provisional ranking');
  const shift = dayShift(slots, serverNow()) ?? 0;
  const at = { hour: hourInSentence(results.as_of_ms - shift, page.zone, page.language) };
  return face === 'progress' ? t('Count frozen at %(hour)s', at) : t('Provisional, frozen at %(hour)s', at);
}

/** @param {string} part @param {boolean} shown */
function show(part, shown) {
  one(board, `[data-part="${part}"]`).hidden = !shown;
}

live.on('stage', (snapshot) => {
  stage = snapshot;
  drawWaiting(stage, slots);
});
live.on('agenda', (snapshot) => {
  slots = snapshot.slots;
  drawWaiting(stage, slots);
});
live.on('results', (/** @type {Results} */ snapshot) => {
  const moved = results?.visibility === snapshot.visibility ? movesBetween(results.teams, snapshot.teams) : new Map();
  moves = moved ?? moves;
  results = snapshot;
  draw();
});
live.on('results', resultsVoice());
live.on('reveal', reveal.hear);
directed();
live.start();
// After the first results are known: a frozen ranking is not called live for its first second.
live.freshness(freshnessBadge(byId('freshness'), { still: () => results?.visibility === 'frozen' }));
live.freshness(reveal.fresh);
layOut();
new ResizeObserver(layOut).observe(announced);
keepFitted(() => {
  refit(board);
  layOut();
});
projectFromHere();
