// The estimate of the server's clock, with instants made up: no network, no waiting.

import assert from 'node:assert/strict';
import test from 'node:test';

import { Clock, offset, roundTrip, serverNow, slept } from '../../static/js/lib/clock.js';

const THERE = 1574947800000;

/**
 * An exchange with a server `ahead` of this device, begun at `a`: so long on the way there, so long on the way back.
 * @param {number} a
 * @param {number} there
 * @param {number} back
 * @param {number} [ahead]
 */
function exchange(a, there, back, ahead = THERE) {
  return { a, s1: a + there + ahead, s2: a + there + 2 + ahead, b: a + there + 2 + back };
}

/** How far the clock is from a server `ahead` of this device. @param {Clock} clock @param {number} at @param {number} [ahead] */
const wrong = (clock, at, ahead = THERE) => clock.now(at) - at - ahead;

test('an even way there and back gives the exact offset, without the time the server took', () => {
  const sample = exchange(100, 20, 20);
  assert.equal(roundTrip(sample), 40);
  assert.equal(offset(sample), THERE);
});

test('an uneven way is wrong by half the round trip at most', () => {
  const sample = exchange(100, 40, 0);
  assert.equal(Math.abs(offset(sample) - THERE), roundTrip(sample) / 2);
});

test('before any exchange the guess stands, and its error is unknown', () => {
  const clock = new Clock(5000);
  assert.equal(clock.now(100), 5100);
  assert.equal(clock.error(100), null);
});

test('the first exchange is taken at once, however far the guess was', () => {
  const clock = new Clock(0);
  clock.offer(exchange(100, 20, 20));
  assert.equal(wrong(clock, 142), 0);
  assert.equal(clock.error(142), 20);
});

test('of eight exchanges the quickest way there and the quickest way back tell, not a mean', () => {
  const clock = new Clock(0);
  for (const [n, [there, back]] of [
    [90, 10],
    [70, 5],
    [80, 3],
    [4, 4],
    [60, 9],
    [75, 2],
    [95, 40],
    [88, 1],
  ].entries()) {
    clock.offer(exchange(100 + n * 200, there, back));
  }
  assert.ok(Math.abs(wrong(clock, 10000)) < 15);
  assert.ok((clock.error(1600) ?? 99) < (4 + 1) / 2 + 0.1);
});

test('a difference one cannot see is left alone', () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 30, 10));
  clock.offer(exchange(100, 5, 5));
  assert.equal(wrong(clock, 9000), 10);
});

test('a visible one is caught up over three seconds, without a jump and never backwards', () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 310, 10));
  assert.equal(wrong(clock, 322), 150);
  clock.offer(exchange(400, 4, 4));
  assert.ok(Math.abs(wrong(clock, 410) - 150) < 1e-3);
  assert.ok(Math.abs(wrong(clock, 1910) - 75) < 1e-3);
  for (let at = 410; at < 4000; at += 10) assert.ok(clock.now(at + 10) > clock.now(at), `at ${at}`);
  assert.equal(wrong(clock, 3410), 0);
});

test('a better exchange while catching up turns the way, from where it is', () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 310, 10));
  clock.offer(exchange(400, 60, 20));
  const before = wrong(clock, 1500);
  clock.offer(exchange(1494, 2, 2));
  assert.ok(Math.abs(wrong(clock, 1500) - before) < 1e-3);
  assert.equal(wrong(clock, 4500), 0);
});

test('a large difference is taken at once', () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 910, 10));
  assert.equal(wrong(clock, 922), 450);
  clock.offer(exchange(1000, 4, 4));
  assert.equal(wrong(clock, 1010), 0);
});

test('an exchange ages by three milliseconds a minute, and after ten minutes it no longer tells', () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 10, 10));
  assert.equal(Math.round((clock.error(60022) ?? 0) * 1000) / 1000, 13);
  clock.offer(exchange(700000, 200, 200));
  assert.equal(clock.error(700402), 200);
});

test("when the server's clock is set, what was known is dropped and the new time believed", () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 3, 3));
  clock.offer(exchange(30000, 20, 20, THERE + 5000));
  assert.equal(wrong(clock, 30042, THERE + 5000), 0);
});

test('after a sleep the next exchange is taken at once', () => {
  const clock = new Clock(0);
  clock.offer(exchange(0, 3, 3));
  clock.reset();
  assert.equal(clock.error(10), null);
  assert.equal(wrong(clock, 10), 0);
  clock.offer(exchange(100, 50, 50, THERE + 120));
  assert.equal(wrong(clock, 202, THERE + 120), 0);
});

test('nonsense is not believed', () => {
  const clock = new Clock(7);
  clock.offer({ a: 5, s1: Number.NaN, s2: 3, b: 9 });
  clock.offer({ a: 9, s1: 3, s2: 3, b: 5 });
  assert.equal(clock.now(0), 7);
});

test('a device that slept is noticed by its two clocks', () => {
  assert.equal(slept({ date: 1000, steady: 50 }, { date: 6000, steady: 5050 }), false);
  assert.equal(slept({ date: 1000, steady: 50 }, { date: 66000, steady: 5050 }), true);
  assert.equal(slept({ date: 9000, steady: 50 }, { date: 1000, steady: 5050 }), true);
});

test('a page without an exchange yet believes its device', () => {
  assert.ok(Math.abs(serverNow() - Date.now()) < 1000);
});

/** Exchanges as a page makes them, through a network that holds each way up by chance. @param {Clock} clock @param {() => number} jitter */
function measured(clock, jitter) {
  let at = 0;
  for (let n = 0; n < 40 && (n < 8 || (clock.error(at) ?? 0) > 25); n += 1) {
    const sample = exchange(at, jitter(), jitter());
    clock.offer(sample);
    at = sample.b + 100;
  }
  return at + 3000;
}

for (const [name, spread] of /** @type {[string, number][]} */ ([
  ['now and then', 4],
  ['at each turn', 1],
])) {
  test(`through jitter of up to 400 ms ${name} the estimate keeps its word, and two screens flip together`, () => {
    let seed = 20191128;
    const dice = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const jitter = () => 2 + 400 * dice() ** spread;
    const apart = [];
    for (let rooms = 0; rooms < 500; rooms += 1) {
      const screens = [0, 1].map(() => {
        const clock = new Clock(0);
        const at = measured(clock, jitter);
        assert.ok(Math.abs(wrong(clock, at)) <= (clock.error(at) ?? 0) + 15);
        return wrong(clock, at);
      });
      apart.push(Math.abs(screens[0] - screens[1]));
    }
    apart.sort((a, b) => a - b);
    assert.ok(apart[495] < 50, `one room in a hundred has them ${apart[495]} ms apart`);
  });
}
