// What the stage shows at an instant, said in words and figures; widgets/stage_face.js puts it on the wall.
// Who comes next has its twin in app/web/faces.py; both run tests/cases/coming.json.
import { expectedAt } from './agenda.js';
import { hour } from './format.js';
import { page, t } from './page.js';
import { digits, elapsed, fieldOf, occupied, part, remaining } from './timer.js';

/** No team comes in these: what is left of the programme is the jury's, then everybody's. As in app/domain/evening.py. */
const AFTER = ['deliberation', 'announced'];

/** @typedef {import('./timer.js').Team} Team @typedef {import('./timer.js').Stage} Stage @typedef {import('./agenda.js').Slot} Slot */
/**
 * @typedef {object} Face
 * @property {import('./timer.js').Field | 'dark'} field
 * @property {string} word      the phase, or the word of order
 * @property {string} order     beside it: « Over time »
 * @property {string} digits
 * @property {Team | null} team at the right of the head
 * @property {boolean} coming   the team is the next one, not the one on stage
 * @property {{ index: number, drained: number } | null} parts  of a pitch: the part under way, and its share gone
 * @property {{ title: string, short: string }} line
 * @property {string} then      what comes after this
 * @property {boolean} arrow    an arrow before it
 * @property {string | null} message
 */

/**
 * Who is on stage, else who comes next, and when: what a wall shows that shows no timer. While the jury deliberates nobody does.
 * @param {Stage} stage @param {readonly Slot[]} slots @param {number} now @param {string} [phase]
 * @returns {{ on: boolean, team: Team | null, at: number | undefined }}
 */
export function comingOf(stage, slots, now, phase = '') {
  const on = stage.team !== null && stage.timer.mode !== 'done';
  const next = AFTER.includes(phase) ? null : stage.next;
  const coming = slots.find((slot) => slot.id === next?.slot);
  return { on, team: on ? stage.team : (next?.team ?? null), at: coming && expectedAt(coming, slots, now) };
}

/** Where the day stands beside the stage: its phase, and how the event is called. @typedef {{ phase: string, name: string }} Standing */

/** @param {Stage} stage @param {Slot[]} slots @param {number} now @param {Standing} [day] @returns {Face} */
export function faceOf(stage, slots, now, day) {
  const resting = day && AFTER.includes(day.phase) ? settledFace : restingFace;
  const face = occupied(stage.timer) ? countingFace(stage, slots, now) : resting(stage, slots, now, day);
  return stage.blackout ? { ...face, field: 'dark' } : { ...face, message: stage.message };
}

/**
 * No team comes any more: the jury deliberates until the laureates are announced, at the hour planned; or they are.
 * @param {Stage} stage @param {Slot[]} slots @param {number} now @param {Standing} [day] @returns {Face}
 */
function settledFace(stage, slots, now, day) {
  const announced = day?.phase === 'announced';
  const coming = announced ? undefined : slots.find((slot) => slot.kind === 'announcement' && slot.expected);
  const title = announced ? day.name : (coming?.title ?? t('The laureates come next'));
  return {
    ...hours(coming, slots, now),
    field: fieldOf(stage.timer, now),
    word: announced ? t('The laureates are announced') : t('The jury deliberates'),
    order: '',
    team: null,
    coming: true,
    parts: null,
    line: { title, short: '' },
    arrow: false,
    message: null,
  };
}

/** When something comes: as planned, and as expected where that is another hour. @param {Slot | undefined} coming @param {Slot[]} slots @param {number} now */
function hours(coming, slots, now) {
  const planned = coming ? hour(coming.planned_at_ms, page.zone) : '';
  const expected = coming ? hour(expectedAt(coming, slots, now), page.zone) : '';
  return { digits: planned, then: expected === planned ? '' : t('expected %(hour)s', { hour: expected }) };
}

/** Nobody is on stage: who comes, and at what hour. @param {Stage} stage @param {Slot[]} slots @param {number} now @returns {Face} */
function restingFace(stage, slots, now) {
  const coming = slots.find((slot) => slot.id === stage.next?.slot) ?? slots.find((slot) => slot.expected);
  const team = stage.next?.team ?? null;
  const thanked = stage.timer.mode === 'done' && stage.team;
  return {
    ...hours(coming, slots, now),
    field: fieldOf(stage.timer, now),
    word: thanked ? t('Thank you, team %(number)s', { number: thanked.number }) : coming ? t('Up next') : '',
    order: '',
    team,
    coming: true,
    parts: null,
    line: team ? titles(team) : { title: coming?.title ?? '', short: '' },
    arrow: false,
    message: null,
  };
}

/** Somebody is on stage, about to begin, under way, paused or late. @param {Stage} stage @param {Slot[]} slots @param {number} now @returns {Face} */
function countingFace(stage, slots, now) {
  const { timer, team } = stage;
  const field = fieldOf(timer, now);
  const phase = phaseWord(
    timer.phase,
    slots.find((slot) => slot.id === stage.slot),
  );
  const over = field === 'over';
  const index = timer.mode === 'armed' ? -1 : part(timer, now);
  const length = timer.duration_ms + timer.added_ms;
  const drained = length > 0 ? Math.min(1, Math.max(0, (elapsed(timer, now) * 3) / length - index)) : 1;
  const named = team ? t('Team %(number)s', { number: team.number }) : '';
  return {
    field,
    word: wordOf(field, timer.mode, team, phase),
    order: over ? t('Over time') : '',
    digits: digits(remaining(timer, now)),
    team,
    coming: false,
    parts: timer.phase === 'pitch' && !over ? { index, drained } : null,
    line: over ? { title: named, short: '' } : team ? titles(team) : { title: '', short: '' },
    then: over ? follower(stage) : field === 'paused' ? phase : '',
    arrow: over,
    message: null,
  };
}

/** @param {string} field @param {string} mode @param {Team | null} team @param {string} phase */
function wordOf(field, mode, team, phase) {
  if (mode === 'armed') return team ? t('Your turn') : phase;
  if (field === 'paused') return t('Paused');
  return field === 'last' ? t('Wrap up') : phase;
}

/** @param {string | null} phase @param {Slot | undefined} slot */
function phaseWord(phase, slot) {
  if (phase === 'pitch') return t('Pitch');
  return phase === 'questions' ? t('Questions') : (slot?.title ?? '');
}

/** What time that is over keeps waiting. @param {Stage} stage */
function follower({ slot, timer, next }) {
  const phases = /** @type {Record<string, string[]>} */ (page.phases)[slot ?? ''] ?? [];
  const after = phases[phases.indexOf(timer.phase ?? '') + 1];
  if (after === 'questions') return t('Make way for questions');
  return next ? t('Make way for team %(number)s', { number: next.team.number }) : '';
}

/** @param {Team} team */
function titles(team) {
  return { title: team.title, short: page.teams[team.number]?.short_title ?? '' };
}
