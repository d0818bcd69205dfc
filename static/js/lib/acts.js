// What a juror did beside scoring, kept on this tablet until the day is announced. A server back from an older backup is
// told again, before any ballot: or it would count what its juror had withdrawn.

/** @typedef {import('./known.js').Told} Told */
/** `reason` null: the juror came back. @typedef {{ epoch: string, reason: string | null }} Stepped */
/** `left`: the revision of the ballot once it was left. @typedef {{ epoch: string, to: number, left: number }} Moved */
/** @typedef {(path: string, body: object) => Promise<{ status: number, body: any }>} Send status 0: nobody answered */
/** @template T @typedef {import('./storage.js').Drawer<T>} Drawer */

export class Acts {
  /** @type {Drawer<Stepped>} */
  #recusals;
  /** @type {Drawer<Moved>} */
  #moves;
  /** @type {Send} */
  #send;

  /** @param {Drawer<Stepped>} recusals @param {Drawer<Moved>} moves @param {Send} send */
  constructor(recusals, moves, send) {
    this.#recusals = recusals;
    this.#moves = moves;
    this.#send = send;
  }

  /** The juror stepped aside for a team, or came back. @param {number} team @param {string | null} reason @param {string} epoch */
  stepped(team, reason, epoch) {
    this.#recusals.write(team, { epoch, reason });
  }

  /** The server moved a ballot. @param {Told} left @param {Told} arrived @param {string} epoch */
  moved(left, arrived, epoch) {
    this.#moves.write(left.team, { epoch, to: arrived.team, left: left.revision });
  }

  /** Whether a server of this epoch may not know of something done. @param {number[]} teams @param {string} epoch */
  unsaid(teams, epoch) {
    return teams.some((team) => [this.#recusals, this.#moves].some((drawer) => (drawer.read(team)?.epoch ?? epoch) !== epoch));
  }

  /** Step aside again where the server may not know. @param {number[]} teams @param {string} epoch @returns {Promise<[number, string | null][]>} the teams, each with the kind of recusal now in force */
  async stepAgain(teams, epoch) {
    /** @type {[number, string | null][]} */
    const found = [];
    for (const team of teams) {
      const kept = this.#recusals.read(team);
      if (!kept || kept.epoch === epoch) continue;
      const { status, body } = await this.#heard('recusals', kept.reason === null ? { team, undo: true } : { team, reason: kept.reason });
      this.#recusals.write(team, { ...kept, epoch });
      if (status === 200) found.push([team, body.in_force ? body.kind : null]);
    }
    return found;
  }

  /**
   * Move again what was moved after the backup was made.
   * @param {Told[]} ballots as the server has them @param {string} epoch
   * @returns {Promise<Told[]>} as it has them then; where a ballot arrived again, still as the backup had it, but for its revision
   */
  async moveAgain(ballots, epoch) {
    const found = [...ballots];
    for (const [place, told] of ballots.entries()) {
      const kept = this.#moves.read(told.team);
      if (!kept || kept.epoch === epoch) continue;
      if (told.revision < kept.left && told.state !== 'empty') {
        const { status, body } = await this.#heard(`ballots/${told.team}/move`, { base: told.revision, to: kept.to });
        const there = found.findIndex((ballot) => ballot.team === kept.to);
        const before = found[there];
        if (status === 200) found[place] = body.ballots[0];
        if (status === 200 && before) found[there] = { ...before, revision: body.ballots[1].revision };
      }
      this.#moves.write(told.team, { ...kept, epoch });
    }
    return found;
  }

  /** The day is announced. @param {number[]} teams */
  forget(teams) {
    for (const team of teams) for (const drawer of [this.#recusals, this.#moves]) drawer.remove(team);
  }

  /** @param {string} path @param {object} body */
  async #heard(path, body) {
    const answer = await this.#send(path, body);
    if (answer.status === 0) throw new Error('nobody answered');
    return answer;
  }
}
