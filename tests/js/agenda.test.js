// The pairs that tests/domain/test_agenda.py proves the server sends, counted by the screens' own code.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { dayShift, moment, shown } from '../../static/js/lib/agenda.js';

const MINUTE = 60000;
const cases = JSON.parse(readFileSync(new URL('../cases/expected.json', import.meta.url), 'utf8'));

/** The instant of "14:30", "14:30:20" or "2200d 10:00", or of a date with its offset. @param {string} hour @returns {number} */
function at(hour) {
  if (hour.includes('T')) return Date.parse(hour);
  const [clock, days = '0'] = hour.split('d ').reverse();
  const [h, m, s = 0] = clock.split(':').map(Number);
  return cases.day_at_ms + Number(days) * 24 * 60 * MINUTE + (h * 60 + m) * MINUTE + s * 1000;
}

for (const told of cases.cases) {
  test(told.name, () => {
    for (const [now, hours] of told.at) {
      for (const [slot, hour] of Object.entries(hours)) {
        const [c, k] = told.expected[slot];
        const expected = { not_before_ms: at(c), after_now_ms: k * MINUTE };
        assert.equal(moment(expected, at(now)), at(hour), `${slot} at ${now}`);
        assert.equal(shown(expected, 0, at(now)), at(hour));
        assert.equal(shown(expected, 3 * MINUTE, at(now)), at(hour) - 3 * MINUTE);
        assert.equal(shown(expected, null, at(now)), at(c));
      }
    }
  });
}

for (const told of cases.shifts) {
  test(`a day is played ${told.name}`, () => {
    const slots = told.slots.map((/** @type {[string, number, string | null]} */ [planned, minutes, started]) => ({
      planned_at_ms: at(planned),
      duration_ms: minutes * MINUTE,
      started_at_ms: started === null ? null : at(started),
    }));
    const byHand = typeof told.shift === 'string' ? at(told.shift) - cases.day_at_ms : told.shift;
    assert.equal(dayShift(slots, at(told.now)), byHand);
  });
}
