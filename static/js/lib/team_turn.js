// What a team should know of its turn. Pure; twin of `Turn` in app/domain/programme.py, same cases.
import { dayShift } from './agenda.js';

/** @typedef {import('./programme.js').Line} Line */
/** @typedef {'waiting' | 'soon' | 'called' | 'on_stage' | 'done' | 'absent'} State */
/** @typedef {{ line: Line, before: Line[], state: State, come_at: number }} Turn */

// A team gets ready when two pass before it, or this long before it opens the pitches.
const READY_TEAMS = 2;
const READY_MS = 20 * 60000;
const SETTLED = ['called', 'on_stage', 'done', 'absent'];

/** @param {Line} line */
function hourOf({ slot, at }) {
  return at ?? slot.planned_at_ms;
}

/**
 * A team's pitch, who passes before it and what it should know; null where the programme has none.
 * @param {Line[]} lines
 * @param {number} team
 * @param {number} now
 * @returns {Turn | null}
 */
export function turnOf(lines, team, now) {
  const pitches = lines.filter(({ turn }) => turn !== null);
  const place = pitches.findIndex(({ slot }) => slot.team === team);
  const line = pitches[place];
  if (!line) return null;
  const before = pitches.slice(0, place).filter(({ state }) => state !== 'past');
  const last = before.at(-1);
  const come_at = last ? hourOf(last) : hourOf(line) - line.slot.duration_ms;
  if (SETTLED.includes(line.slot.status)) return { line, before, state: /** @type {State} */ (line.slot.status), come_at };
  const shift = dayShift(
    lines.map(({ slot }) => slot),
    now,
  );
  const begun = pitches.some(({ slot, state }) => state !== 'coming' && slot.status !== 'absent');
  const near = shift !== null && hourOf(line) - (now - shift) <= READY_MS;
  return { line, before, state: before.length <= READY_TEAMS && (begun || near) ? 'soon' : 'waiting', come_at };
}
