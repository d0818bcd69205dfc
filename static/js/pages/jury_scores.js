// All my scores on one page: the same outbox as the ballot, one row per team; the stage is told, never followed.
import { byId, one } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { ownBallots } from '../lib/own_ballots.js';
import { page } from '../lib/page.js';
import { keptStorage } from '../lib/storage.js';
import { onStage } from '../lib/timer.js';
import { dayClock } from '../widgets/day_clock.js';
import { follow } from '../widgets/follow.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { keeping } from '../widgets/keeping.js';
import { rulesFirst } from '../widgets/rules_first.js';
import { scoreRows } from '../widgets/score_rows.js';
import { signal } from '../widgets/signal.js';
import { twoColumns } from '../widgets/two_columns.js';
import { voteCall } from '../widgets/vote_call.js';

const { outbox, criteria, standing, keeps, begin } = ownBallots({ changed, allowed, reseated: allowed }, await keptStorage());
const kept = keeping(keeps, [`/${page.event}/jury`]);
/** The team whose two versions are shown side by side. @type {number | null} */
let choosing = null;
const rows = scoreRows(outbox, criteria, standing, (team) => {
  choosing = team;
  columns(outbox.read(team));
});
const columns = twoColumns(criteria, (team, choices) => {
  outbox.choose(team, choices);
  one(byId(`team-${team}`), 'a').focus();
});
const tablet = signal(() => outbox.teams.filter((team) => !outbox.settled(team)).length);

/** @param {number} team */
function changed(team) {
  tablet.changed();
  rows.changed(team);
  kept();
  if (team === choosing) columns(outbox.read(team));
}

function allowed() {
  rows.draw();
  const open = !page.ballots.length || outbox.teams.some((team) => standing(team) === 'open');
  byId('closed').hidden = open;
  byId('open').hidden = !open;
}

live.on('stage', (stage) => {
  const there = onStage(stage);
  follow(there !== null && ['own', 'recused'].includes(standing(there)) ? null : there, stage.timer.mode === 'armed');
});
for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-by]'))) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    rows.order(link.dataset.by ?? '');
    history.replaceState(null, '', `?by=${link.dataset.by}`);
  });
}

voteCall();
rulesFirst();
begin();
rows.draw();
live.freshness(freshnessBadge(byId('freshness'), { keeps }));
// The seconds before a new try.
window.setInterval(() => rows.draw(), 1000);
dayClock();
live.start();
