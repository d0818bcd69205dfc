// When a slot is expected, counted by the screen alone.
// Twin of app/domain/agenda.py; both run tests/cases/expected.json.

/** @typedef {{ not_before_ms: number, after_now_ms: number }} Expected */
/** What of a slot the day's shift depends on. @typedef {{ planned_at_ms: number, duration_ms: number, started_at_ms: number | null }} Played */
/** @typedef {Played & { id: string, kind: string, title: string, team: number | null, expected: Expected | null, band_ms: number | null, status: string, ended_at_ms: number | null, published_at_ms: number }} Slot */
/** The `agenda` topic. @typedef {{ slots: Slot[] }} Agenda */

/** Of a slot that was not called yet. */
export const FUTURE = ['planned', 'postponed'];

const HALF_A_DAY_MS = 12 * 3600000;
const MINUTE_MS = 60000;

/**
 * The instant a slot is expected at, seen from `now`.
 * @param {Expected} expected
 * @param {number} now
 * @returns {number}
 */
export function moment(expected, now) {
  return Math.max(expected.not_before_ms, now + expected.after_now_ms);
}

/**
 * The expected instant on the day's own clock; while the day is not being played, what the server's `c` alone gives.
 * @param {Expected} expected
 * @param {number | null} shift
 * @param {number} now
 * @returns {number}
 */
export function shown(expected, shift, now) {
  return shift === null ? expected.not_before_ms : moment(expected, now) - shift;
}

/** When a slot is expected, on the day's own clock; as planned where nothing tells. @param {Slot} slot @param {readonly Slot[]} slots @param {number} now */
export function expectedAt(slot, slots, now) {
  return slot.expected ? shown(slot.expected, dayShift(slots, now), now) : slot.planned_at_ms;
}

/** How many whole minutes later than planned, as the two hours read side by side; negative when earlier. @param {number} at @param {number} planned */
export function minutesBetween(at, planned) {
  return Math.floor(at / MINUTE_MS) - Math.floor(planned / MINUTE_MS);
}

/**
 * How much later than its own date a day is being played: 0 for the day itself, null once over and still.
 * A demonstration plays a day of the past: its first slot that began sets the shift, to the minute.
 * @param {readonly Played[]} slots
 * @param {number} now
 * @returns {number | null}
 */
export function dayShift(slots, now) {
  const over = Math.max(...slots.map((slot) => slot.planned_at_ms + slot.duration_ms)) + HALF_A_DAY_MS;
  if (slots.length === 0 || now <= over) return 0;
  /** @type {{ started: number, planned: number } | null} */
  let first = null;
  for (const { started_at_ms: started, planned_at_ms: planned } of slots) {
    if (started !== null && started > over && (first === null || started < first.started)) first = { started, planned };
  }
  return first && Math.floor((first.started - first.planned) / MINUTE_MS) * MINUTE_MS;
}
