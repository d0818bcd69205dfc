// The jury's tablet: the outbox, the ballots beside, the open one, and the stage that it follows.
import { byId } from '../lib/dom.js';
import { freshness } from '../lib/freshness.js';
import { live } from '../lib/live.js';
import { ownBallots } from '../lib/own_ballots.js';
import { page } from '../lib/page.js';
import { keptStorage } from '../lib/storage.js';
import { onStage } from '../lib/timer.js';
import { ballotPage } from '../widgets/ballot_page.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { keeping } from '../widgets/keeping.js';
import { lull } from '../widgets/lull.js';
import { myBallots } from '../widgets/my_ballots.js';
import { rulesFirst } from '../widgets/rules_first.js';
import { signal } from '../widgets/signal.js';
import { voteCall } from '../widgets/vote_call.js';

const { outbox, criteria, standing, stepped, moved, keeps, begin } = ownBallots({ changed, allowed, reseated }, await keptStorage());
const mine = myBallots(criteria, (team) => outbox.read(team), standing);
const open = document.getElementById('ballot')
  ? ballotPage(outbox, criteria, standing, { opened: (team) => mine.open(team), recused, moved, keeps })
  : null;
const tablet = signal(() => outbox.teams.filter((team) => !outbox.settled(team)).length);

// Every ballot is shown by the same page: any of them is kept for all.
const ballot = page.team ?? page.ballots[0]?.team;
const kept = keeping(keeps, [`/${page.event}/jury`, ...(ballot ? [`/${page.event}/jury/${ballot}`] : [])]);

/** @param {number} team @param {string | null} kind @param {string | null} reason */
function recused(team, kind, reason) {
  stepped(team, kind, reason);
  mine.draw();
}

/** @param {number} team */
function changed(team) {
  tablet.changed();
  kept();
  mine.draw();
  if (open?.shows(team)) open.draw();
}

function allowed() {
  mine.draw();
  open?.draw();
}

/** The lists are drawn by the server: they are asked for again, unless a ballot here is being written. */
function reseated() {
  if (!open || open.isFree()) location.reload();
  else allowed();
}

/** @type {any} what the stage said last; null until it was heard */
let stage = null;
/** @type {import('../lib/agenda.js').Slot[]} */
let slots = [];

/** @param {any} snapshot */
function onStageMoved(snapshot) {
  const team = onStage(snapshot);
  const moved = stage !== null && onStage(stage) !== team;
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
  if (open) open.agenda(slots);
  else lull(stage, slots);
}

const early = open?.early();
voteCall();
rulesFirst();
begin();
// Not out of the store, where another team than the one named may stand there until now.
if (early && page.kept_at_ms === null && standing(page.team) === 'open') outbox.write(page.team, early);
mine.open(page.team);
// A page that was kept shows whichever ballot its address names.
const named = Number(location.pathname.split('/').pop());
if (open && page.kept_at_ms !== null && named !== page.team && page.teams[named]) open.open(named, { remember: false, byHand: false });
mine.list.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-team]') : null;
  const plain = event instanceof MouseEvent && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  // What a kept page does not hear anew (a recusal, a name) comes with the next ballot that the server gives.
  const anew = page.kept_at_ms !== null && freshness().state === 'live';
  if (!(link instanceof HTMLElement) || !open || !plain || anew) return;
  event.preventDefault();
  open.open(Number(link.dataset.team));
});

live.on('agenda', onAgenda);
live.on('stage', onStageMoved);
live.freshness(freshnessBadge(byId('freshness'), { keeps }));
// Expected hours move with the minute, the seconds before a new try with the second.
window.setInterval(() => open?.draw(), 1000);
window.setInterval(() => {
  mine.draw();
  if (!open) lull(stage, slots);
}, 10000);
dayClock();
live.start();
