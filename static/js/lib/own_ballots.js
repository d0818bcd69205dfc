// The juror's own ballots in this page: the outbox, what the event allows, and the server's word joined to both.
import { serverNow } from './clock.js';
import { live } from './live.js';
import { Outbox } from './outbox.js';
import { page } from './page.js';
import { attempt, newOp, pause } from './send.js';
import { Drawer, keptStorage } from './storage.js';

/** @typedef {import('./verdict.js').Standing} Standing */
/**
 * @typedef {object} OwnBallots
 * @property {Outbox} outbox
 * @property {string[]} criteria
 * @property {(team: number) => Standing} standing what the event allows this juror for a team
 * @property {() => boolean} keeps whether the browser keeps all that was written
 * @property {() => void} begin join what the page was made with, once everything that shows it is there
 */

/**
 * @param {{ changed: (team: number) => void, allowed: () => void }} tell `changed`: a ballot, or its way; `allowed`: what the
 *   event allows
 * @returns {OwnBallots}
 */
export function ownBallots(tell) {
  let day = page.snapshots.day;
  /** @type {string[]} the jurors for whom scoring is open again while it is closed */
  let reopened = page.snapshots.progress.reopened;
  // An event loaded again under the same name is another event: nothing of the former one is sent to it.
  const prefix = `palmares.ballot.${page.event}.${page.loaded_at_ms}.${page.juror}`;
  const drawer = new Drawer(keptStorage(), prefix);
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

  /** Whether scoring is open, for the jury or for this juror alone. */
  const mayWrite = () => day.scoring === 'open' || reopened.includes(page.juror);

  /** @param {number} team @returns {Standing} */
  function standing(team) {
    if (page.recused[team]) return 'recused';
    if (page.out_of_scope.includes(team)) return 'own';
    return mayWrite() ? 'open' : 'closed';
  }

  /** Ask the server for my ballots again and join them to those of this tablet. */
  async function resync() {
    try {
      const response = await fetch(`/api/events/${page.event}/ballots?as=${page.as}`, { cache: 'no-store' });
      if (response.ok) outbox.meet(await response.json(), day.epoch);
    } catch {
      // offline: what waits is sent when the network is back, and a reload joins the rest
    }
  }

  /** Draw what is allowed now; once it is open again, or the data are others, join what the server has. @param {boolean} could @param {boolean} anew */
  function follow(could, anew) {
    if (anew || (mayWrite() && !could)) resync();
    tell.allowed();
  }

  live.on('day', (snapshot) => {
    const before = day.epoch;
    const could = mayWrite();
    day = snapshot;
    if (day.phase === 'announced') outbox.forget();
    follow(could, day.epoch !== before);
  });
  live.on('progress', (snapshot) => {
    const could = mayWrite();
    reopened = snapshot.reopened;
    if (mayWrite() !== could) follow(could, false);
  });
  window.addEventListener('online', () => outbox.hurry());
  // Another tab of this tablet wrote: what it stored is what this one shows.
  window.addEventListener('storage', (event) => {
    if (event.key?.startsWith(prefix)) tell.changed(Number(event.key.split('.').pop()));
  });
  return {
    outbox,
    criteria: day.criteria.map((/** @type {{ key: string }} */ criterion) => criterion.key),
    standing,
    keeps: () => drawer.keeps,
    begin: () => outbox.meet(page.ballots, day.epoch),
  };
}
