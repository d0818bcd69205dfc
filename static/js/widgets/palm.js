// The palm that grows one leaf per laureate: an ornament beside words that say the same thing.

const SVG = 'http://www.w3.org/2000/svg';
/** The stem, as one cubic curve in a box of 560 by 820. */
const STEM = [
  [159, 798],
  [137, 592],
  [180, 337],
  [357, 140],
];

/** @typedef {[number, number]} Point */

/** A point of the stem; 0 is the foot, 1 the top. @param {number} t @returns {Point} */
function onStem(t) {
  const u = 1 - t;
  const weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  const along = (/** @type {number} */ axis) => STEM.reduce((sum, point, i) => sum + (point[axis] ?? 0) * (weights[i] ?? 0), 0);
  return [along(0), along(1)];
}

/**
 * Where leaf `index` of `count` starts and ends. Leaves alternate from the foot, right first; they flatten to the
 * right and straighten to the left as they climb, and the last one continues the stem.
 * @param {number} index
 * @param {number} count
 * @returns {{ base: Point, tip: Point, round: number }}
 */
export function leafAt(index, count) {
  const climb = count > 1 ? index / (count - 1) : 1;
  const base = onStem(0.2 + 0.79 * climb);
  const right = index % 2 === 0;
  const last = index === count - 1;
  const crowd = Math.min(1, 8 / count);
  const length = crowd * (last ? 187 : right ? 286 - 40 * climb : 208 - 50 * climb);
  const degrees = last ? 48 : right ? 40 - 38 * climb : 136 - 32 * climb;
  const angle = (degrees * Math.PI) / 180;
  const tip = /** @type {Point} */ ([base[0] + length * Math.cos(angle), base[1] - length * Math.sin(angle)]);
  return { base, tip, round: last ? 0.22 : right ? 0.19 : 0.26 };
}

/** The outline of a leaf: two equal arcs; the short leaves of the left are rounder. @param {ReturnType<typeof leafAt>} leaf */
export function leafPath({ base, tip, round }) {
  const [dx, dy] = [tip[0] - base[0], tip[1] - base[1]];
  const at = (/** @type {number} */ along, /** @type {number} */ across) =>
    `${Math.round(base[0] + dx * along + dy * across)} ${Math.round(base[1] + dy * along - dx * across)}`;
  return `M${at(0, 0)}C${at(0.24, round)} ${at(0.76, round)} ${at(1, 0)}C${at(0.76, -round)} ${at(0.24, -round)} ${at(0, 0)}z`;
}

/** @returns {string} */
export function stemPath() {
  return `M${STEM[0]?.join(' ')}C${STEM.slice(1)
    .map((point) => point.join(' '))
    .join(' ')}`;
}

/** @param {string} d @param {string} kind */
function path(d, kind) {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('d', d);
  element.setAttribute('class', kind);
  return element;
}

/**
 * Draw a palm of `count` leaves into an empty <svg>, all still to come.
 * The answer shows how many have grown; the newest is white until the next one.
 * @param {SVGSVGElement} svg
 * @param {number} count
 * @returns {(grown: number, newest?: boolean) => void}
 */
export function palm(svg, count) {
  svg.setAttribute('viewBox', '0 0 560 820');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('palm');
  const leaves = Array.from({ length: count }, (_, index) => path(leafPath(leafAt(index, count)), ''));
  svg.replaceChildren(path(stemPath(), 'palm__stem'), ...leaves);
  const show = (/** @type {number} */ grown, newest = true) => {
    leaves.forEach((leaf, index) => {
      const state = index >= grown ? 'coming' : newest && index === grown - 1 ? 'new' : 'grown';
      if (leaf.getAttribute('class') !== `palm__leaf palm__leaf--${state}`) leaf.setAttribute('class', `palm__leaf palm__leaf--${state}`);
      const { base } = leafAt(index, count);
      leaf.style.transformOrigin = `${base[0]}px ${base[1]}px`;
    });
  };
  show(0);
  return show;
}
