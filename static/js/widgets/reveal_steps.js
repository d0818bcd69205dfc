// The steps of a reveal as a list, drawn by the server: the one shown is marked, any other can be prepared by pressing it.
import { one } from '../lib/dom.js';

const NOTHING = { kind: '', name: '' };

/**
 * @param {HTMLElement} list
 * @param {(step: number) => void} press
 */
export function revealSteps(list, press) {
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-jump]') : null;
    if (button instanceof HTMLElement) press(Number(button.dataset.jump));
  });
  return {
    /** What a step is, and its name apart. @param {number | null} step */
    said(step) {
      const line = list.querySelector(`[data-step="${step}"]`);
      if (!line) return NOTHING;
      return { kind: one(line, '[data-kind]').textContent ?? '', name: line.querySelector('[data-name]')?.textContent ?? '' };
    },
    /** @param {{ shown: number | null, prepared: number | null, under: boolean, hidden: boolean }} stand */
    draw({ shown, prepared, under, hidden }) {
      list.hidden = hidden;
      for (const line of list.querySelectorAll('li')) {
        const step = Number(line.dataset.step);
        if (step === shown) line.setAttribute('aria-current', 'step');
        else line.removeAttribute('aria-current');
        one(line, 'button').setAttribute('aria-pressed', String(step === prepared));
        one(line, 'button').setAttribute('aria-disabled', String(!under));
      }
    },
    /** Take the lines of a page drawn anew; the focus stays on its step. @param {Document} fresh */
    take(fresh) {
      const other = fresh.getElementById(list.id);
      if (!other) return;
      const held = list.contains(document.activeElement) && document.activeElement?.getAttribute('data-jump');
      list.replaceChildren(...other.children);
      if (held) /** @type {HTMLElement | null} */ (list.querySelector(`[data-jump="${held}"]`))?.focus({ preventScroll: true });
    },
  };
}
