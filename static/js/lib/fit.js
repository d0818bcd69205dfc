// A title that is too long narrows, then takes its short form: never shrunk, never cut.

/**
 * Write a title where it must stay on one line: `element` is a span inside the block that gives it its width.
 * @param {HTMLElement} element
 * @param {string} title
 * @param {string} short
 * @returns {boolean} whether it fits, in one form or the other
 */
export function fitTitle(element, title, short) {
  const room = element.parentElement?.clientWidth ?? 0;
  const asked = `${title}\n${short}\n${room}`;
  if (element.dataset.fitted === asked) return !overflows(element, room);
  element.textContent = title;
  element.classList.remove('is-narrow');
  if (overflows(element, room)) element.classList.add('is-narrow');
  if (overflows(element, room) && short) element.textContent = short;
  element.dataset.fitted = asked;
  return !overflows(element, room);
}

/**
 * Write a title where it may take as many lines as it needs.
 * @param {HTMLElement} element
 * @param {string} title
 */
export function wholeTitle(element, title) {
  element.textContent = title;
  element.classList.remove('is-narrow');
  delete element.dataset.fitted;
}

/**
 * Fit again all that was fitted under a root, as when fonts have come or the window changed.
 * @param {ParentNode} root
 * @returns {boolean} whether everything fits
 */
export function refit(root) {
  let all = true;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-fitted]'))) {
    const [title = '', short = ''] = (element.dataset.fitted ?? '').split('\n');
    element.dataset.fitted = '';
    all = fitTitle(element, title, short) && all;
  }
  return all;
}

/**
 * Fit now and whenever the window or the letters change: a font may come after the words that need it.
 * @param {() => void} fit
 */
export function keepFitted(fit) {
  window.addEventListener('resize', fit);
  document.fonts.addEventListener('loadingdone', fit);
  document.fonts.ready.then(fit);
}

/**
 * Leave out parts of a box, the first of the list first, until the box holds what is left.
 * @param {HTMLElement} box
 * @param {readonly HTMLElement[]} parts
 */
export function spare(box, parts) {
  for (const part of parts) part.removeAttribute('data-spared');
  for (const part of parts) {
    if (box.scrollHeight <= box.clientHeight + 1) return;
    part.setAttribute('data-spared', '');
  }
}

/**
 * Keep figures whole on their one line: as large as the sheet says, smaller only where a reader's own font or spacing
 * would have them cut.
 * @param {HTMLElement} element the line of figures, as wide as they are
 * @param {HTMLElement} block what gives it its width
 */
export function keepWhole(element, block) {
  let frame = 0;
  const fit = () => {
    element.style.removeProperty('font-size');
    const { paddingLeft, paddingRight } = getComputedStyle(block);
    const room = block.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (overflows(element, room)) element.style.setProperty('font-size', `${(size * room) / element.offsetWidth}px`);
  };
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(fit);
  });
  observer.observe(element);
  observer.observe(block);
}

/** @param {HTMLElement} element @param {number} room */
function overflows(element, room) {
  return room > 0 && element.offsetWidth > room + 1;
}
