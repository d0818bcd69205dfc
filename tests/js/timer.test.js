// The same faces and digits as tests/domain/test_timer.py, drawn by the screens' own code.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { digits, fieldOf, part, remaining, untilFlip } from '../../static/js/lib/timer.js';

const cases = JSON.parse(readFileSync(new URL('../cases/timer.json', import.meta.url), 'utf8'));

for (const face of cases.faces) {
  test(face.name, () => {
    const timer = { ...cases.base, ...face.timer };
    const left = remaining(timer, face.now);
    assert.equal(left, face.remaining);
    assert.equal(digits(left), face.digits);
    assert.equal(fieldOf(timer, face.now), face.field);
    assert.equal(part(timer, face.now), face.part);
  });
}

/** The instant of an hour of the stories. @param {string} hour @returns {number} */
function at(hour) {
  return Date.parse(hour.includes('T') ? hour : `2019-11-28T${hour}+01:00`);
}

for (const story of cases.stories) {
  test(story.name, () => {
    for (const [hour, shown, field, third] of story.sees) {
      assert.equal(digits(remaining(story.timer, at(hour))), shown, hour);
      assert.equal(fieldOf(story.timer, at(hour)), field, hour);
      assert.equal(part(story.timer, at(hour)), third, hour);
    }
  });
}

test('digits', () => {
  for (const [ms, shown] of cases.digits) assert.equal(digits(ms), shown, `${ms} ms`);
});

test('the digits change when untilFlip says, and not before', () => {
  for (const [ms, wait] of cases.flips) {
    assert.equal(untilFlip(ms), wait, `${ms} ms`);
    assert.notEqual(digits(ms - wait), digits(ms - wait + 1), `${ms} ms: at the flip`);
    assert.equal(digits(ms - wait + 1), digits(ms), `${ms} ms: just before it`);
  }
});

test('fractions of a millisecond, as browsers count, round the same way', () => {
  assert.equal(digits(0.2), '0:01');
  assert.equal(digits(-0.2), '+0:00');
  assert.equal(digits(59000.4), '1:00');
});
