// What is said aloud of the stage: what somebody did to the timer, and thresholds of time; never each second.

/** @typedef {{ slot: string | null, timer: import('./timer.js').Timer }} Stage */
/** @typedef {{ key: 'minute' | 'half' | 'up' | 'over', minutes: number }} Threshold */
/** @typedef {'called' | 'begun' | 'paused' | 'resumed' | 'longer' | 'shorter' | 'moved' | 'ended' | 'withdrawn'} Turn */

const MINUTE_MS = 60000;
const HALF_MS = 30000;

/**
 * The threshold crossed between two instants of the same phase: one minute left, thirty seconds, none, each minute over.
 * Several at once, as after a sleep: the last one.
 * @param {number} before what was left
 * @param {number} after what is left
 * @returns {Threshold | null}
 */
export function crossed(before, after) {
  const over = Math.floor(-after / MINUTE_MS);
  if (after <= -MINUTE_MS) return Math.floor(-before / MINUTE_MS) < over ? { key: 'over', minutes: over } : null;
  if (after <= 0) return before > 0 ? { key: 'up', minutes: 0 } : null;
  if (after <= HALF_MS) return before > HALF_MS ? { key: 'half', minutes: 0 } : null;
  return after <= MINUTE_MS && before > MINUTE_MS ? { key: 'minute', minutes: 1 } : null;
}

/** How long until the next threshold, from what is left. @param {number} left @returns {number} */
export function untilCrossed(left) {
  const next = [MINUTE_MS, HALF_MS, 0].find((threshold) => left > threshold) ?? -MINUTE_MS * (Math.floor(-left / MINUTE_MS) + 1);
  return left - next;
}

/**
 * What was done between two states of the stage; null where the timer is as it was.
 * @param {Stage} before
 * @param {Stage} after
 * @returns {Turn | null}
 */
export function turned({ slot, timer: before }, { slot: now, timer: after }) {
  if (before.revision === after.revision) return null;
  if (after.mode === 'idle' || after.mode === 'done') return before.mode === 'armed' ? 'withdrawn' : 'ended';
  const same = slot === now && before.phase === after.phase;
  if (after.mode === 'armed' && !(same && before.mode === 'armed')) return 'called';
  if (!same || (before.mode === 'armed' && after.mode === 'running')) return 'begun';
  if (before.mode !== after.mode) return after.mode === 'paused' ? 'paused' : 'resumed';
  const more = after.added_ms - before.added_ms;
  return more > 0 ? 'longer' : more < 0 ? 'shorter' : 'moved';
}
