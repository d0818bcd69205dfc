// The palm beside the words: a leaf for each laureate that was called, the last one white, those to come in dashes.
import { svgElement } from '../lib/marks.js';
import { leaves, STEM_PATH } from '../lib/palm.js';

/**
 * @param {Element} palm
 * @returns {(position: number, count: number, fresh: boolean) => void} draws it; `fresh`: the last leaf grows now
 */
export function revealPalm(palm) {
  let drawn = 0;

  /** @param {number} count */
  function lay(count) {
    drawn = count;
    const stem = svgElement('path', { class: 'reveal__stem', d: STEM_PATH });
    const shapes = leaves(count).map(({ d, base }) => {
      const shape = svgElement('path', { d });
      shape.style.setProperty('transform-origin', `${base[0]}px ${base[1]}px`);
      return shape;
    });
    palm.replaceChildren(stem, ...shapes);
  }

  return (position, count, fresh) => {
    if (count !== drawn) lay(count);
    [...palm.querySelectorAll('path:not(.reveal__stem)')].forEach((shape, index) => {
      const now = index === position - 1;
      const state = now ? 'now' : index < position ? 'grown' : 'coming';
      shape.setAttribute('class', `reveal__leaf reveal__leaf--${state}${now && fresh ? ' reveal__leaf--fresh' : ''}`);
    });
  };
}
