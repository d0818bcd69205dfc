// The outbox of a juror: every change is stored on this tablet before it is sent, and sent until it is answered.
// Storage, network and clock are given by the page, so that tests can cut each of them.
import { answered, posted, validated, waits, wrote } from './ballot.js';
import { chose, met } from './joined.js';
import { begun } from './known.js';
import { settles } from './settles.js';
import { Ways } from './ways.js';

/** @typedef {import('./known.js').Ballot} Ballot @typedef {import('./known.js').Told} Told @typedef {import('./known.js').Words} Words */
/** @typedef {import('./ways.js').Way} Way */
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
  /** @type {Ways} */
  #ways;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    this.#ways = new Ways(world, (team) => this.#send(team));
  }

  /** The ballot of a team as it stands here; null for a team that is not this juror's. @param {number} team @returns {Ballot | null} */
  read(team) {
    return this.#world.drawer.read(team) ?? this.#told.get(team) ?? null;
  }

  /** @param {number} team @returns {Way} */
  way(team) {
    return this.#ways.of(team);
  }

  /** Every team this outbox knows of. */
  get teams() {
    return [...this.#told.keys()];
  }

  /** The server's ballots arrived: join them to what is stored, and send what waits. @param {Told[]} ballots @param {string} epoch */
  meet(ballots, epoch) {
    this.#take(ballots, epoch, (ballot, told) => met(ballot, told, epoch));
  }

  /** A page that was kept says what the ballots were: where this tablet has its own, that is newer. @param {Told[]} ballots @param {string} epoch */
  recall(ballots, epoch) {
    this.#take(ballots, epoch, (ballot) => ballot);
  }

  /** @param {Told[]} ballots @param {string} epoch @param {(ballot: Ballot, told: Told) => Ballot} join what this tablet had */
  #take(ballots, epoch, join) {
    for (const told of ballots) {
      const had = this.read(told.team);
      this.#told.set(told.team, begun(told, epoch));
      if (had) this.#change(told.team, (ballot) => join(ballot, told));
      this.#send(told.team);
    }
  }

  /** @param {number} team @param {Partial<Words>} change */
  write(team, change) {
    this.#change(team, (ballot) => wrote(ballot, change, this.#world.now()));
    this.#ways.later(team, DEBOUNCE_MS);
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
    return ballot !== null && !waits(ballot) && !ballot.conflict && !ballot.refused && !this.#ways.of(team).under_way;
  }

  /** The server moved a ballot: what it says of both teams is all there is. @param {Told[]} ballots */
  replace(ballots) {
    for (const told of ballots) {
      const fresh = begun(told, this.read(told.team)?.epoch ?? '');
      this.#change(told.team, () => fresh);
      this.#told.set(told.team, fresh);
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

  /** Read, change, store, tell. @param {number} team @param {(ballot: Ballot) => Ballot} step */
  #change(team, step) {
    const ballot = this.read(team);
    if (!ballot) return null;
    const next = step(ballot);
    if (next !== ballot) this.#world.drawer.write(team, next);
    this.#world.told(next, this.#ways.of(team));
    return next;
  }

  /** Send what waits, one command at a time, for ever. @param {number} team */
  async #send(team) {
    this.#ways.calm(team);
    const known = this.read(team);
    if (this.#ways.of(team).under_way || !known || !waits(known)) return;
    this.#ways.leaves(team);
    const sending = this.#change(team, (ballot) => posted(ballot, this.#world.newOp()))?.sending;
    const answer = sending ? await this.#answer(team, sending) : null;
    if (sending && answer) {
      const others = this.#ways.arrived(team);
      const next = this.#change(team, (ballot) => answered(ballot, sending.op, answer.status, answer.body));
      if (next && waits(next)) await this.#send(team);
      // Somebody answers: the others need not wait for their own next try.
      if (others) this.hurry();
    } else {
      this.#ways.failed(team);
      this.#change(team, (ballot) => ballot);
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
