// The score rulers of a ballot: figure and words follow the chosen cell. One tap sets, another changes.
import { one, setText } from '../lib/dom.js';

/**
 * Follow every ruler under a root; `chosen` is told the criterion and the score at each choice.
 * @param {ParentNode} root
 * @param {(criterion: string, score: number) => void} chosen
 */
export function followRulers(root, chosen) {
  for (const ruler of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-ruler]'))) {
    const shown = ruler.querySelector('input:checked');
    if (shown instanceof HTMLInputElement) describe(ruler, Number(shown.value));
    ruler.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      setText(one(ruler, '[data-ruler-figure]'), event.target.value);
      describe(ruler, Number(event.target.value));
      chosen(ruler.dataset.ruler ?? '', Number(event.target.value));
    });
  }
}

/** Show a score without telling anyone: what came back from this tablet or from the server. @param {HTMLElement} ruler @param {number | null} score */
export function showScore(ruler, score) {
  for (const cell of /** @type {NodeListOf<HTMLInputElement>} */ (ruler.querySelectorAll('input[type="radio"]'))) {
    cell.checked = score !== null && Number(cell.value) === score;
  }
  setText(one(ruler, '[data-ruler-figure]'), score ?? '');
  describe(ruler, score);
}

/** Bring out what a score means: the words of its level, or those of the two levels it stands between. @param {HTMLElement} ruler @param {number | null} score */
function describe(ruler, score) {
  const levels = /** @type {HTMLElement[]} */ ([...ruler.querySelectorAll('[data-level]')]);
  const of = (/** @type {HTMLElement} */ level) => Number(level.dataset.level);
  const under = Math.max(...levels.map(of).filter((level) => score !== null && level <= score));
  const above = Math.min(...levels.map(of).filter((level) => score !== null && level >= score));
  for (const level of levels) level.toggleAttribute('data-near', [under, above].includes(of(level)));
}
