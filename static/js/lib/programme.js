// The programme as the public reads it: past, now, to come; pitches that follow one another are one part of the day.
// Twin of app/domain/programme.py; both run tests/cases/programme.json.
import { dayShift, FUTURE, minutesBetween, shown } from './agenda.js';

/** @typedef {import('./agenda.js').Slot} Slot */
/** @typedef {'past' | 'now' | 'coming'} State */
/** A slot with the hour beside its planned one and where it stands. @typedef {{ slot: Slot, at: number | null, state: State, turn: number | null }} Line */
/** @typedef {{ lines: Line[], state: State, pitches: boolean }} Part */

const ON = ['called', 'on_stage'];
const OVER = ['done', 'absent'];
// Less than this off its plan, an hour is not worth telling otherwise.
const WORTH_MS = 120000;

/** When a slot began or is expected, on the day's own clock. @param {Slot} slot @param {number | null} shift @param {number} now */
function hourOf(slot, shift, now) {
  if (slot.started_at_ms !== null) return slot.started_at_ms - (shift ?? 0);
  if (slot.status === 'called') return shift === null ? slot.planned_at_ms : Math.max(slot.planned_at_ms, now - shift);
  return slot.expected && shown(slot.expected, shift, now);
}

/** What is known without a clock. @param {Slot} slot @param {number | null} at @returns {State} */
function byFacts(slot, at) {
  if (ON.includes(slot.status)) return 'now';
  return OVER.includes(slot.status) || at === null ? 'past' : 'coming';
}

/**
 * The lines of the day. A pitch is on when it was called; the rest of the day also goes by the clock.
 * @param {Slot[]} slots
 * @param {boolean} announced
 * @param {number} now
 * @returns {Line[]}
 */
export function linesOf(slots, announced, now) {
  const shift = dayShift(slots, now);
  // A shift that cannot be told, although something began: that day is over, and nobody plays it again.
  const over = announced || (shift === null && slots.some((slot) => slot.started_at_ms !== null));
  let turn = 0;
  const lines = slots.map((slot) => {
    const at = hourOf(slot, shift, now);
    /** @type {Line} */
    const line = { slot, at, state: over ? 'past' : byFacts(slot, at), turn: slot.kind === 'pitch' ? ++turn : null };
    return line;
  });
  if (over || shift === null || lines.some(({ state }) => state === 'now')) return lines;
  // What is not a pitch begins at its hour and lasts until something else does.
  const begun = lines.filter(({ slot, state, at }) => state === 'coming' && slot.kind !== 'pitch' && at !== null && at <= now - shift);
  for (const line of begun) line.state = line === begun.at(-1) ? 'now' : 'past';
  return lines;
}

/** The day in parts, in run order. @param {Line[]} lines @returns {Part[]} */
export function partsOf(lines) {
  /** @type {Line[][]} */
  const together = [];
  for (const line of lines) {
    const last = together.at(-1);
    if (line.slot.kind === 'pitch' && last?.[0]?.slot.kind === 'pitch') last.push(line);
    else together.push([line]);
  }
  return together.map((kept) => {
    const first = /** @type {Line} */ (kept[0]);
    // Who is absent begins nothing.
    const states = new Set(kept.filter(({ slot }) => slot.status !== 'absent').map(({ state }) => state));
    const [alike = 'past'] = states;
    return { lines: kept, state: states.size > 1 ? 'now' : alike, pitches: first.slot.kind === 'pitch' };
  });
}

/**
 * The hour that the public reads, which moves seldom: the published one, where it is no longer the planned one.
 * What is off before another hour is published is told as expected. Twin of `told_at_ms` in app/domain/run_down.py.
 * @param {Line} line
 */
export function toldAt({ slot, at }) {
  if (at === null || !FUTURE.includes(slot.status)) return at;
  if (slot.published_at_ms !== slot.planned_at_ms) return slot.published_at_ms;
  return Math.abs(at - slot.planned_at_ms) >= WORTH_MS ? at : slot.planned_at_ms;
}

/** How many minutes later than planned that is; negative when earlier. @param {Line} line */
export function toldGap(line) {
  return gapOf({ slot: line.slot, at: toldAt(line) });
}

/** Minutes later than planned; negative when earlier. @param {Pick<Line, 'slot' | 'at'>} line */
export function gapOf({ slot, at }) {
  return at === null ? 0 : minutesBetween(at, slot.planned_at_ms);
}

/** What comes next, at most `most` lines: within the pitches the next team, otherwise whole parts. @param {Part[]} parts @param {number} most */
export function following(parts, most) {
  /** @type {{ line: Line, part: Part | null }[]} */
  const coming = [];
  for (const part of parts) {
    const first = part.lines.find(({ state }) => state === 'coming');
    if (first) coming.push({ line: first, part: part.state === 'now' || part.lines.length === 1 ? null : part });
  }
  return coming.slice(0, most);
}
