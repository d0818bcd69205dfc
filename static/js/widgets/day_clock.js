// The clock of a page's head: the server's hour in the event's zone.
import { serverNow } from '../lib/clock.js';
import { setText } from '../lib/dom.js';
import { hour, hourWithSeconds } from '../lib/format.js';
import { page } from '../lib/page.js';

/** Keep every [data-clock] at the hour, flipping with the second. */
export function dayClock() {
  const now = serverNow();
  for (const clock of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-clock]'))) {
    setText(clock, (clock.dataset.clock === 'seconds' ? hourWithSeconds : hour)(now, page.zone));
  }
  window.setTimeout(dayClock, 1000 - (now % 1000));
}
