// The outbox of a juror: every change is stored on this tablet before it is sent, and sent until it is answered.
// Storage, network and clock are given by the page, so that tests can cut each of them.
import { answered, begun, chose, met, posted, validated, waits, wrote } from './ballot.js';
import { settles } from './settles.js';

/** @typedef {import('./ballot.js').Ballot} Ballot @typedef {import('./ballot.js').Told} Told @typedef {import('./ballot.js').Words} Words */
/** @typedef {{ under_way: boolean, retry_at_ms: number | null }} Way */
/**
 * @typedef {object} World
 * @property {import('./storage.js').Drawer<Ballot>} drawer of this event and juror
 * @property {(team: number, body: object) => Promise<{ status: number, body: any }>} attempt throws where nobody answered
 * @property {(turn: number) => number} pause how long to wait before try number `turn`, in ms
 * @property {() => string} newOp
 * @property {() => number} now
 * @property {(work: () => void, ms: number) => number} later
 * @property {(timer: number) => void} cancel
 * @property {(ballot: Ballot, way: Way) => void} told after each change of a ballot or of its way
 */

const DEBOUNCE_MS = 600;

export class Outbox {
  /** @type {World} */
  #world;
  /** @type {Map<number, Ballot>} what the server told, for teams this tablet has not written about */
  #told = new Map();
  /** @type {Map<number, number>} */
  #timers = new Map();
  /** @type {Map<number, { under_way: boolean, turn: number, retry_at_ms: number | null }>} */
  #ways = new Map();

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /** The ballot of a team as it stands here; null for a team that is not this juror's. @param {number} team @returns {Ballot | null} */
  read(team) {
    return this.#world.drawer.read(team) ?? this.#told.get(team) ?? null;
  }

  /** @param {number} team @returns {Way} */
  way(team) {
    const { under_way, retry_at_ms } = this.#way(team);
    return { under_way, retry_at_ms };
  }

  /** Every team this outbox knows of. */
  get teams() {
    return [...this.#told.keys()];
  }

  /** The server's ballots arrived: join them to what is stored, and send what waits. @param {Told[]} ballots @param {string} epoch */
  meet(ballots, epoch) {
    for (const told of ballots) {
      const had = this.read(told.team);
      this.#told.set(told.team, begun(told, epoch));
      if (had) this.#change(told.team, (ballot) => met(ballot, told, epoch));
      this.#send(told.team);
    }
  }

  /** A page that was kept says what the ballots were: where this tablet has its own, that is newer. @param {Told[]} ballots @param {string} epoch */
  recall(ballots, epoch) {
    for (const told of ballots) {
      this.#told.set(told.team, begun(told, epoch));
      this.#change(told.team, (ballot) => ballot);
      this.#send(told.team);
    }
  }

  /** @param {number} team @param {Partial<Words>} change */
  write(team, change) {
    this.#change(team, (ballot) => wrote(ballot, change, this.#world.now()));
    this.#later(team, DEBOUNCE_MS);
  }

  /** @param {number} team */
  validate(team) {
    this.#change(team, (ballot) => validated(ballot, this.#world.now()));
    this.#send(team);
  }

  /** @param {number} team @param {import('./merge.js').Choices} choices between two columns */
  choose(team, choices) {
    this.#change(team, (ballot) => chose(ballot, choices, this.#world.now()));
    this.#send(team);
  }

  /** Whether the server has all that is written for a team. @param {number} team */
  settled(team) {
    const ballot = this.read(team);
    return ballot !== null && !waits(ballot) && !ballot.conflict && !ballot.refused && !this.#way(team).under_way;
  }

  /** The server moved a ballot: what it says of both teams is all there is. @param {Told[]} ballots */
  replace(ballots) {
    for (const told of ballots) {
      this.#told.set(told.team, begun(told, this.read(told.team)?.epoch ?? ''));
      this.#world.drawer.write(told.team, /** @type {Ballot} */ (this.#told.get(told.team)));
      this.#change(told.team, (ballot) => ballot);
    }
  }

  /** The network is back, or the juror asks: try everything now. */
  hurry() {
    for (const team of this.teams) this.#send(team);
  }

  /** The day is announced: what the server has acknowledged need not stay on this tablet. */
  forget() {
    for (const team of this.teams) {
      const ballot = this.read(team);
      if (ballot && !waits(ballot) && !ballot.conflict && !ballot.refused) this.#world.drawer.remove(team);
    }
  }

  /** @param {number} team */
  #way(team) {
    let way = this.#ways.get(team);
    if (!way) this.#ways.set(team, (way = { under_way: false, turn: 0, retry_at_ms: null }));
    return way;
  }

  /** Read, change, store, tell. @param {number} team @param {(ballot: Ballot) => Ballot} step */
  #change(team, step) {
    const ballot = this.read(team);
    if (!ballot) return null;
    const next = step(ballot);
    if (next !== ballot) this.#world.drawer.write(team, next);
    this.#world.told(next, this.way(team));
    return next;
  }

  /** @param {number} team @param {number} ms */
  #later(team, ms) {
    this.#world.cancel(this.#timers.get(team) ?? 0);
    this.#timers.set(
      team,
      this.#world.later(() => this.#send(team), ms),
    );
  }

  /** Send what waits, one command at a time, for ever. @param {number} team */
  async #send(team) {
    const way = this.#way(team);
    this.#world.cancel(this.#timers.get(team) ?? 0);
    const known = this.read(team);
    if (way.under_way || !known || !waits(known)) return;
    Object.assign(way, { under_way: true, retry_at_ms: null });
    const sending = this.#change(team, (ballot) => posted(ballot, this.#world.newOp()))?.sending;
    const answer = sending ? await this.#answer(team, sending) : null;
    way.under_way = false;
    if (sending && answer) {
      way.turn = 0;
      const next = this.#change(team, (ballot) => answered(ballot, sending.op, answer.status, answer.body));
      if (next && waits(next)) await this.#send(team);
    } else {
      const wait = this.#world.pause(way.turn);
      Object.assign(way, { turn: way.turn + 1, retry_at_ms: this.#world.now() + wait });
      this.#change(team, (ballot) => ballot);
      this.#later(team, wait);
    }
  }

  /** @param {number} team @param {object} body @returns {Promise<{ status: number, body: any } | null>} */
  async #answer(team, body) {
    try {
      const answer = await this.#world.attempt(team, body);
      return settles(answer.status) ? answer : null;
    } catch {
      return null; // nobody answered: the same op is repeated
    }
  }
}
