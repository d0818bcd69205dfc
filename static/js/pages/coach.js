// A coach's phone: the hour, and how long the round of tables still lasts.

import { dayShift } from '../lib/agenda.js';
import { byId, one, setText } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { tn } from '../lib/page.js';
import { dayClock } from '../widgets/day_clock.js';
import { followDay } from '../widgets/day_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';

const MINUTE_MS = 60000;
const left = one(document, '[data-left]');

followDay((lines, slots, now) => {
  const round = lines.find(({ slot, state }) => slot.kind === 'coaching' && state === 'now');
  const shift = dayShift(slots, now);
  left.hidden = !round || round.at === null || shift === null;
  if (!round || round.at === null || shift === null) return;
  const minutes = Math.max(0, Math.ceil((round.at + round.slot.duration_ms - (now - shift)) / MINUTE_MS));
  setText(left, tn('One minute left.', '%(num)s minutes left.', minutes));
});
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
