// The juror's own ballots in this page: the outbox, what the event allows, and the server's word joined to both.
import { Acts } from './acts.js';
import { serverNow } from './clock.js';
import { live } from './live.js';
import { myScope } from './my_scope.js';
import { Outbox } from './outbox.js';
import { page } from './page.js';
import { address, attempt, newOp, pause, send } from './send.js';
import { Drawer } from './storage.js';
import { mayWrite } from './verdict.js';

const ASK_AGAIN_MS = 2000;

/** @typedef {import('./verdict.js').Standing} Standing @typedef {import('./known.js').Told} Told */
/**
 * @typedef {object} OwnBallots
 * @property {Outbox} outbox
 * @property {string[]} criteria
 * @property {(team: number) => Standing} standing what the event allows this juror for a team
 * @property {(team: number, kind: string | null, reason: string | null) => void} stepped the juror stepped aside for a team, or (null) came back
 * @property {(left: Told, arrived: Told) => void} moved the server moved a ballot
 * @property {() => boolean} keeps whether the browser keeps all that was written
 * @property {() => void} begin join what the page was made with, once everything that shows it is there
 */

/**
 * @param {{ changed: (team: number) => void, allowed: () => void, reseated: () => void }} tell `changed`: a ballot, or its way;
 *   `allowed`: what the event allows; `reseated`: another team is mine, or no longer
 * @param {import('./storage.js').Store} store where this tablet keeps them
 * @returns {OwnBallots}
 */
export function ownBallots(tell, store) {
  let day = page.snapshots.day;
  /** @type {string[]} the jurors for whom scoring is open again while it is closed */
  let reopened = page.snapshots.progress.reopened;
  // An event loaded again under the same name is another event: nothing of the former one is sent to it.
  const mine = `${page.event}.${page.loaded_at_ms}.${page.juror}`;
  const prefix = `palmares.ballot.${mine}`;
  const drawer = new Drawer(store, prefix);
  const [recusals, moves] = ['recusal', 'move'].map((kind) => new Drawer(store, `palmares.${kind}.${mine}`));
  const acts = new Acts(recusals, moves, (path, body) => send('POST', path, body));
  const teams = Object.keys(page.teams).map(Number);
  const outbox = new Outbox({
    drawer,
    attempt: (team, body) => attempt('PUT', `ballots/${team}`, body),
    pause,
    newOp,
    now: serverNow,
    later: (work, ms) => window.setTimeout(work, ms),
    cancel: (timer) => window.clearTimeout(timer),
    told: (ballot) => tell.changed(ballot.team),
  });

  const open = () => mayWrite(day, reopened, page.juror);

  /** @param {number} team @returns {Standing} */
  function standing(team) {
    if (page.recused[team]) return 'recused';
    if (page.out_of_scope[team]) return 'own';
    return open() ? 'open' : 'closed';
  }

  /** @param {number} team @param {string | null} kind of recusal in force; null: none */
  function recuse(team, kind) {
    if (kind) page.recused[team] = kind;
    else delete page.recused[team];
  }

  /** Ask the server for my ballots again and join them to those of this tablet. */
  async function resync() {
    const { epoch } = day;
    try {
      for (const [team, kind] of await acts.stepAgain(teams, epoch)) recuse(team, kind);
      const response = await fetch(address('ballots'), { cache: 'no-store' });
      if (response.status >= 500) throw new Error('the server is not ready');
      if (response.ok) outbox.meet(await acts.moveAgain(await response.json(), epoch), epoch);
      tell.allowed();
    } catch {
      // A server that is just back must learn what it lost: asked until it answers, or until its data are others again.
      window.setTimeout(() => day.epoch === epoch && resync(), ASK_AGAIN_MS);
    }
  }

  /** Draw what is allowed now; once it is open again, or the data are others, join what the server has. @param {boolean} could @param {boolean} anew */
  function follow(could, anew) {
    if (anew || (open() && !could)) resync();
    tell.allowed();
  }

  /** @type {Set<number>} teams of which the server was asked already */
  const asked = new Set();

  /** Whether a ballot of mine counts by now that this page knows only uncounted: another device validated it. @param {[string, number][]} missing */
  function elsewhere(missing) {
    const due = new Set(missing.filter(([juror]) => juror === page.juror).map(([, team]) => team));
    const known = outbox.teams.filter((team) => !due.has(team) && outbox.settled(team) && standing(team) !== 'recused');
    const found = known.filter((team) => !outbox.read(team)?.known.counts && !asked.has(team));
    for (const team of found) asked.add(team);
    return found.length > 0;
  }

  live.on('day', (snapshot) => {
    const before = day.epoch;
    const could = open();
    day = snapshot;
    if (day.phase === 'announced') {
      outbox.forget();
      acts.forget(teams);
    }
    follow(could, day.epoch !== before);
  });
  live.on('progress', (snapshot) => {
    const could = open();
    reopened = snapshot.reopened;
    if (open() !== could) follow(could, false);
    else if (elsewhere(snapshot.missing)) resync();
  });
  // Heard again: what waits goes now, and what another device did meanwhile is joined.
  let away = page.kept_at_ms !== null;
  live.freshness(({ state }) => {
    if (state === 'live' && away) resync();
    away = state !== 'live';
  });
  window.addEventListener('online', () => outbox.hurry());
  // Another tab of this tablet wrote: what it stored is what this one shows.
  window.addEventListener('storage', (event) => {
    if (event.key?.startsWith(prefix)) tell.changed(Number(event.key.split('.').pop()));
  });
  myScope(() => outbox.teams.filter((team) => outbox.read(team)?.known.counts), tell.reseated);
  return {
    outbox,
    criteria: day.criteria.map((/** @type {{ key: string }} */ criterion) => criterion.key),
    standing,
    keeps: () => drawer.keeps,
    stepped(team, kind, reason) {
      recuse(team, kind);
      acts.stepped(team, reason, day.epoch);
    },
    moved(left, arrived) {
      acts.moved(left, arrived, day.epoch);
      outbox.replace([left, arrived]);
    },
    begin() {
      if (page.kept_at_ms !== null) outbox.recall(page.ballots, day.epoch);
      else if (acts.unsaid(teams, day.epoch)) resync();
      else outbox.meet(page.ballots, day.epoch);
    },
  };
}
