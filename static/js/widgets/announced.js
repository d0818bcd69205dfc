// What the organisers say to everybody: shown, said once to screen readers, put away by who has read it.
import { byId, fill, one, setText } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page, t } from '../lib/page.js';

const READ = `palmares.read.${page.event}`;
const band = document.getElementById('announced');
/** What was said last; undefined before the first word. @type {string | null | undefined} */
let last;

/** What this device's reader has put away. @returns {string | null} */
function read() {
  try {
    return sessionStorage.getItem(READ);
  } catch {
    return null;
  }
}

/** @param {string | null} said put away; null: nothing is any more, and the same words may be said again */
function putAway(said) {
  try {
    if (said === null) sessionStorage.removeItem(READ);
    else sessionStorage.setItem(READ, said);
  } catch {
    // storage forbidden: it comes back with the next page
  }
}

/** @param {string | null} said */
function show(said) {
  if (!band) return;
  if (said === null) putAway(null);
  const shown = said !== null && said !== read();
  if (shown) fill(band, { announced: said });
  band.hidden = !shown;
  // What stood there when the page came is read with the page.
  if (shown && last !== undefined && said !== last) setText(byId('announced-aloud'), t('Announcement: %(text)s', { text: said }));
  last = said;
}

if (band) {
  /** @type {string | null} */
  let said = null;
  const button = one(band, '[data-read]');
  button.hidden = false;
  button.addEventListener('click', () => {
    putAway(said ?? '');
    band.hidden = true;
    document.getElementById('content')?.focus({ preventScroll: true });
  });
  live.on('day', ({ announcement }) => {
    said = announcement;
    show(said);
  });
}
