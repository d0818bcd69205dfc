// Ballots as squares, in two rows: how many are in is seen before it is read.
import { svgElement } from '../lib/marks.js';
import { squares } from '../lib/ranking.js';

const STEP = 12;

/** Draw the gauge of ballots. @param {Element} svg @param {{ in: number, expected: number }} ballots */
export function drawGauge(svg, ballots) {
  const cells = squares(ballots);
  const across = Math.ceil(cells.length / 2);
  svg.setAttribute('viewBox', `0 0 ${across * STEP - 2} 22`);
  svg.replaceChildren(
    ...cells.flatMap((share, index) => {
      const [x, y] = [(index % across) * STEP, Math.floor(index / across) * STEP];
      return [
        svgElement('rect', { class: 'cell', x: x + 0.5, y: y + 0.5, width: 9, height: 9 }),
        svgElement('rect', { class: 'cell__full', x, y, width: share * 10, height: 10 }),
      ];
    }),
  );
}
