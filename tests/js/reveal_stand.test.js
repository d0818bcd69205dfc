// Where the reveal stands for who presents it, of snapshots made up.

import assert from 'node:assert/strict';
import test from 'node:test';

import { standOf } from '../../static/js/lib/reveal_stand.js';

const READY = { state: 'ready', step: 0, steps: 11, shown: null };

test('before it begins nothing can be shown', () => {
  assert.deepEqual(standOf(READY), { rehearsing: false, under: false, at: 0, count: 11, left: 10, black: false });
});

test('under way it stands at its own step', () => {
  const stand = standOf({ ...READY, state: 'running', step: 4, shown: { kind: 'laureate' } });
  assert.deepEqual(stand, { rehearsing: false, under: true, at: 4, count: 11, left: 6, black: false });
});

test('a rehearsal goes on among its own steps', () => {
  const shown = { kind: 'laureate', rehearsal: true, at: 2, of: 6 };
  assert.deepEqual(standOf({ ...READY, shown }), { rehearsing: true, under: true, at: 2, count: 6, left: 3, black: false });
  assert.equal(standOf({ ...READY, state: 'off', steps: 0, shown }).under, true);
});

test('black moves nothing', () => {
  const stand = standOf({ ...READY, state: 'running', step: 4, shown: { kind: 'black' } });
  assert.deepEqual([stand.at, stand.left, stand.black], [4, 6, true]);
});

test('at its last step nothing is left, nor where there is no step at all', () => {
  assert.equal(standOf({ ...READY, state: 'done', step: 10 }).left, 0);
  assert.equal(standOf({ state: 'off', step: 0, steps: 0, shown: null }).left, 0);
});
