// The score rulers of a ballot: the figure at the right follows the chosen cell. One tap sets, another changes.
import { one, setText } from '../lib/dom.js';

/**
 * Follow every ruler under a root; `chosen` is told the criterion and the score at each choice.
 * @param {ParentNode} root
 * @param {(criterion: string, score: number) => void} chosen
 */
export function followRulers(root, chosen) {
  for (const ruler of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-ruler]'))) {
    ruler.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      setText(one(ruler, '[data-ruler-figure]'), event.target.value);
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
}
