// This page as the server would draw it now: for what the server draws alone.
import { seatLost } from './seat.js';

const AGAIN_MS = 2000;

/** What was asked for at this very instant: several that hear the same news share one page. @type {Promise<Document | null> | null} */
let asked = null;

/** @param {number[]} also @returns {Promise<Document | null>} */
async function fetched(also) {
  try {
    const response = await fetch(location.pathname + location.search, { cache: 'no-store' });
    if (!response.ok && !also.includes(response.status)) return null;
    return new DOMParser().parseFromString(await response.text(), 'text/html');
  } catch {
    return null; // offline: the badge says so, and the next change asks again
  }
}

/** The page drawn anew; null where nobody answered, or an error did. @param {number[]} [also] other statuses whose page is wanted @returns {Promise<Document | null>} */
export function freshPage(also = []) {
  asked ??= fetched(also);
  queueMicrotask(() => {
    asked = null;
  });
  return asked;
}

/**
 * Draw again what the server draws alone: told which state is to be seen, ask for the page until it was drawn in that state.
 * @template State
 * @param {State} drawn the state that stands there
 * @param {(fresh: Document) => void} take
 * @returns {(state: State) => void}
 */
export function redrawing(drawn, take) {
  let wanted = drawn;
  let asking = false;

  async function ask() {
    asking = true;
    while (wanted !== drawn && !seatLost()) {
      const state = wanted;
      const fresh = await freshPage();
      if (fresh) {
        drawn = state;
        take(fresh);
      } else await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    }
    asking = false;
  }

  return (state) => {
    wanted = state;
    if (!asking) ask();
  };
}
