// What a screen reader is told of the time: thresholds only, never each second.

/** @typedef {{ key: 'minute' | 'half' | 'up' | 'over', minutes: number }} Threshold */

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
