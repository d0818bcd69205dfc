// The rule of a ballot written on two devices; its twin in Python runs the same cases.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { merged } from '../../static/js/lib/merge.js';

const { cases } = JSON.parse(readFileSync(new URL('../cases/merge.json', import.meta.url), 'utf8'));

for (const { name, base, mine, theirs, merged: expected, torn } of cases) {
  test(name, () => assert.deepEqual(merged(base, mine, theirs), { words: expected, torn }));
  test(`${name}, the other side chosen`, () => {
    const choices = Object.fromEntries(torn.map((field) => [field, 'there']));
    const { words } = merged(base, mine, theirs, choices);
    for (const field of torn) {
      const there = field === 'comment' ? theirs.comment : theirs.scores[field];
      assert.equal(field === 'comment' ? words.comment : words.scores[field], there);
    }
  });
}
