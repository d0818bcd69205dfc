// What the projected ranking says beside its figures.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { bestOf, movesBetween, resultsFace, squares, tieAt } from '../../static/js/lib/ranking.js';

const team = (number, rank, tied = false, criteria = null) => ({
  number,
  rank,
  tied,
  criteria,
  title: '',
  short_title: '',
  organisation: '59',
  score: null,
  ballots: null,
});

test('who passed whom; a newcomer has no move, and no change keeps the last moves', () => {
  const before = [team(1, 1), team(2, 2), team(3, null)];
  assert.deepEqual(
    [...movesBetween(before, [team(2, 1), team(3, 2), team(1, 3)])],
    [
      [2, 'up'],
      [1, 'down'],
    ],
  );
  assert.equal(movesBetween(before, before), null);
});

test('a tie is told by its first row on the page', () => {
  const rows = [team(1, 1), team(2, 2, true), team(3, 2, true), team(4, 4)];
  assert.deepEqual(
    rows.map((_, index) => tieAt(rows, index)),
    ['', 'first', 'next', ''],
  );
  assert.equal(tieAt(rows.slice(2), 0), 'first');
});

test('the best of each criterion is compared as a number and kept as it is written', () => {
  const teams = [team(1, 1, false, { a: '9.50', b: '7.00' }), team(2, 2, false, { a: '10.00' }), team(3, null)];
  assert.deepEqual(bestOf(teams), { a: '10.00', b: '7.00' });
});

test('twelve squares share many ballots, the last one full only at the end', () => {
  assert.deepEqual(squares({ in: 11, expected: 12 }), [...Array(11).fill(1), 0]);
  assert.equal(squares({ in: 143, expected: 144 }).length, 12);
  assert.ok(squares({ in: 143, expected: 144 })[11] < 1);
  assert.deepEqual(squares({ in: 144, expected: 144 }), Array(12).fill(1));
  assert.deepEqual(squares({ in: 0, expected: 0 }), Array(12).fill(0));
});

const { faces } = JSON.parse(readFileSync(new URL('../cases/results.json', import.meta.url), 'utf8'));
for (const { says, face, visibility, ballots, teams } of faces) {
  test(`the face of the results: ${says}`, () => {
    const told = teams.map(([rank, counted]) => ({ ...team(1, rank), ballots: counted }));
    assert.equal(resultsFace({ visibility, ballots, teams: told }), face);
  });
}
