// What makes the pitches fit again: the server counts each remedy, an organiser asks for one, nothing is done by itself.
import { byId } from '../lib/dom.js';
import { redrawing } from '../lib/fresh_page.js';

const AGAIN_MS = 60000;

/**
 * @param {(remedy: string, minutes: number) => void} take
 * @returns {() => void} to be told of each new run-down, once the band that says what does not fit was drawn
 */
export function remedies(take) {
  const root = byId('remedies');
  const band = byId('overrun');
  let counted = 0;
  const count = redrawing(counted, (fresh) => {
    const other = fresh.getElementById(root.id);
    if (other && other.textContent !== root.textContent) replace(other);
  });

  /** Count again: as the day goes, and each time the run-down changes. Where all fits there is nothing to count. */
  function draw() {
    if (band.hidden && root.childElementCount === 0) return;
    counted += 1;
    count(counted);
  }

  /** @param {HTMLElement} other */
  function replace(other) {
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    const kind = focused instanceof HTMLElement ? focused.dataset.remedy : undefined;
    root.replaceChildren(...other.children);
    const same = kind && root.querySelector(`[data-remedy="${kind}"]`);
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
    else if (focused) byId('content').focus({ preventScroll: true });
  }

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-remedy]') : null;
    if (button instanceof HTMLElement) take(button.dataset.remedy ?? '', Number(button.dataset.minutes));
  });
  window.setInterval(draw, AGAIN_MS);
  let first = true;
  return () => {
    if (!first) draw();
    first = false;
  };
}
