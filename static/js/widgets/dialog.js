// Dialogs: [data-opens="id"] opens, [data-closes] closes, and a dangerous act expires by itself.
import { age } from '../lib/format.js';

/** @type {WeakMap<HTMLDialogElement, number>} */
const countdowns = new WeakMap();

/** @param {HTMLDialogElement} dialog */
function stopCountdown(dialog) {
  window.clearInterval(countdowns.get(dialog));
  for (const left of dialog.querySelectorAll('[data-countdown]')) left.textContent = '';
}

/** The act says how long it stays armed; at the end the dialog closes and nothing has happened. @param {HTMLDialogElement} dialog */
function startCountdown(dialog) {
  const seconds = Number(dialog.dataset.expires ?? 0);
  if (!seconds) return;
  const end = performance.now() + seconds * 1000;
  const show = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left <= 0) dialog.close('expired');
    else for (const place of dialog.querySelectorAll('[data-countdown]')) place.textContent = ` (${age(left)})`;
  };
  countdowns.set(dialog, window.setInterval(show, 250));
  show();
}

/** Open a dialog as a modal one, its safe button focused. @param {string} id */
export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.addEventListener('close', () => stopCountdown(dialog), { once: true });
  dialog.showModal();
  startCountdown(dialog);
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const opener = event.target.closest('[data-opens]');
  if (opener instanceof HTMLElement) openDialog(opener.dataset.opens ?? '');
  const closer = event.target.closest('[data-closes]');
  if (closer) closer.closest('dialog')?.close('kept');
});
