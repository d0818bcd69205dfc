// The stage: anchors come in, digits go out; all screens flip at the same instant.

import { serverNow } from '../lib/clock.js';
import { announce, byId, fill, one } from '../lib/dom.js';
import { refit } from '../lib/fit.js';
import { age } from '../lib/format.js';
import { namesShown, qOf } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { t, tn } from '../lib/page.js';
import { faceOf } from '../lib/stage_face.js';
import { crossed } from '../lib/stage_voice.js';
import { remaining, untilFlip } from '../lib/timer.js';
import { stageFace } from '../widgets/stage_face.js';
import { projectFromHere } from '../widgets/wall_device.js';

const wall = byId('face');
const paint = stageFace(wall);
const local = one(wall, '[data-part="local"]');
/** @type {import('../lib/stage_face.js').Stage | undefined} */
let stage;
/** @type {import('../lib/stage_face.js').Slot[]} */
let slots = [];
/** What was left when this phase was last drawn. @type {{ phase: string, left: number } | undefined} */
let before;
let flip = 0;

/** Draw this instant, then wait for the next flip. Always computed from the anchors, never counted down. */
function draw() {
  clearTimeout(flip);
  if (!stage) return;
  const now = serverNow();
  paint(faceOf(stage, slots, now));
  if (stage.timer.mode !== 'running') {
    before = undefined;
    return;
  }
  const left = remaining(stage.timer, now);
  speak(`${stage.slot} ${stage.timer.phase}`, left);
  flip = window.setTimeout(() => requestAnimationFrame(draw), untilFlip(left));
}

/** @param {string} phase @param {number} left */
function speak(phase, left) {
  const said = before?.phase === phase ? crossed(before.left, left) : null;
  before = { phase, left };
  if (said?.key === 'minute') announce(t('One minute left'));
  if (said?.key === 'half') announce(t('Thirty seconds left'));
  if (said?.key === 'up') announce(t('Time is up'));
  if (said?.key === 'over') announce(tn('%(num)s minute over', '%(num)s minutes over', said.minutes));
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
live.on('agenda', (snapshot) => {
  slots = snapshot.slots;
  draw();
});
live.freshness(tellAge);
live.start();
projectFromHere();
document.addEventListener('visibilitychange', draw);
window.addEventListener('resize', () => refit(wall));
document.fonts.ready.then(() => refit(wall));
