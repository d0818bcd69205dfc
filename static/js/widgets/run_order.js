// What the server drew in run order, drawn by it again when that order changes. The focus and what is unfolded stay.
import { freshPage } from '../lib/fresh_page.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';

const DECIDED = ['absent', 'postponed'];

/** @typedef {{ id: string, planned_at_ms: number, duration_ms: number, status: string }} Slot */

/** What the desk decided, which the server alone draws. @param {{ slots: Slot[] } | undefined} agenda */
function orderOf(agenda) {
  const slots = agenda?.slots ?? [];
  return slots.map((slot) => [slot.id, slot.planned_at_ms, slot.duration_ms, DECIDED.indexOf(slot.status)].join()).join(' ');
}

/** What can have the focus inside, by what it is about. */
const KEYS = ['call', 'order', 'runUndo'];
/** What may be unfolded, and stays so. */
const BEFORE = 'details:not(.run__plan)';

/** @param {HTMLElement} root @param {Document} fresh */
function replace(root, fresh) {
  const other = fresh.getElementById(root.id);
  if (!other) return;
  const open = root.querySelector(BEFORE)?.hasAttribute('open');
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const key = focused instanceof HTMLElement ? KEYS.find((name) => name in focused.dataset) : undefined;
  const about = key && focused instanceof HTMLElement ? focused.dataset[key] : '';
  root.replaceChildren(...other.children);
  const details = root.querySelector(BEFORE);
  if (details && open !== undefined) details.toggleAttribute('open', open);
  const alike = key && [...root.querySelectorAll('button')].find((button) => button.dataset[key] === about);
  const back = alike ?? (focused && root.querySelector('summary'));
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
}

/**
 * Keep what is inside `root` in the order of the day; what is drawn each second follows by itself.
 * @param {HTMLElement} root @param {() => void} [drawn] told once it was drawn again
 */
export function inRunOrder(root, drawn = () => {}) {
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
      page.phases = JSON.parse(fresh.getElementById('page')?.textContent || '{}').phases;
      order = asked;
      drawn();
    }
    if (wanted !== asked) drawAgain();
  }

  live.on('agenda', (agenda) => {
    wanted = orderOf(agenda);
    if (wanted !== order && !asking) drawAgain();
  });
}
