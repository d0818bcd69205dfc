// A page of lines that the server draws: fetched again when a topic it was drawn from changed, and only the lines that
// read otherwise are replaced. A line in which somebody is at work stays as it is until they leave it. Where the page stands
// otherwise as a whole, it is opened anew, unless something is typed there.
import { freshPage } from '../lib/fresh_page.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';

const QUIET_MS = 400;

/** @param {Element} line */
const atWork = (line) => line.contains(document.activeElement) || line.querySelector('details[open]') !== null;

/** What people read; tokens of forms differ at each fetch. @param {Element} line */
const reading = (line) => line.textContent?.replace(/\s+/g, ' ');

/** Where a page stands as a whole, if it says so. @param {Document} root */
const standOf = (root) => /** @type {HTMLElement | null} */ (root.querySelector('[data-stands]'))?.dataset.stands;

/** Whether something is typed that is not sent yet. */
function typed() {
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('main :is(input, textarea)'));
  return [...fields].some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

/** @param {Document} fresh @returns {boolean} whether every line could be brought up to date */
function join(fresh) {
  if (standOf(fresh) !== standOf(document)) {
    if (!typed()) location.reload();
    return false;
  }
  let whole = true;
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-line]'))) {
    const other = fresh.querySelector(`[data-line="${line.dataset.line}"]`);
    if (other && reading(line) === reading(other)) continue;
    if (atWork(line)) whole = false;
    else if (other) line.replaceWith(document.importNode(other, true));
    else line.remove();
  }
  for (const line of fresh.querySelectorAll('[data-lines] > [data-line]')) {
    const list = /** @type {HTMLElement} */ (line.parentElement).dataset.lines;
    if (!document.getElementById(line.id)) document.querySelector(`[data-lines="${list}"]`)?.append(document.importNode(line, true));
  }
  return whole;
}

/**
 * @param {string[]} topics those the page is drawn from
 * @returns {() => void} fetches it again soon: for what changes as time goes by
 */
export function freshLines(topics) {
  let timer = 0;
  let whole = true;
  async function fetchLines() {
    const fresh = await freshPage();
    whole = fresh !== null && join(fresh);
  }
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(fetchLines, QUIET_MS);
  };
  for (const topic of topics) {
    live.on(topic, (snapshot) => snapshot.revision === page.snapshots[topic].revision || soon());
  }
  for (const left of ['focusout', 'toggle']) document.addEventListener(left, () => whole || soon(), true);
  return soon;
}
