// The programme as the public reads it: the cases that tests/queries/test_programme.py runs too.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { following, linesOf, partsOf, toldAt } from '../../static/js/lib/programme.js';
import { turnOf } from '../../static/js/lib/team_turn.js';

const MINUTE = 60000;
const told = JSON.parse(readFileSync(new URL('../cases/programme.json', import.meta.url), 'utf8'));

/** The instant of "14:30" or "2200d 10:00". @param {string} hour @returns {number} */
function at(hour) {
  const [clock = '', days = '0'] = hour.split('d ').reverse();
  const [h = 0, m = 0] = clock.split(':').map(Number);
  return told.day_at_ms + Number(days) * 24 * 60 * MINUTE + (h * 60 + m) * MINUTE;
}

/** A slot of the `agenda` topic. @param {any[]} said @returns {import('../../static/js/lib/programme.js').Slot} */
function slot([id, kind, planned, minutes, pair, status = 'planned', started = null]) {
  return {
    id,
    kind,
    title: id,
    team: kind === 'pitch' ? Number(id.slice(1)) : null,
    planned_at_ms: at(planned),
    duration_ms: minutes * MINUTE,
    expected: pair && { not_before_ms: at(pair[0]), after_now_ms: pair[1] * MINUTE },
    band_ms: null,
    status,
    started_at_ms: started && at(started),
    ended_at_ms: null,
    published_at_ms: at(planned),
  };
}

for (const day of told.cases) {
  test(day.name, () => {
    const lines = linesOf(day.slots.map(slot), day.announced ?? false, at(day.now));
    const parts = partsOf(lines);
    assert.deepEqual(
      parts.map((part) => [part.lines[0]?.slot.id, part.state]),
      day.parts,
    );
    assert.deepEqual(
      following(parts, 3).map(({ line, part }) => line.slot.id + (part ? '…' : '')),
      day.next,
    );
    for (const [team, known] of Object.entries(day.turns)) {
      const turn = turnOf(lines, Number(team), at(day.now));
      const said = turn && [turn.state, turn.before.map(({ slot }) => slot.team), turn.come_at];
      assert.deepEqual(said, known && [known[0], known[1], at(known[2])], `team ${team}`);
    }
  });
}

for (const { name, slot: known, at: expected, told: hour } of JSON.parse(
  readFileSync(new URL('../cases/told.json', import.meta.url), 'utf8'),
)) {
  test(`the hour that is told: ${name}`, () => {
    const line = {
      slot: { ...slot(['s1', 'pitch', '14:00', 8, null]), ...known },
      at: expected,
      state: /** @type {const} */ ('coming'),
      turn: 1,
    };
    assert.equal(toldAt(line), hour);
  });
}
