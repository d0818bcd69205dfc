// The jury's tablet: the outbox, the ballots beside, the open one, and the stage that it follows.
import { serverNow } from '../lib/clock.js';
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { Outbox } from '../lib/outbox.js';
import { page } from '../lib/page.js';
import { attempt, newOp, pause } from '../lib/send.js';
import { Drawer, keptStorage } from '../lib/storage.js';
import { ballotPage } from '../widgets/ballot_page.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { lull } from '../widgets/lull.js';
import { myBallots } from '../widgets/my_ballots.js';
import { signal } from '../widgets/signal.js';

/** @typedef {import('../lib/verdict.js').Standing} Standing */

const criteria = page.snapshots.day.criteria.map((/** @type {{ key: string }} */ criterion) => criterion.key);
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
  told: (ballot) => changed(ballot.team),
});

/** Whether scoring is open, for the jury or for this juror alone. */
const mayWrite = () => day.scoring === 'open' || reopened.includes(page.juror);

/** What the event allows this juror for a team. @param {number} team @returns {Standing} */
function standing(team) {
  if (page.recused[team]) return 'recused';
  if (page.out_of_scope.includes(team)) return 'own';
  return mayWrite() ? 'open' : 'closed';
}

const mine = myBallots(criteria, (team) => outbox.read(team), standing);
const open = document.getElementById('ballot')
  ? ballotPage(outbox, criteria, standing, { opened: (team) => mine.open(team), recused: () => mine.draw(), keeps: () => drawer.keeps })
  : null;

const tablet = signal(() => outbox.teams.filter((team) => !outbox.settled(team)).length);

/** @param {number} team */
function changed(team) {
  tablet.changed();
  mine.draw();
  if (open?.shows(team)) open.draw();
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

/** @param {any} snapshot */
function onDay(snapshot) {
  const before = day.epoch;
  const could = mayWrite();
  day = snapshot;
  if (day.phase === 'announced') outbox.forget();
  follow(could, day.epoch !== before);
}

/** @param {any} snapshot */
function onProgress(snapshot) {
  const could = mayWrite();
  reopened = snapshot.reopened;
  if (mayWrite() !== could) follow(could, false);
}

/** Draw what is allowed now; once it is open again, or the data are others, join what the server has. @param {boolean} could @param {boolean} anew */
function follow(could, anew) {
  if (anew || (mayWrite() && !could)) resync();
  mine.draw();
  open?.draw();
}

/** @type {any} what the stage said last; null until it was heard */
let stage = null;
/** @type {import('../widgets/my_ballots.js').Slot[]} */
let slots = [];
/** A turn that ended leaves nobody on stage. */
const ON_STAGE = ['armed', 'running', 'paused'];
const teamOf = (/** @type {any} */ snapshot) => (ON_STAGE.includes(snapshot.timer.mode) ? (snapshot.team?.number ?? null) : null);

/** @param {any} snapshot */
function onStageMoved(snapshot) {
  const team = teamOf(snapshot);
  const moved = stage !== null && teamOf(stage) !== team;
  stage = snapshot;
  const called = snapshot.timer.mode === 'armed';
  mine.stage(team, called);
  if (open) open.stage(team, moved, called);
  else if (team !== null) location.assign(`/${page.event}/jury`);
  else lull(stage, slots);
}

/** @param {any} snapshot */
function onAgenda(snapshot) {
  slots = snapshot.slots;
  mine.agenda(snapshot);
  if (!open) lull(stage, slots);
}

outbox.meet(page.ballots, day.epoch);
mine.open(page.team);
mine.list.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-team]') : null;
  const plain = event instanceof MouseEvent && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!(link instanceof HTMLElement) || !open || !plain) return;
  event.preventDefault();
  open.open(Number(link.dataset.team));
});
window.addEventListener('online', () => outbox.hurry());
// Another tab of this tablet wrote: what it stored is what this one shows.
window.addEventListener('storage', (event) => {
  if (event.key?.startsWith(prefix)) changed(Number(event.key.split('.').pop()));
});

live.on('day', onDay);
live.on('progress', onProgress);
live.on('agenda', onAgenda);
live.on('stage', onStageMoved);
live.freshness(freshnessBadge(byId('freshness'), { keeps: true }));
// Expected hours move with the minute, the seconds before a new try with the second.
window.setInterval(() => open?.draw(), 1000);
window.setInterval(() => {
  mine.draw();
  if (!open) lull(stage, slots);
}, 10000);
dayClock();
live.start();
