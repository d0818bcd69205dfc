// What the wall says while no team comes any more: that the jury deliberates, and when the laureates are told.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const island = { zone: 'Europe/Paris', words: {}, teams: {}, phases: {} };
globalThis.document = { documentElement: { dataset: {}, lang: 'en' }, getElementById: () => ({ textContent: JSON.stringify(island) }) };
const { comingOf, faceOf } = await import('../../static/js/lib/stage_face.js');

const AT = Date.UTC(2019, 10, 28, 15, 0);
const MINUTE = 60000;
const team = { number: 15, title: 'The last one', organisation: '59' };
const timer = {
  revision: 1,
  mode: 'done',
  phase: null,
  duration_ms: 0,
  added_ms: 0,
  elapsed_ms: 0,
  anchor_at_ms: null,
  warn_ms: 0,
  last_ms: 0,
};
const stage = { slot: 'p15', team, timer, message: null, blackout: false, next: { slot: 'p14', team: { ...team, number: 14 } } };
const slot = (id, kind, planned, expected) => ({ id, kind, title: id, planned_at_ms: planned, expected, duration_ms: MINUTE });
const slots = [
  slot('p14', 'pitch', AT, { not_before_ms: 0, after_now_ms: 0 }),
  slot('Announcement', 'announcement', AT + 60 * MINUTE, { not_before_ms: AT + 75 * MINUTE, after_now_ms: 0 }),
];
const day = (phase) => ({ phase, name: 'A forum' });

test('while teams pitch, the wall names who comes next', () => {
  assert.equal(faceOf(stage, slots, AT, day('pitches')).team?.number, 14);
  assert.equal(comingOf(stage, slots, AT, 'pitches').team?.number, 14);
});

test('while the jury deliberates it names no team, and says when the laureates are told', () => {
  const { word, team: named, digits, then, line } = faceOf(stage, slots, AT, day('deliberation'));
  assert.deepEqual([word, named, digits, then, line.title], ['The jury deliberates', null, '17:00', 'expected 17:15', 'Announcement']);
  assert.equal(comingOf(stage, slots, AT, 'deliberation').team, null);
});

test('without an announcement in the programme it says that the laureates come next', () => {
  const { digits, line } = faceOf(stage, slots.slice(0, 1), AT, day('deliberation'));
  assert.deepEqual([digits, line.title], ['', 'The laureates come next']);
});

test('once they are announced it says so, and names the event', () => {
  const { word, digits, line } = faceOf(stage, slots, AT, day('announced'));
  assert.deepEqual([word, digits, line.title], ['The laureates are announced', '', 'A forum']);
});

test('whoever is called all the same has the wall', () => {
  const called = { ...stage, timer: { ...timer, mode: 'armed', phase: 'pitch', duration_ms: 3 * MINUTE } };
  assert.equal(faceOf(called, slots, AT, day('deliberation')).word, 'Your turn');
});

const { cases } = JSON.parse(readFileSync(new URL('../cases/coming.json', import.meta.url), 'utf8'));
for (const { says, mode, team: number, next, phase, ...right } of cases) {
  test(`who comes: ${says}`, () => {
    const named = (number) => number && { ...team, number };
    const here = { ...stage, team: named(number), timer: { ...timer, mode }, next: next && { slot: 'next', team: named(next) } };
    const { on, team: coming, at } = comingOf(here, [slot('next', 'pitch', AT, null)], AT, phase);
    assert.deepEqual({ on, coming: coming?.number ?? null, at: at === AT }, right);
  });
}
