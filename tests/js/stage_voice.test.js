// The stage speaks at thresholds, once each.

import assert from 'node:assert/strict';
import test from 'node:test';

import { crossed } from '../../static/js/lib/stage_voice.js';

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
