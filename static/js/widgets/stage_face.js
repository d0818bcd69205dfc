// The wall: puts a face on the page, each text only where it changed. A change of field is a cut, not an effect.

import { fill, one, setAttribute, setText } from '../lib/dom.js';
import { fitTitle } from '../lib/fit.js';
import { setToken } from '../lib/marks.js';
import { t } from '../lib/page.js';

/** @typedef {import('../lib/stage_face.js').Face} Face */

/** @type {Record<string, string>} */
const GROUNDS = { running: 'on-night', dark: 'on-night', last: 'on-daffodil', over: 'on-brick' };
/** As many signs as a message to the speaker may have. */
const LONG = 48;
const ALL_GROUNDS = ['on-night', 'on-daffodil', 'on-brick', 'on-paper'];

/**
 * Take over the wall of screens/stage.html.
 * @param {HTMLElement} wall
 * @returns {(face: Face) => void}
 */
export function stageFace(wall) {
  const place = Object.fromEntries(
    ['team', 'arrow', 'token', 'digits', 'parts', 'words', 'line', 'then-arrow'].map((name) => [name, part(wall, name)]),
  );
  return (face) => {
    wall.dataset.field = face.field;
    wall.classList.remove(...ALL_GROUNDS);
    wall.classList.add(GROUNDS[face.field] ?? 'on-paper');
    const { team } = face;
    fill(wall, {
      word: face.word,
      order: face.order,
      then: face.then,
      message: face.message ?? '',
      team: team ? t('Team %(number)s', { number: team.number }) : '',
    });
    show(place.team, team !== null && face.order === '');
    show(place.arrow, face.coming && team !== null);
    if (team) setToken(need(place.token), team.organisation, 'wide');
    setText(need(place.digits), face.digits);
    need(place.digits).dataset.signs = String(face.digits.length);
    show(place.parts, face.parts !== null);
    if (face.parts) drawParts(need(place.parts), face.parts);
    show(place.words, face.parts === null);
    show(place['then-arrow'], face.arrow && face.then !== '');
    setAttribute(wall, 'data-message', face.message ? (face.coming ? 'whole' : 'foot') : null);
    wall.toggleAttribute('data-long', (face.message ?? '').length > LONG);
    show(one(wall, '[data-slot="message"]'), Boolean(face.message));
    fitTitle(need(place.line), face.line.title, face.line.short);
  };
}

/** @param {HTMLElement} row @param {{ index: number, drained: number }} parts */
function drawParts(row, { index, drained }) {
  [...row.children].forEach((element, place) => {
    const state = place < index ? 'past' : place === index ? 'now' : 'coming';
    setAttribute(element, 'class', `parts__part parts__part--${state}`);
    const gone = state === 'past' ? 100 : state === 'now' ? Math.round(drained * 10000) / 100 : 0;
    setAttribute(one(element, 'rect'), 'x', String(gone));
  });
}

/** @param {HTMLElement} wall @param {string} name @returns {HTMLElement} */
function part(wall, name) {
  return one(wall, `[data-part="${name}"]`);
}

/** @param {HTMLElement | undefined} element @returns {HTMLElement} */
function need(element) {
  return /** @type {HTMLElement} */ (element);
}

/** @param {HTMLElement | undefined} element @param {boolean} shown */
function show(element, shown) {
  need(element).hidden = !shown;
}
