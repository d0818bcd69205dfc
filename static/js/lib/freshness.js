// How old what this page shows may be: the age of the last word from the server.
import { page } from './page.js';
import { seatLost } from './seat.js';

/** @typedef {{ state: 'live' | 'late' | 'mute', age_s: number }} Freshness */

const LATE_S = 12;
const MUTE_S = 60;

/** A page that this tablet kept begins as old as it is, and is not live before the server's first word. */
let met = page.kept_at_ms === null;
let heardAt = performance.now() - (page.kept_at_ms === null ? 0 : Date.now() - page.kept_at_ms);
/** Since when an order waits for its answer. @type {number | null} */
let waitingSince = null;
/** @type {((freshness: Freshness) => void)[]} */
const watchers = [];

/** The server just said something. */
export function heard() {
  met = true;
  heardAt = performance.now();
}

/** @returns {Freshness} */
export function freshness() {
  const age_s = Math.floor((performance.now() - heardAt) / 1000);
  if (seatLost() || age_s >= MUTE_S) return { state: 'mute', age_s };
  // A server that leaves an order unanswered and says nothing else is not there, however short the silence.
  const silent = !met || (waitingSince !== null && heardAt <= waitingSince);
  return { state: silent || age_s >= LATE_S ? 'late' : 'live', age_s };
}

/** Be told how fresh the page is, every second and when it changes. @param {(freshness: Freshness) => void} watch */
export function onFreshness(watch) {
  watchers.push(watch);
  watch(freshness());
}

export function tellFreshness() {
  for (const tell of watchers) tell(freshness());
}

/** An order has been waiting since then; null: none does. @param {number | null} since */
export function waiting(since) {
  waitingSince = since;
  tellFreshness();
}
