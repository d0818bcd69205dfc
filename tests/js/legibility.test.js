// The projection rule of the design language, figure by figure.

import assert from 'node:assert/strict';
import test from 'node:test';

import { columns, namesShown, pagesOf, qOf, rowsPerPage, textSize } from '../../static/js/lib/legibility.js';

test('rows per page follow the depth of the room, and are never more than nine', () => {
  for (const [q, rows] of [
    [4, 9],
    [6, 9],
    [7, 9],
    [8, 8],
    [9, 6],
    [10, 5],
    [12, 4],
    [20, 1],
  ]) {
    assert.equal(rowsPerPage(q), rows, `q ${q}`);
  }
});

test('text is never smaller than q, and a page never higher than the image', () => {
  for (let q = 2; q <= 20; q += 0.25) {
    const size = textSize(q);
    assert.ok(size >= q, `q ${q}`);
    assert.ok(size * (3.5 + 1.11 * rowsPerPage(q)) <= 100.0001, `q ${q}`);
  }
});

test('two columns only near the image, and only where the titles fit', () => {
  assert.equal(columns(4, true), 2);
  assert.equal(columns(4, false), 1);
  assert.equal(columns(4.1, true), 1);
});

test('far away, the stage keeps the phase and the digits', () => {
  assert.ok(namesShown(8));
  assert.ok(!namesShown(8.5));
});

test('q as it is asked for: comma or point, within a room, eight otherwise', () => {
  for (const [asked, q] of [
    [null, 8],
    ['', 8],
    ['x', 8],
    ['6', 6],
    ['6,5', 6.5],
    ['6.5', 6.5],
    ['0', 2],
    ['99', 20],
  ]) {
    assert.equal(qOf(/** @type {string | null} */ (asked)), q, String(asked));
  }
});

test('pages are full but the last; nothing still makes one page', () => {
  assert.deepEqual(pagesOf([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  assert.deepEqual(pagesOf([], 8), [[]]);
});
