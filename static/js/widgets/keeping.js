// What this tablet keeps by itself, in words: the ballots written here, and the page when there is no network.
import { byId, fill } from '../lib/dom.js';
import { dayInSentence, hourInSentence } from '../lib/format.js';
import { live } from '../lib/live.js';
import { page, t } from '../lib/page.js';
import { keepJurorsPages } from '../lib/reopening.js';

/** Since when a page is, on the event's clock: with its day where that is another one. @param {number} ms */
function since(ms) {
  const at = hourInSentence(ms, page.zone, page.language);
  const day = dayInSentence(ms, page.zone, page.language);
  const today = dayInSentence(Date.now(), page.zone, page.language);
  if (day === today)
    return t('Opened without the network, as of %(hour)s. Your ballots stay on this tablet and leave when it is back.', { hour: at });
  return t('Opened without the network, as of %(day)s, %(hour)s. Your ballots stay on this tablet and leave when it is back.', {
    day,
    hour: at,
  });
}

/** @param {() => boolean} keeps whether the browser keeps all that was written @param {string[]} addresses the pages to keep */
export function keeping(keeps, addresses) {
  const notice = byId('kept');
  const lines = /** @type {NodeListOf<HTMLElement>} */ (byId('reopening').querySelectorAll('[data-reopening]'));
  /** @type {import('../lib/reopening.js').Reopening | null} */
  let reopening = null;
  // This page was kept as it came.
  let wanted = addresses.filter((address) => address !== location.pathname);

  function draw() {
    byId('unkept').hidden = keeps();
    for (const line of lines) line.hidden = !keeps() || line.dataset.reopening !== reopening;
  }

  async function keep() {
    const asked = wanted;
    wanted = addresses; // the next time there was an outage, and this page too is of before it
    reopening = await keepJurorsPages(asked);
    draw();
  }

  if (page.kept_at_ms !== null) fill(notice, { since: since(page.now_ms) });
  notice.hidden = page.kept_at_ms === null;
  let away = true;
  live.freshness(({ state }) => {
    if (state === 'live') notice.hidden = true; // its ballots and its hours are those of now
    if (state === 'live' && away) keep();
    away = state !== 'live';
  });
  draw();
  // Out of the store, whether it can be kept is said without waiting for the network; else once the network is there.
  if (page.kept_at_ms !== null) keep();
  return draw;
}
