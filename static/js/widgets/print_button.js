// The button that prints the page: without script there is the browser's own.
import { one } from '../lib/dom.js';

export function printButton() {
  const button = /** @type {HTMLButtonElement} */ (one(document, '[data-print]'));
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
