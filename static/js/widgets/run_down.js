// The run-down: planned, expected, gap of every slot, counted each second; a press on a line calls it.
import { dayShift, minutesBetween, shown } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { fill, one, setText } from '../lib/dom.js';
import { hour, hourInSentence, signedMinutes } from '../lib/format.js';
import { setChip } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { word } from './desk_words.js';
import { movable } from './run_panel.js';

/** @typedef {import('../lib/agenda.js').Slot} Slot @typedef {import('../lib/agenda.js').Agenda} Agenda */

/** @type {Record<string, string>} */
const MARKS = { called: 'called', on_stage: 'on_stage', done: 'passed', absent: 'hidden', postponed: 'out' };
const MINUTE_MS = 60000;
const OVER = ['done', 'absent'];

/** Called and not begun: it starts when somebody starts it, no hour can be told. @param {Slot} slot */
const awaited = (slot) => slot.status === 'called' && slot.started_at_ms === null;

/** When a slot began or is expected, on the day's own clock. @param {Slot} slot @param {number | null} shift @param {number} now @returns {number | null} */
function hourOf(slot, shift, now) {
  if (slot.started_at_ms !== null) return slot.started_at_ms - (shift ?? 0);
  if (awaited(slot)) return null;
  return slot.expected && shown(slot.expected, shift, now);
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement | null} alert the band that says when the pitches do not fit, where there is one
 * @param {(slot: Slot) => void} call
 * @returns {(snapshot: Agenda) => void}
 */
export function runDown(root, alert, call) {
  /** @type {Agenda | null} */
  let agenda = null;

  /** @param {Slot} slot @param {number | null} at */
  function drawRow(slot, at) {
    const row = root.querySelector(`[data-key="${CSS.escape(slot.id)}"]`);
    if (!(row instanceof HTMLElement)) return;
    row.classList.toggle('on-ink', slot.status === 'called' || slot.status === 'on_stage');
    row.classList.toggle(
      'run-row--late',
      slot.team === null && slot.status === 'planned' && at !== null && minutesBetween(at, slot.planned_at_ms) > 0,
    );
    row.classList.toggle('past', OVER.includes(slot.status));
    row.querySelector('[data-order]')?.toggleAttribute('disabled', !movable(slot));
    const status = one(row, '[data-status]');
    setChip(status, MARKS[slot.status] ?? null, word(slot.status));
    const none = awaited(slot) ? '–' : '';
    fill(row, {
      expected: at === null ? none : hour(at, page.zone),
      gap: at === null ? '' : signedMinutes(minutesBetween(at, slot.planned_at_ms)),
    });
  }

  /** Say in figures that the pitches to come push what follows them. @param {HTMLElement} alert @param {Slot[]} slots @param {(slot: Slot) => number | null} hourAt */
  function drawAlert(alert, slots, hourAt) {
    const left = slots.filter((slot) => slot.kind === 'pitch' && !OVER.includes(slot.status));
    const last = left.at(-1);
    const after = last && slots[slots.indexOf(last) + 1];
    const end = after ? hourAt(after) : null;
    alert.hidden = !after || end === null || minutesBetween(end, after.planned_at_ms) <= 0;
    if (alert.hidden || !after || end === null) return;
    const minutes = left.every((slot) => slot.duration_ms === last.duration_ms) ? Math.floor(last.duration_ms / MINUTE_MS) : null;
    const hours = {
      end: hourInSentence(end, page.zone, page.language),
      planned: hourInSentence(after.planned_at_ms, page.zone, page.language),
    };
    fill(alert, {
      ends: !minutes ? t('Pitches end at %(end)s.', hours) : t('At %(minutes)s min a team, pitches end at %(end)s.', { minutes, ...hours }),
      planned: t('%(title)s is planned at %(planned)s.', { title: after.title, ...hours }),
    });
  }

  function draw() {
    if (!agenda) return;
    const now = serverNow();
    const { slots } = agenda;
    const shift = dayShift(slots, now);
    // A day replayed later: its hours are not those of the clock above, so say which hour it is in them.
    fill(root, { hint: shift ? t('Programme time: %(hour)s', { hour: hour(now - shift, page.zone) }) : t('Press a line to call it') });
    // The order is set line by line once a team was called.
    root.querySelector('.run__plan')?.toggleAttribute(
      'hidden',
      slots.some((slot) => slot.kind === 'pitch' && !movable(slot)),
    );
    for (const slot of slots) drawRow(slot, hourOf(slot, shift, now));
    if (alert) drawAlert(alert, slots, (slot) => hourOf(slot, shift, now));
  }

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-call]') : null;
    const slot = button instanceof HTMLElement && agenda?.slots.find(({ id }) => id === button.dataset.call);
    if (slot) call(slot);
  });
  window.setInterval(draw, 1000);
  return (snapshot) => {
    agenda = snapshot;
    draw();
  };
}

/** Beside the clock, the gap of the next slot to come that is no break. @param {HTMLElement} place @returns {(snapshot: Agenda) => void} */
export function lateness(place) {
  /** @type {Slot[]} */
  let slots = [];

  function draw() {
    const now = serverNow();
    const begun = slots.some((slot) => slot.started_at_ms !== null);
    const coming = slots.find((slot) => slot.kind !== 'break' && slot.expected !== null);
    const at = coming && hourOf(coming, dayShift(slots, now), now);
    const whole = coming && at ? minutesBetween(at, coming.planned_at_ms) : 0;
    setText(place, !begun ? '' : whole === 0 ? t('On time') : signedMinutes(whole, true));
  }

  window.setInterval(draw, 1000);
  return (snapshot) => {
    slots = snapshot.slots;
    draw();
  };
}
