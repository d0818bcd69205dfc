// A title that is too long narrows, then takes its short form: never shrunk, never cut.

/**
 * Write a title where it must stay on one line: `element` is a span inside the block that gives it its width.
 * @param {HTMLElement} element
 * @param {string} title
 * @param {string} short
 */
export function fitTitle(element, title, short) {
  const room = element.parentElement?.clientWidth ?? 0;
  const asked = `${title}\n${short}\n${room}`;
  if (element.dataset.fitted === asked) return;
  element.textContent = title;
  element.classList.remove('is-narrow');
  if (overflows(element, room)) element.classList.add('is-narrow');
  const cut = overflows(element, room);
  if (cut && short) element.textContent = short;
  element.dataset.fitted = asked;
}

/** Fit again all that was fitted under a root, as when fonts have come or the window changed. @param {ParentNode} root */
export function refit(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-fitted]'))) {
    const [title = '', short = ''] = (element.dataset.fitted ?? '').split('\n');
    element.dataset.fitted = '';
    fitTitle(element, title, short);
  }
}

/** @param {HTMLElement} element @param {number} room */
function overflows(element, room) {
  return room > 0 && element.offsetWidth > room + 1;
}
