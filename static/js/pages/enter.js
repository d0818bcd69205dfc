// The door: the token of the fragment is posted at once and leaves no trace in the history.
import '../widgets/own_address.js';
import { byId, one } from '../lib/dom.js';

const SLOW_MS = 4000;

const opening = /** @type {HTMLFormElement} */ (byId('opening'));
const typing = byId('typing');
let waiting = 0;

/** @param {boolean} opens */
function show(opens) {
  opening.hidden = !opens;
  typing.hidden = opens;
  window.clearTimeout(waiting);
  for (const late of opening.querySelectorAll('[data-slow]')) late.toggleAttribute('hidden', true);
  if (!opens) return;
  one(opening, 'h1').focus();
  waiting = window.setTimeout(() => {
    for (const late of opening.querySelectorAll('[data-slow]')) late.removeAttribute('hidden');
  }, SLOW_MS);
}

/** What the address carries; as it is where it was cut in the middle of a sign. */
function carried() {
  const given = location.hash.slice(1);
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}

/** Post what the address carries, if it carries anything. */
function open() {
  const token = carried();
  // What the skip link leads to is a place of the page; whatever else was carried is answered, were it cut or misread.
  if (!token || document.getElementById(token)) return;
  history.replaceState(null, '', location.pathname);
  /** @type {HTMLInputElement} */ (one(opening, 'input[name="token"]')).value = token;
  show(true);
  opening.submit();
}

window.addEventListener('hashchange', open);
// Back from the role's page, out of the browser's memory: the code form again, not a page that opens for ever.
window.addEventListener('pageshow', (event) => event.persisted && show(false));
open();
