// Names hidden on this device: for who presents beside somebody that is not to read them.
import { remember } from '../lib/remembered.js';

const BLIND = 'palmares.blind';

/** The box that hides them; early.js hid them already if it was ticked before. @param {HTMLInputElement} box */
export function blindMode(box) {
  const root = document.documentElement;
  box.checked = root.hasAttribute('data-blind');
  box.addEventListener('change', () => {
    root.toggleAttribute('data-blind', box.checked);
    remember(BLIND, box.checked ? 'on' : '');
  });
}
