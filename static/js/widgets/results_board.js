// The board of the results: its face, its heading, the gauge of ballots, the rows of the page that is shown.
import { dayShift } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { byId, fill, one } from '../lib/dom.js';
import { fitTitle, wholeTitle } from '../lib/fit.js';
import { hourInSentence } from '../lib/format.js';
import { namesShown, pagesOf } from '../lib/legibility.js';
import { page, t } from '../lib/page.js';
import { movesBetween, resultsFace, rowsTold } from '../lib/ranking.js';
import { drawGauge } from './gauge.js';
import { PageTurner, pageWords } from './page_turner.js';
import { ranking } from './ranking.js';
import { waitingBoard } from './waiting_board.js';

/** @typedef {import('../lib/live.js').Snapshot & import('../lib/ranking.js').Results} Results */

/**
 * @param {HTMLElement} board
 * @param {number} q the distance of the last row over the height of the image
 */
export function resultsBoard(board, q) {
  const button = /** @type {HTMLButtonElement} */ (byId('pages'));
  const drawRows = ranking(byId('rows'));
  const drawWaiting = waitingBoard(board);
  const turner = new PageTurner(button, draw);
  /** @type {Results | undefined} */
  let results;
  /** @type {import('../lib/timer.js').Stage | undefined} */
  let stage;
  /** @type {import('../lib/agenda.js').Slot[]} */
  let slots = [];
  /** @type {Map<number, import('../lib/ranking.js').Move>} */
  let moves = new Map();
  let perPage = Infinity;
  let phase = page.snapshots.day.phase;

  function draw() {
    if (!results) return;
    const { visibility, ballots } = results;
    const face = resultsFace(results);
    const { told, cut } = rowsTold(results);
    const ranked = face === 'ranking' || face === 'empty';
    board.dataset.face = face;
    board.dataset.visibility = visibility;
    fill(board, { count: ballots ? `${ballots.in}/${ballots.expected}` : '' });
    fill(board, { 'rank-head': ranked ? t('Rank') : t('Team') });
    show('count', ballots !== null);
    if (ballots) drawGauge(one(board, '[data-part="gauge"]'), ballots);
    // Beside the count, which takes what it needs.
    const [whole, short] = headingOf(face, cut);
    const heading = one(board, '[data-slot="heading"]');
    if (perPage === Infinity || face === 'waiting') wholeTitle(heading, whole);
    else fitTitle(heading, whole, short);
    show('sheet', face === 'ranking' || face === 'progress');
    show('empty', face === 'empty');
    show('waiting', face === 'waiting');
    drawWaiting(stage, slots, phase);
    const pages = perPage === Infinity ? [told] : pagesOf(told, perPage);
    turner.among(pages.length);
    const rows = pages[turner.page] ?? [];
    button.hidden = pages.length < 2 || (face !== 'ranking' && face !== 'progress');
    // From far away the foot has room for the page alone: its ranks stand on it.
    fill(button, { pages: pageWords(namesShown(q) ? rows : [], turner.page + 1, pages.length) });
    const moving = drawRows(told, rows, moves, ranked);
    if (moving) turner.wait(moving);
  }

  /** The heading, and its form for a wall too narrow for it. @param {string} face @param {boolean} cut @returns {[string, string]} */
  function headingOf(face, cut) {
    if (face === 'waiting') return [page.snapshots.day.event.name, ''];
    if (results?.visibility !== 'frozen') {
      if (face === 'progress') return [t('The jury is scoring'), ''];
      return cut ? [t('Provisional ranking, upper half'), t('Provisional ranking')] : [t('Provisional ranking'), ''];
    }
    const shift = dayShift(slots, serverNow()) ?? 0;
    const at = { hour: hourInSentence(results.as_of_ms - shift, page.zone, page.language) };
    if (face === 'progress') return [t('Count frozen at %(hour)s', at), t('Frozen at %(hour)s', at)];
    return cut
      ? [t('Provisional, upper half, frozen at %(hour)s', at), t('Frozen at %(hour)s', at)]
      : [t('Provisional, frozen at %(hour)s', at), t('Frozen at %(hour)s', at)];
  }

  /** @param {string} part @param {boolean} shown */
  function show(part, shown) {
    one(board, `[data-part="${part}"]`).hidden = !shown;
  }

  return {
    /** So many rows a page from now on. @param {number} rows */
    draw(rows) {
      perPage = rows;
      draw();
    },
    /** @param {Results} snapshot */
    results(snapshot) {
      const moved = results?.visibility === snapshot.visibility ? movesBetween(results.teams, snapshot.teams) : new Map();
      moves = moved ?? moves;
      results = snapshot;
      draw();
    },
    /** @param {{ phase: string }} snapshot */
    day(snapshot) {
      phase = snapshot.phase;
      drawWaiting(stage, slots, phase);
    },
    /** @param {import('../lib/timer.js').Stage} snapshot */
    stage(snapshot) {
      stage = snapshot;
      drawWaiting(stage, slots, phase);
    },
    /** @param {{ slots: import('../lib/agenda.js').Slot[] }} snapshot */
    agenda(snapshot) {
      slots = snapshot.slots;
      drawWaiting(stage, slots, phase);
    },
    frozen: () => results?.visibility === 'frozen',
  };
}
