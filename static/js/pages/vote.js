// The favourite vote on a phone: the code that was scanned comes with the address; the page is drawn anew as the vote opens or closes.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';

const state = byId('vote').dataset.state;
const field = /** @type {HTMLInputElement | null} */ (document.getElementById('code'));
const scanned = location.hash.slice(1);
if (field && !field.value && /^[A-Za-z0-9]{4}$/.test(scanned)) field.value = scanned;

live.on('day', ({ favourite }) => {
  if (favourite !== state) location.replace(location.pathname);
});
live.start();
