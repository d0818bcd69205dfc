// The stage speaks at thresholds, once each.

import assert from 'node:assert/strict';
import test from 'node:test';

import { crossed, turned, untilCrossed } from '../../static/js/lib/stage_voice.js';

test('a pitch of three minutes, then two minutes and a half too long, second by second', () => {
  const heard = [];
  for (let left = 180000; left > -150000; left -= 1000) {
    const said = crossed(left, left - 1000);
    if (said) heard.push([left - 1000, said.key, said.minutes]);
  }
  assert.deepEqual(heard, [
    [60000, 'minute', 1],
    [30000, 'half', 0],
    [0, 'up', 0],
    [-60000, 'over', 1],
    [-120000, 'over', 2],
  ]);
});

test('after a sleep only the last one is said', () => {
  assert.deepEqual(crossed(90000, -5000), { key: 'up', minutes: 0 });
  assert.deepEqual(crossed(90000, -185000), { key: 'over', minutes: 3 });
  assert.equal(crossed(90000, 61000), null);
});

test('it wakes at the next threshold, whatever the second', () => {
  for (const [left, wait] of [
    [180000, 120000],
    [60001, 1],
    [60000, 30000],
    [30000, 30000],
    [1, 1],
    [0, 60000],
    [-59999, 1],
    [-60000, 60000],
    [-90500, 29500],
  ]) {
    assert.equal(untilCrossed(left), wait, `left ${left}`);
  }
});

test('what somebody did to the timer is told from two states of the stage', () => {
  const timer = { revision: 1, mode: 'idle', phase: null, duration_ms: 0, added_ms: 0, elapsed_ms: 0, anchor_at_ms: null };
  const at = (/** @type {object} */ change, slot = 's1') => ({
    slot,
    timer: /** @type {any} */ ({ ...timer, revision: 2, phase: 'pitch', ...change }),
  });
  const idle = /** @type {any} */ ({ slot: null, timer });
  const armed = { slot: 's1', timer: { ...at({ mode: 'armed' }).timer, revision: 1 } };
  const running = { slot: 's1', timer: { ...at({ mode: 'running' }).timer, revision: 1 } };
  const paused = { slot: 's1', timer: { ...at({ mode: 'paused' }).timer, revision: 1 } };
  for (const [before, after, said] of /** @type {any[]} */ ([
    [idle, idle, null],
    [idle, at({ mode: 'armed' }), 'called'],
    [armed, at({ mode: 'armed' }, 's2'), 'called'],
    [armed, at({ mode: 'armed', added_ms: 30000 }), 'longer'],
    [armed, at({ mode: 'running' }), 'begun'],
    [armed, { slot: null, timer: { ...timer, revision: 2 } }, 'withdrawn'],
    [running, at({ mode: 'running', phase: 'questions' }), 'begun'],
    [running, at({ mode: 'paused' }), 'paused'],
    [running, at({ mode: 'running', added_ms: -30000 }), 'shorter'],
    [running, at({ mode: 'running', elapsed_ms: 10000 }), 'moved'],
    [running, at({ mode: 'done' }), 'ended'],
    [running, at({ mode: 'armed' }), 'called'],
    [paused, at({ mode: 'running' }), 'resumed'],
  ])) {
    assert.equal(turned(before, after), said, String(said));
  }
});
