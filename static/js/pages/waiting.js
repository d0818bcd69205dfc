// The waiting screen: what comes next, what is announced, kept true.
import { expectedAt } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { byId, fill, one } from '../lib/dom.js';
import { fitTitle, refit, spare } from '../lib/fit.js';
import { hour } from '../lib/format.js';
import { qOf } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { setToken } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { directed } from '../widgets/directed.js';
import { projectFromHere } from '../widgets/wall_device.js';

const MINUTE_MS = 60000;
const wall = byId('pause');
const now = one(wall, '[data-part="now"]');
const said = one(wall, '[data-slot="said"]');
/** What the wall can do without, in the order in which it is missed least. */
const SPARED = ['date', 'follow', 'now'].map((part) => one(wall, `[data-part="${part}"]`));
/** @type {import('../lib/timer.js').Stage | undefined} */
let stage;
/** @type {import('../lib/agenda.js').Slot[]} */
let slots = [];

function draw() {
  if (!stage) return;
  const on = stage.team !== null && stage.timer.mode !== 'done';
  const team = on ? stage.team : (stage.next?.team ?? null);
  const coming = slots.find((slot) => slot.id === stage?.next?.slot);
  const at = on || !coming ? undefined : expectedAt(coming, slots, serverNow());
  now.hidden = team === null;
  fill(wall, {
    word: on ? t('On stage') : t('Up next'),
    hour: at === undefined ? '' : hour(at, page.zone),
    team: team ? t('Team %(number)s', { number: team.number }) : '',
  });
  if (team) {
    setToken(one(wall, '[data-part="token"]'), team.organisation, 'wide');
    fitTitle(one(wall, '[data-part="title"]'), team.title, page.teams[team.number]?.short_title ?? '');
  }
  spare(wall, SPARED);
}

document.body.style.setProperty('--q', String(qOf(new URLSearchParams(location.search).get('q'))));
live.on('stage', (snapshot) => {
  stage = snapshot;
  draw();
});
live.on('agenda', (snapshot) => {
  slots = snapshot.slots;
  draw();
});
live.on('day', ({ announcement }) => {
  said.hidden = !announcement;
  fill(wall, { said: announcement ?? '' });
  draw();
});
directed();
live.start();
projectFromHere();
setInterval(draw, MINUTE_MS);
const layOut = () => {
  refit(wall);
  draw();
};
window.addEventListener('resize', layOut);
document.fonts.ready.then(layOut);
