// A juror's own scores side by side: the mean of a ballot, its order, the use of the scale.

import assert from 'node:assert/strict';
import test from 'node:test';

import { byMean, ownMean, twoDecimals, useOfScale } from '../../static/js/lib/own_scores.js';

const CRITERIA = [
  { key: 'a', weight: 2 },
  { key: 'b', weight: 1 },
];
const written = (scores) => {
  const mean = ownMean(scores, CRITERIA);
  return mean && twoDecimals(mean);
};

test('a mean is weighted, written half up, and waits for every criterion', () => {
  assert.equal(written({ a: 5, b: 0 }), '3.33');
  assert.equal(written({ a: 10, b: 10 }), '10.00');
  assert.equal(written({ a: 0, b: 0 }), '0.00');
  assert.equal(written({ a: 0, b: null }), null);
  assert.equal(written({ a: 5 }), null);
  assert.equal(twoDecimals({ weighted: 1, weights: 200 }), '0.01');
  assert.equal(twoDecimals({ weighted: 1, weights: 201 }), '0.00');
});

test('best first, the unfinished last, equals where they were', () => {
  const rows = [null, ownMean({ a: 1, b: 1 }, CRITERIA), ownMean({ a: 3, b: 0 }, CRITERIA), null, ownMean({ a: 2, b: 2 }, CRITERIA)];
  const order = rows.map((mean, place) => ({ mean, place })).toSorted((x, y) => byMean(x.mean, y.mean));
  assert.deepEqual(
    order.map(({ place }) => place),
    [2, 4, 1, 0, 3],
  );
});

test('the use of a scale: nothing is not zero', () => {
  assert.equal(useOfScale([null, null]), null);
  assert.deepEqual(useOfScale([null, 0, 9]), { mean: { weighted: 9, weights: 2 }, low: 0, high: 9 });
});
