// What the server drew in run order, drawn by it again when that order changes. The focus and what is unfolded stay.
import { freshPage } from '../lib/fresh_page.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';

/** @param {{ slots: { id: string }[] } | undefined} agenda */
const orderOf = (agenda) => agenda?.slots.map(({ id }) => id).join() ?? '';

/** @param {HTMLElement} root @param {Document} fresh */
function replace(root, fresh) {
  const other = fresh.getElementById(root.id);
  if (!other) return;
  const open = root.querySelector('details')?.open;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const called = focused instanceof HTMLElement ? focused.dataset.call : undefined;
  root.replaceChildren(...other.children);
  const details = root.querySelector('details');
  if (details && open !== undefined) details.open = open;
  const back = called === undefined ? focused && root.querySelector('summary') : root.querySelector(`[data-call="${CSS.escape(called)}"]`);
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
}

/** Keep what is inside `root` in the order of the day; what is drawn each second follows by itself. @param {HTMLElement} root */
export function inRunOrder(root) {
  let order = orderOf(page.snapshots.agenda);
  let wanted = order;
  let asking = false;

  async function drawAgain() {
    asking = true;
    const asked = wanted;
    const fresh = await freshPage();
    asking = false;
    if (fresh) {
      replace(root, fresh);
      order = asked;
    }
    if (wanted !== asked) drawAgain();
  }

  live.on('agenda', (agenda) => {
    wanted = orderOf(agenda);
    if (wanted !== order && !asking) drawAgain();
  });
}
