// Keyboard shortcuts of the desk, and the box that turns them off on this device. Escape is none of them.
import { remember, remembered } from '../lib/remembered.js';

const KEPT = 'palmares.shortcuts';

/** @param {HTMLInputElement} box @param {((event: KeyboardEvent) => void)[]} obey */
export function shortcuts(box, ...obey) {
  let active = remembered(KEPT) !== 'off';
  const draw = () => {
    document.documentElement.dataset.keys = active ? 'on' : 'off';
  };
  box.checked = active;
  box.addEventListener('change', () => {
    active = box.checked;
    draw();
    remember(KEPT, active ? 'on' : 'off');
  });
  document.addEventListener('keydown', (event) => {
    if (active) for (const act of obey) act(event);
  });
  draw();
}

/** Whether a key is the desk's own, and not for what has the focus. @param {KeyboardEvent} event */
export function meantForDesk(event) {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return false;
  const focused = event.target instanceof Element ? event.target.closest('input, textarea, select, summary, a, button') : null;
  const typed = focused?.matches('textarea, select, input:not([type="radio"], [type="checkbox"])');
  return !typed && !(focused && event.key === ' ');
}
