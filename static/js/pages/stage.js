// The stage: anchors come in, digits go out; all screens flip at the same instant.

import { serverNow } from '../lib/clock.js';
import { byId, fill, one } from '../lib/dom.js';
import { keepFitted, refit } from '../lib/fit.js';
import { age } from '../lib/format.js';
import { namesShown, qOf } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { t } from '../lib/page.js';
import { faceOf } from '../lib/stage_face.js';
import { occupied, remaining, untilFlip } from '../lib/timer.js';
import { directed } from '../widgets/directed.js';
import { stageFace } from '../widgets/stage_face.js';
import { timerVoice } from '../widgets/timer_voice.js';
import { projectFromHere } from '../widgets/wall_device.js';

const wall = byId('face');
const paint = stageFace(wall);
const local = one(wall, '[data-part="local"]');
/** @type {import('../lib/timer.js').Stage | undefined} */
let stage;
/** @type {import('../lib/agenda.js').Slot[]} */
let slots = [];
/** What is said to everybody; a message to the speaker goes before it. @type {string | null} */
let announcement = null;
/** @type {import('../lib/stage_face.js').Standing | undefined} */
let standing;
let flip = 0;

/** Draw this instant, then wait for the next flip. Always computed from the anchors, never counted down. */
function draw() {
  clearTimeout(flip);
  if (!stage) return;
  const now = serverNow();
  // While a team speaks the wall is theirs: what everybody is told waits until nobody is on stage.
  const said = stage.message ?? (occupied(stage.timer) ? null : announcement);
  paint(faceOf({ ...stage, message: said }, slots, now, standing));
  if (stage.timer.mode !== 'running') return;
  flip = window.setTimeout(() => requestAnimationFrame(draw), untilFlip(remaining(stage.timer, now)));
}

/** Without news the wall keeps counting, and says that it does so alone. @param {import('../lib/freshness.js').Freshness} freshness */
function tellAge({ state, age_s }) {
  const counting = stage?.timer.mode === 'running';
  const since = { age: age(age_s) };
  local.hidden = state === 'live' || Boolean(stage?.blackout);
  wall.toggleAttribute('data-alone', !local.hidden);
  if (!local.hidden) fill(local, { local: counting ? t('Local clock, %(age)s', since) : t('Frozen for %(age)s', since) });
  draw();
}

const q = qOf(new URLSearchParams(location.search).get('q'));
document.body.style.setProperty('--q', String(q));
wall.toggleAttribute('data-far', !namesShown(q));
live.on('stage', (snapshot) => {
  stage = snapshot;
  draw();
});
live.on('day', (day) => {
  announcement = day.announcement;
  standing = { phase: day.phase, name: day.event.name };
  draw();
});
live.on('agenda', (snapshot) => {
  slots = snapshot.slots;
  draw();
});
const voice = timerVoice();
live.on('agenda', voice.agenda);
live.on('stage', voice.stage);
live.freshness(tellAge);
directed();
live.start();
projectFromHere();
document.addEventListener('visibilitychange', draw);
keepFitted(() => refit(wall));
