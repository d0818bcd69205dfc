// What this tablet says of itself: a problem its juror signals, and how many ballots wait on it.
import { byId, fill } from '../lib/dom.js';
import { t } from '../lib/page.js';
import { send } from '../lib/send.js';

const QUIET_MS = 2000;

/** @param {() => number} waiting how many ballots wait on this tablet */
export function signal(waiting) {
  const box = /** @type {HTMLDetailsElement} */ (byId('problem'));
  const said = byId('signalled');
  let problem = box.dataset.problem || null;
  let told = Number(box.dataset.waiting);
  let timer = 0;

  const tell = (/** @type {number} */ count) => send('POST', 'presence', { waiting: count, problem });

  function draw() {
    box.hidden = problem !== null;
    said.hidden = problem === null;
    if (problem !== null) fill(said, { signalled: t('The desk was told. Somebody is coming.') });
  }

  /** @param {string | null} chosen */
  async function signalled(chosen) {
    const before = problem;
    problem = chosen;
    const answer = await tell(waiting());
    if (answer.status !== 200) problem = before;
    box.open = false;
    draw();
    if (answer.status === 200) return;
    said.hidden = false;
    fill(said, { signalled: t('The server does not answer: call somebody of the organisation.') });
  }

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-signal]') : null;
    if (button instanceof HTMLElement) signalled(button.dataset.signal || null);
  });
  /** A ballot changed: once it is quiet, tell how many wait if the server believes another number. */
  function changed() {
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const count = waiting();
      if (count !== told && (await tell(count)).status === 200) told = count;
    }, QUIET_MS);
  }

  draw();
  changed();
  return { changed };
}
