// What the desk asks of one named screen: to go to a page, to be black, to say its name.
import { serverNow } from '../lib/clock.js';
import { byId, setText } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';

const NAMED_MS = 10000;
const ASK_AGAIN_MS = 5000;

/** @typedef {{ name: string | null, page: string | null, black: boolean, identified_at_ms: number | null }} Direction */

/** Obey the desk, where this page is a screen of the room. */
export function directed() {
  if (!page.snapshots.direction) return;
  const name = byId('directed-name');
  const black = byId('directed-black');
  let hiding = 0;
  let again = 0;
  let wanted = page.shows;

  /** Leave only for a page that answers: a wall never shows that there is no network. */
  async function go() {
    clearTimeout(again);
    if (wanted === page.shows) return;
    const address = `/${page.event}/${wanted}${location.search}`;
    try {
      const answer = await fetch(address, { method: 'HEAD', cache: 'no-store' });
      if (answer.ok && wanted !== page.shows) {
        location.replace(address);
        return;
      }
    } catch {
      // tried again below
    }
    again = window.setTimeout(go, ASK_AGAIN_MS);
  }

  live.on('direction', (/** @type {Direction} */ asked) => {
    black.hidden = !asked.black;
    setText(name, asked.name ?? '');
    // This screen's clock may be a little behind the server's: never longer than that.
    const left = Math.min(NAMED_MS, (asked.identified_at_ms ?? 0) + NAMED_MS - serverNow());
    clearTimeout(hiding);
    name.hidden = left <= 0;
    if (!name.hidden) hiding = window.setTimeout(() => (name.hidden = true), left);
    if (asked.page !== null && asked.page !== wanted) {
      wanted = asked.page;
      go();
    }
  });
}
