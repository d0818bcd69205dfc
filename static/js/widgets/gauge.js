// Ballots as squares, in two rows: how many are in is seen before it is read.
import { squares } from '../lib/ranking.js';

const SVG = 'http://www.w3.org/2000/svg';
const STEP = 12;

/** Draw the gauge of ballots. @param {Element} svg @param {{ in: number, expected: number }} ballots */
export function drawGauge(svg, ballots) {
  const cells = squares(ballots);
  const across = Math.ceil(cells.length / 2);
  svg.setAttribute('viewBox', `0 0 ${across * STEP - 2} 22`);
  svg.replaceChildren(
    ...cells.flatMap((share, index) => {
      const [x, y] = [(index % across) * STEP, Math.floor(index / across) * STEP];
      return [square('cell', x + 0.5, y + 0.5, 9, 9), square('cell__full', x, y, share * 10, 10)];
    }),
  );
}

/** @param {string} kind @param {number} x @param {number} y @param {number} width @param {number} height */
function square(kind, x, y, width, height) {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('class', kind);
  for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, String(value));
  return rect;
}
