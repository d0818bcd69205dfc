// The stage timer as a screen draws it: anchors in, digits out.
// Twin of app/domain/timer.py; both run tests/cases/timer.json.

/**
 * The timer of the `stage` topic.
 * @typedef {object} Timer
 * @property {number} revision
 * @property {'idle' | 'armed' | 'running' | 'paused' | 'done'} mode
 * @property {string | null} phase
 * @property {number} duration_ms
 * @property {number} added_ms
 * @property {number} elapsed_ms
 * @property {number | null} anchor_at_ms
 * @property {number} warn_ms
 * @property {number} last_ms
 */
/** @typedef {{ number: number, title: string, organisation: string }} Team */
/** The `stage` topic. @typedef {{ slot: string | null, team: Team | null, timer: Timer, message: string | null, blackout: boolean, next: { slot: string, team: Team } | null }} Stage */
/** @typedef {'waiting' | 'running' | 'last' | 'over' | 'paused' | 'done'} Field */

const PARTS = 3;
const ON_STAGE = ['armed', 'running', 'paused'];

/** Whether a turn was called and has not ended: somebody is on stage. @param {Timer} timer @returns {boolean} */
export function occupied({ mode }) {
  return ON_STAGE.includes(mode);
}

/** The team that is on stage, or called to it. @param {Stage} stage @returns {number | null} */
export function onStage({ timer, team }) {
  return occupied(timer) ? (team?.number ?? null) : null;
}

/** What has been counted of the phase. @param {Timer} timer @param {number} now @returns {number} */
export function elapsed(timer, now) {
  if (timer.mode !== 'running' || timer.anchor_at_ms === null) return timer.elapsed_ms;
  return timer.elapsed_ms + now - timer.anchor_at_ms;
}

/** What is left of the phase; negative once over. @param {Timer} timer @param {number} now @returns {number} */
export function remaining(timer, now) {
  return timer.duration_ms + timer.added_ms - elapsed(timer, now);
}

/** Minutes and seconds: "0:01" until time is up, then "+0:00", "+0:01". @param {number} ms @returns {string} */
export function digits(ms) {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  return `${ms > 0 ? '' : '+'}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long until the digits change: one wait for all screens to flip together. @param {number} ms @returns {number} */
export function untilFlip(ms) {
  return ((ms % 1000) + 1000) % 1000 || 1000;
}

/** Which face the stage shows. @param {Timer} timer @param {number} now @returns {Field} */
export function fieldOf(timer, now) {
  if (timer.mode === 'idle' || timer.mode === 'armed') return 'waiting';
  if (timer.mode !== 'running') return timer.mode;
  const left = remaining(timer, now);
  if (left <= 0) return 'over';
  return left <= timer.last_ms ? 'last' : 'running';
}

/**
 * Which of the phase's three equal parts is under way: 0 why, 1 solution, 2 making.
 * @param {Timer} timer
 * @param {number} now
 * @returns {number}
 */
export function part(timer, now) {
  const length = timer.duration_ms + timer.added_ms;
  if (length <= 0) return PARTS - 1;
  return Math.min(PARTS - 1, Math.floor((Math.max(0, elapsed(timer, now)) * PARTS) / length));
}
