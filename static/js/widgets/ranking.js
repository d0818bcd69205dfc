// The rows of the ranking: a row keeps its identity and is moved in view, one after the other.
import { fill, one, renderList, setAttribute } from '../lib/dom.js';
import { fitTitle } from '../lib/fit.js';
import { decimal } from '../lib/format.js';
import { setIcon, setToken } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { bestOf, tieAt } from '../lib/ranking.js';

/** @typedef {import('../lib/ranking.js').Ranked} Ranked */
/** @typedef {import('../lib/ranking.js').Move} Move */

const CLIMB_MS = 420;
const STEP_MS = 60;
const CURVE = 'cubic-bezier(.2, .7, .2, 1)';

/**
 * Take over the body of the table. Draws all teams, shows those of the page.
 * @param {HTMLElement} body
 * @returns {(teams: Ranked[], shown: Ranked[], moves: Map<number, Move>, ranked: boolean) => number} how long the rows will move, in ms
 */
export function ranking(body) {
  return (teams, shown, moves, ranked) => {
    const before = placesOf(body);
    for (const animation of body.getAnimations({ subtree: true })) animation.cancel();
    const best = bestOf(teams);
    const places = new Map(shown.map((team, index) => [team.number, index]));
    const rows = renderList(
      body,
      teams,
      (team) => team.number,
      'rank-row',
      (row, team) => {
        const place = places.get(team.number);
        row.hidden = place === undefined;
        drawRow(row, team, moves.get(team.number), ranked, best);
        setAttribute(row, 'data-tie', place === undefined ? null : tieAt(shown, place) || null);
      },
    );
    for (const team of shown) {
      const row = rows.get(String(team.number));
      if (row) fitTitle(one(row, '[data-part="title"]'), team.title, team.short_title);
    }
    return climb(body, before);
  };
}

/** @param {HTMLElement} row @param {Ranked} team @param {Move | undefined} move @param {boolean} ranked @param {Record<string, string>} best */
function drawRow(row, team, move, ranked, best) {
  const place = ranked ? team.rank : team.number;
  row.classList.toggle('rank--unscored', ranked && team.rank === null);
  fill(row, {
    rank: place ?? '',
    score: decimal(team.score, page.language),
    moved: move === 'up' ? t('went up') : move === 'down' ? t('went down') : '',
  });
  one(row, '[data-part="equal"]').hidden = !team.tied;
  const mark = one(row, '[data-part="move"]');
  mark.hidden = move === undefined;
  setIcon(one(mark, 'svg'), move === 'down' ? 'triangle-down' : 'triangle-up');
  setToken(one(row, '[data-part="token"]'), team.organisation, 'wide');
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('[data-criterion]'))) {
    const key = cell.dataset.criterion ?? '';
    const mean = team.criteria?.[key] ?? null;
    cell.textContent = decimal(mean, page.language);
    cell.classList.toggle('rank__best', mean !== null && mean === best[key]);
  }
}

/** Where each row that can be seen stands now, in movement or not. @param {HTMLElement} body @returns {Map<Element, DOMRect>} */
function placesOf(body) {
  return new Map(
    [...body.children].filter((row) => !(/** @type {HTMLElement} */ (row).hidden)).map((row) => [row, row.getBoundingClientRect()]),
  );
}

/** Move each row from where it was seen to its place. @param {HTMLElement} body @param {Map<Element, DOMRect>} before @returns {number} */
function climb(body, before) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return 0;
  let movers = 0;
  for (const [row, now] of placesOf(body)) {
    const was = before.get(row);
    const [dx, dy] = was ? [was.left - now.left, was.top - now.top] : [0, 0];
    if (Math.abs(dx) + Math.abs(dy) < 1) continue;
    const frames = [{ transform: `translate(${dx}px, ${dy}px)` }, { transform: 'none' }];
    row.animate(frames, { duration: CLIMB_MS, delay: movers * STEP_MS, easing: CURVE, fill: 'backwards' });
    movers += 1;
  }
  return movers === 0 ? 0 : CLIMB_MS + movers * STEP_MS;
}
