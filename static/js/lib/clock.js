// The server's clock as this device estimates it: the quickest way there and the quickest way back tell, changes are smoothed.
// Pure: instants of this device (milliseconds of performance.now) and of the server come in as arguments; only
// `serverNow` and `clock`, at the end, belong to the page.

/**
 * One exchange: sent at `a` and back at `b` here, received at `s1` and answered at `s2` there.
 * @typedef {{ a: number, s1: number, s2: number, b: number }} Sample
 */
/** The two clocks of a device at one instant. @typedef {{ date: number, steady: number }} Reading */

const WINDOW_MS = 600000;
const AGEING = 50e-6;
const KEPT = 64;
const ROUNDING_MS = 2;
const IGNORED_MS = 15;
const STEPPED_MS = 250;
const SLEW_MS = 3000;
const SLEPT_MS = 500;

/** The round trip of an exchange, without the server's own time. @param {Sample} sample @returns {number} */
export function roundTrip({ a, s1, s2, b }) {
  return Math.max(0, b - a - (s2 - s1));
}

/**
 * What to add to this device's clock to get the server's; off by half the round trip at most.
 * @param {Sample} sample
 * @returns {number}
 */
export function offset({ a, s1, s2, b }) {
  return (s1 - a + (s2 - b)) / 2;
}

/**
 * Whether the device slept between two readings, or its clock was set: time to ask again.
 * @param {Reading} before
 * @param {Reading} after
 * @returns {boolean}
 */
export function slept(before, after) {
  return Math.abs(after.date - before.date - (after.steady - before.steady)) > SLEPT_MS;
}

/** An estimate of the server's clock that gets better with every exchange and never jumps over what it can smooth. */
export class Clock {
  /** @type {Sample[]} */
  #samples = [];
  /**
   * What is added: on the way from one offset to another, between two local instants.
   * @type {{ from: number, to: number, since: number, until: number }}
   */
  #way;

  /** @param {number} guess the offset to begin with, before any exchange */
  constructor(guess) {
    this.#way = { from: guess, to: guess, since: 0, until: 0 };
  }

  /** The server's time at the local instant `at`. @param {number} at @returns {number} */
  now(at) {
    const { from, to, since, until } = this.#way;
    if (at >= until) return at + to;
    return at + from + ((to - from) * Math.max(0, at - since)) / (until - since);
  }

  /** Take one exchange into account. @param {Sample} sample */
  offer(sample) {
    if (![sample.a, sample.s1, sample.s2, sample.b].every(Number.isFinite) || sample.b < sample.a) return;
    const first = this.#samples.length === 0;
    const telling = this.#samples.filter((kept) => sample.b - kept.b <= WINDOW_MS && this.#agree(kept, sample));
    this.#samples = [...telling, sample].slice(-KEPT);
    const [least, most] = this.#between(sample.b);
    this.#aim((least + most) / 2, sample.b, first);
  }

  /** Forget the exchanges, as after a sleep: the next one is taken at once. */
  reset() {
    this.#samples = [];
  }

  /**
   * How wrong the estimate may be at the local instant `at`; null before any exchange.
   * @param {number} at
   * @returns {number | null}
   */
  error(at) {
    if (this.#samples.length === 0) return null;
    const [least, most] = this.#between(at);
    return Math.max(0, most - least) / 2;
  }

  /** @param {Sample} sample @param {number} at @returns {number} */
  #doubt(sample, at) {
    return roundTrip(sample) / 2 + (at - sample.b) * AGEING;
  }

  /**
   * Two exchanges that cannot both be right show that a clock was set between them: the older one is dropped.
   * @param {Sample} older
   * @param {Sample} newer
   * @returns {boolean}
   */
  #agree(older, newer) {
    const doubt = this.#doubt(older, newer.b) + this.#doubt(newer, newer.b) + ROUNDING_MS;
    return Math.abs(offset(older) - offset(newer)) <= doubt;
  }

  /**
   * Between which two offsets the server's clock is. Nothing arrives before it was sent: each exchange proves both, as far
   * apart as its round trip, and all together prove more than the quickest of them.
   * @param {number} at
   * @returns {[number, number]}
   */
  #between(at) {
    const aged = this.#samples.map((sample) => ({ ...sample, age: (at - sample.b) * AGEING }));
    return [Math.max(...aged.map(({ s2, b, age }) => s2 - b - age)), Math.min(...aged.map(({ s1, a, age }) => s1 - a + age))];
  }

  /** @param {number} to @param {number} at @param {boolean} atOnce */
  #aim(to, at, atOnce) {
    const from = this.now(at) - at;
    if (atOnce || Math.abs(to - from) >= STEPPED_MS) this.#way = { from: to, to, since: at, until: at };
    else if (Math.abs(to - this.#way.to) >= IGNORED_MS) this.#way = { from, to, since: at, until: at + SLEW_MS };
  }
}

/** This page's estimate; until the first exchange it believes the device. */
export const clock = new Clock(performance.timeOrigin);

/** The server's time, now. @returns {number} */
export function serverNow() {
  return clock.now(performance.now());
}
