// The results: the same table as pages of a wall, or as a sheet to read in the hand.

import { byId } from '../lib/dom.js';
import { keepFitted, refit } from '../lib/fit.js';
import { columns, namesShown, qOf, rowsPerPage, textSize } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';
import { directed } from '../widgets/directed.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { resultsBoard } from '../widgets/results_board.js';
import { resultsVoice } from '../widgets/results_voice.js';
import { revealScreen } from '../widgets/reveal.js';
import { projectFromHere } from '../widgets/wall_device.js';

const TWO_COLUMNS_SIZE = 5.2;
/** What a criterion, and all the rest, need across, in sizes of the text; with less the wall keeps rank, title and score. */
const CRITERION = 2.5;
const THE_REST = 12;
/** The head has room for the gauge from here on. */
const GAUGE = 16.5;

const place = byId('board');
const body = byId('rows');
const announced = byId('announced');
const asked = new URLSearchParams(location.search).get('q');
const q = qOf(asked);
const wide = matchMedia('(min-width: 75em) and (min-aspect-ratio: 4/3)');
const board = resultsBoard(place, q);
const reveal = revealScreen(byId('reveal'), q, { name: page.snapshots.day.event.name, when: page.when });

/** Decide between the wall and the sheet, then how large the text may be. */
function layOut() {
  const projected = asked !== null || place.hasAttribute('data-projected') || wide.matches;
  document.body.toggleAttribute('data-projected', projected);
  place.toggleAttribute('data-far', !namesShown(q));
  delete place.dataset.columns;
  // What is announced stands at the foot of the wall: the page above it has fewer rows.
  const foot = projected ? announced.offsetHeight : 0;
  const taken = (100 * foot) / innerHeight;
  const rows = rowsPerPage(q, taken);
  document.body.style.setProperty('--announced', `${foot}px`);
  setSize(textSize(q, taken));
  board.draw(projected ? rows : Infinity);
  reveal.layOut();
  if (!projected || columns(q, true) === 1) return;
  place.dataset.columns = '2';
  setSize(Math.max(q, TWO_COLUMNS_SIZE));
  board.draw(2 * rows);
  if (columns(q, refit(body)) === 2) return;
  delete place.dataset.columns;
  setSize(textSize(q, taken));
  board.draw(rows);
}

/** @param {number} size of the text, in % of the height */
function setSize(size) {
  document.body.style.setProperty('--size', String(size));
  const across = (0.946 * innerWidth) / ((size * innerHeight) / 100);
  place.toggleAttribute('data-narrow', across < GAUGE);
  place.toggleAttribute('data-slim', 'columns' in place.dataset || across < THE_REST + CRITERION * page.snapshots.day.criteria.length);
}

live.on('day', board.day);
live.on('stage', board.stage);
live.on('agenda', board.agenda);
live.on('results', board.results);
live.on('results', resultsVoice());
live.on('reveal', reveal.hear);
directed();
live.start();
// After the first results are known: a frozen ranking is not called live for its first second.
live.freshness(freshnessBadge(byId('freshness'), { still: board.frozen }));
live.freshness(reveal.fresh);
layOut();
new ResizeObserver(layOut).observe(announced);
keepFitted(() => {
  refit(place);
  layOut();
});
projectFromHere();
