// A machine that projects: its screen stays lit where that is allowed, its pointer leaves after three seconds.
import { keepLit } from '../lib/lit.js';

const POINTER_MS = 3000;

/** Look after the machine this page is projected from. */
export function projectFromHere() {
  keepLit();
  document.addEventListener('visibilitychange', () => document.hidden || keepLit());
  let timeout = setTimeout(hidePointer, POINTER_MS);
  document.addEventListener('pointermove', () => {
    document.body.classList.remove('pointer-gone');
    clearTimeout(timeout);
    timeout = setTimeout(hidePointer, POINTER_MS);
  });
}

function hidePointer() {
  document.body.classList.add('pointer-gone');
}
