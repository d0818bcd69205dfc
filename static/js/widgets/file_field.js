// A file is chosen in the words of the page: the browser's own field, which speaks its own language, lies over them unseen.
import { one, setText } from '../lib/dom.js';

for (const field of document.querySelectorAll('[data-file]')) {
  const input = /** @type {HTMLInputElement} */ (one(field, 'input'));
  const chosen = one(field, '[data-chosen]');
  const none = chosen.textContent ?? '';
  const draw = () => setText(chosen, input.files?.[0]?.name ?? none);
  field.classList.add('file--own');
  input.addEventListener('change', draw);
  draw();
}
