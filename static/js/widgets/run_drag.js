// A line of the run-down taken by its handle and put elsewhere, with a mouse or a finger.

const FAR_ENOUGH = 6;
const EDGE = 70;
const SCROLL = 14;
// Lines folded away keep a place on the screen all the same.
const LINES = '[data-key]:has([data-order]:not(:disabled)):not(details:not([open]) *)';
const MARKS = ['run-row--above', 'run-row--below'];

/**
 * @param {HTMLElement} root
 * @param {(id: string, place: Record<string, string>) => void} drop before or after which other line
 */
export function runDrag(root, drop) {
  /** @type {{ row: HTMLElement, from: number, moving: boolean } | null} */
  let held = null;
  /** @type {{ row: HTMLElement, below: boolean } | null} */
  let over = null;
  /** A handle that was dragged is not pressed. */
  let dragged = false;

  function unmark() {
    over?.row.classList.remove(...MARKS);
    over = null;
  }

  function stop() {
    held?.row.classList.remove('run-row--held');
    held = null;
    unmark();
  }

  /** The line under the pointer that can be passed, and on which side of it. @param {number} y */
  function lineAt(y) {
    const rows = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(LINES)]);
    for (const row of rows) {
      const { top, bottom } = row.getBoundingClientRect();
      if (y >= top && y < bottom) return row === held?.row ? null : { row, below: y > (top + bottom) / 2 };
    }
    return null;
  }

  root.addEventListener('pointerdown', (event) => {
    const handle = event.target instanceof Element ? event.target.closest('[data-order]:not(:disabled)') : null;
    const row = handle?.closest('tr');
    dragged = false;
    if (!handle || !row || event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    held = { row, from: event.clientY, moving: false };
  });
  root.addEventListener('pointermove', (event) => {
    if (!held || (!held.moving && Math.abs(event.clientY - held.from) < FAR_ENOUGH)) return;
    held.moving = true;
    dragged = true;
    held.row.classList.add('run-row--held');
    if (event.clientY < EDGE) window.scrollBy(0, -SCROLL);
    else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL);
    unmark();
    over = lineAt(event.clientY);
    over?.row.classList.add(over.below ? 'run-row--below' : 'run-row--above');
  });
  root.addEventListener('pointerup', () => {
    const [id, other] = [held?.row.dataset.key, over?.row.dataset.key];
    const below = over?.below;
    stop();
    if (id && other) drop(id, below ? { after: other } : { before: other });
  });
  root.addEventListener('pointercancel', stop);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && stop());
  root.addEventListener(
    'click',
    (event) => {
      if (!dragged) return;
      dragged = false;
      event.stopPropagation();
      event.preventDefault();
    },
    { capture: true },
  );

  return { stop };
}
