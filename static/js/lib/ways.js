// Where the sending of each ballot stands: under way, or waiting for its next try.

/** @typedef {{ under_way: boolean, retry_at_ms: number | null }} Way */
/** @typedef {Pick<import('./outbox.js').World, 'pause' | 'now' | 'later' | 'cancel'>} Clock */

export class Ways {
  /** @type {Clock} */
  #clock;
  /** @type {(team: number) => void} */
  #send;
  /** @type {Map<number, Way & { turn: number }>} */
  #ways = new Map();
  /** @type {Map<number, number>} */
  #timers = new Map();

  /** @param {Clock} clock @param {(team: number) => void} send */
  constructor(clock, send) {
    this.#clock = clock;
    this.#send = send;
  }

  /** @param {number} team @returns {Way} */
  of(team) {
    const { under_way, retry_at_ms } = this.#way(team);
    return { under_way, retry_at_ms };
  }

  /** Send in a while, in place of what was to be sent before. @param {number} team @param {number} ms */
  later(team, ms) {
    this.calm(team);
    this.#timers.set(
      team,
      this.#clock.later(() => this.#send(team), ms),
    );
  }

  /** Nothing is sent by itself any more. @param {number} team */
  calm(team) {
    this.#clock.cancel(this.#timers.get(team) ?? 0);
  }

  /** @param {number} team */
  leaves(team) {
    Object.assign(this.#way(team), { under_way: true, retry_at_ms: null });
  }

  /** It was answered. @param {number} team @returns {boolean} whether another one waits for its next try */
  arrived(team) {
    Object.assign(this.#way(team), { under_way: false, turn: 0 });
    return [...this.#ways.values()].some(({ retry_at_ms }) => retry_at_ms !== null);
  }

  /** Nobody answered: the next try waits longer. @param {number} team */
  failed(team) {
    const { turn } = this.#way(team);
    const wait = this.#clock.pause(turn);
    this.#ways.set(team, { under_way: false, turn: turn + 1, retry_at_ms: this.#clock.now() + wait });
    this.later(team, wait);
  }

  /** @param {number} team */
  #way(team) {
    let way = this.#ways.get(team);
    if (!way) this.#ways.set(team, (way = { under_way: false, turn: 0, retry_at_ms: null }));
    return way;
  }
}
