// Small tools to keep a page in step with a snapshot: texts and attributes only, never markup from a string.

/**
 * The element with this id, which the template promised.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return /** @type {T} */ (found);
}

/**
 * The first match inside a root, which the template promised.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {T}
 */
export function one(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
}

/** Set a text only when it differs, so that nothing is announced twice. @param {Element} element @param {string | number} text */
export function setText(element, text) {
  const written = String(text);
  if (element.textContent !== written) element.textContent = written;
}

/**
 * Fill every slot under a root with its text: fill(row, {hour: '15:05'}) writes into [data-slot="hour"].
 * @param {ParentNode} root
 * @param {Record<string, string | number>} texts
 */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    for (const slot of root.querySelectorAll(`[data-slot="${name}"]`)) setText(slot, text);
  }
}

/** Set or remove an attribute only when it differs. @param {Element} element @param {string} name @param {string | boolean | null} value */
export function setAttribute(element, name, value) {
  if (value === null || value === false) element.removeAttribute(name);
  else {
    const written = value === true ? '' : value;
    if (element.getAttribute(name) !== written) element.setAttribute(name, written);
  }
}

/** A copy of the one element of a <template>. @param {string} id @returns {HTMLElement} */
export function copyOf(id) {
  const template = /** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (byId(id)));
  const first = template.content.firstElementChild;
  if (!first) throw new Error(`Template #${id} is empty.`);
  return /** @type {HTMLElement} */ (document.importNode(first, true));
}

/**
 * Keep a list of rows in step with items: rows are found by key, made from a template, updated, moved only when
 * their place changed, and removed when their item has gone. The focus stays where it was.
 * @template T
 * @param {Element} list
 * @param {T[]} items
 * @param {(item: T) => string | number} keyOf
 * @param {string} templateId
 * @param {(row: HTMLElement, item: T, index: number) => void} update
 * @returns {Map<string, HTMLElement>}
 */
export function renderList(list, items, keyOf, templateId, update) {
  const focused = document.activeElement;
  /** @type {Map<string, HTMLElement>} */
  const before = new Map();
  for (const child of /** @type {HTMLCollectionOf<HTMLElement>} */ (list.children)) {
    if (child.dataset.key !== undefined) before.set(child.dataset.key, child);
  }
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  for (const item of items) {
    const key = String(keyOf(item));
    const row = before.get(key) ?? copyOf(templateId);
    row.dataset.key = key;
    rows.set(key, row);
    before.delete(key);
  }
  for (const gone of before.values()) gone.remove();
  let place = list.firstElementChild;
  let index = 0;
  for (const row of rows.values()) {
    update(row, /** @type {T} */ (items[index]), index);
    index += 1;
    if (row === place) place = place.nextElementSibling;
    else list.insertBefore(row, place);
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement && list.contains(focused))
    focused.focus({ preventScroll: true });
  return rows;
}

/** Say a sentence to screen readers, politely, once. @param {string} sentence */
export function announce(sentence) {
  const region = document.getElementById('announce');
  if (region) setText(region, sentence);
}
