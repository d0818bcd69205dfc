// For whoever presents the day: the lines as the server draws them, the digits and the lateness as they run.
import { serverNow } from '../lib/clock.js';
import { byId, setText } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { digits, fieldOf, occupied, remaining, untilFlip } from '../lib/timer.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshLines } from '../widgets/fresh_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { lateness } from '../widgets/run_down.js';

const MINUTE_MS = 60000;

const place = byId('host-digits');
let flip = 0;

/** @param {import('../lib/timer.js').Stage} stage */
function draw(stage) {
  window.clearTimeout(flip);
  const now = serverNow();
  const { timer } = stage;
  place.dataset.field = fieldOf(timer, now);
  setText(place, occupied(timer) ? digits(remaining(timer, now)) : '');
  if (timer.mode === 'running') flip = window.setTimeout(draw, untilFlip(remaining(timer, now)), stage);
}

live.on('stage', draw);
live.on('agenda', lateness(byId('late')));
// The hours of who comes next slide while a turn runs over, and nothing is sent for that.
setInterval(freshLines(['day', 'stage', 'agenda']), MINUTE_MS);
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
