// What the server drew in run order, drawn by it again when that order changes. The focus and what is unfolded stay.
import { redrawing } from '../lib/fresh_page.js';
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
const KEYS = ['call', 'order', 'runUndo', 'runPlan', 'fold'];

/** What another drawing has for this control. @param {HTMLElement} root @param {HTMLElement} control */
function alike(root, control) {
  const key = KEYS.find((name) => name in control.dataset);
  /** @type {NodeListOf<HTMLElement>} */
  const controls = root.querySelectorAll('button:enabled, summary');
  return key && [...controls].find((other) => other.dataset[key] === control.dataset[key]);
}

/** @param {HTMLElement} root @param {Document} fresh @param {() => void} drawn */
function replace(root, fresh, drawn) {
  const other = fresh.getElementById(root.id);
  if (!other) return;
  const open = new Map([...root.querySelectorAll('details')].map((fold) => [fold.className, fold.open]));
  const focused = document.activeElement;
  const held = focused instanceof HTMLElement && root.contains(focused) ? focused : null;
  root.replaceChildren(...other.children);
  for (const fold of root.querySelectorAll('details')) fold.open = open.get(fold.className) ?? fold.open;
  drawn();
  if (!held) return;
  // What was put back under its line is the same as before, with what is being typed.
  const back = held.isConnected ? held : alike(root, held) || root.querySelector('summary');
  back?.focus({ preventScroll: true });
}

/**
 * Keep what is inside `root` in the order of the day; what is drawn each second follows by itself.
 * @param {HTMLElement} root @param {() => void} [drawn] told once it was drawn again
 */
export function inRunOrder(root, drawn = () => {}) {
  const want = redrawing(orderOf(page.snapshots.agenda), (fresh) => {
    const told = JSON.parse(fresh.getElementById('page')?.textContent || '{}');
    if (told.phases) page.phases = told.phases;
    replace(root, fresh, drawn);
  });
  live.on('agenda', (agenda) => want(orderOf(agenda)));
}
