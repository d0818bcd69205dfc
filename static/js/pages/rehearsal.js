// The rehearsal: a ballot with the tablet's own outbox, kept in this page alone, answered by a server that forgets it.
import { serverNow } from '../lib/clock.js';
import { byId, one } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { Outbox } from '../lib/outbox.js';
import { page, t } from '../lib/page.js';
import { attempt, newOp, pause } from '../lib/send.js';
import { Drawer } from '../lib/storage.js';
import { occupied } from '../lib/timer.js';
import { ballotForm, errors, lacking } from '../widgets/ballot_form.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { ballotState } from '../widgets/verdict.js';

/** The place of this ballot in its outbox: no team has this number. */
const NO_TEAM = 0;
const criteria = page.snapshots.day.criteria.map((/** @type {{ key: string }} */ criterion) => criterion.key);
/** @type {Map<string, string>} gone with the page */
const memory = new Map();

const outbox = new Outbox({
  drawer: new Drawer(
    {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, text) => memory.set(key, text),
      removeItem: (key) => memory.delete(key),
    },
    'rehearsal',
  ),
  attempt: (_team, body) => attempt('PUT', 'rehearsal', body),
  pause,
  newOp,
  now: serverNow,
  later: (work, ms) => window.setTimeout(work, ms),
  cancel: (timer) => window.clearTimeout(timer),
  told: () => draw(),
});
const problems = errors();
const fields = ballotForm((change) => {
  outbox.write(NO_TEAM, change);
  problems.settle(faults());
});
const state = ballotState(criteria, {
  words: t('It works: this one would count'),
  line: t('The tablet, the network and the server answered. Change it or go back: nothing is kept.'),
  received: (hour) => t('Received %(hour)s', { hour }),
  receipt: t('kept nowhere'),
});

function faults() {
  return lacking(outbox.read(NO_TEAM), criteria, fields.tooLong());
}

function draw() {
  const ballot = outbox.read(NO_TEAM);
  fields.show(ballot, 'open');
  state(ballot, outbox.way(NO_TEAM), 'open', serverNow());
  // The first team was called meanwhile: the real ballots are next door.
  if (ballot?.refused?.status === 410) leave();
}

function leave() {
  location.replace(`/${page.event}/jury`);
}

byId('ballot').addEventListener('submit', (event) => {
  event.preventDefault();
  const ballot = outbox.read(NO_TEAM);
  if (!ballot || one(byId('act'), '[data-validate]').getAttribute('aria-disabled')) return;
  const left = faults();
  if (Object.keys(left).length) return problems.show(left);
  problems.clear();
  outbox.validate(NO_TEAM);
});

// What was answered without script and counts is known; anything else in the form is this page's own.
const written = page.ballots[0].counts ? fields.early() : fields.early(true);
outbox.meet(page.ballots, page.snapshots.day.epoch);
if (written) outbox.write(NO_TEAM, written);
draw();
live.on('stage', ({ timer }) => {
  if (occupied(timer)) leave();
});
live.freshness(freshnessBadge(byId('freshness')));
window.setInterval(draw, 1000);
dayClock();
live.start();
