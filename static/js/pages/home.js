// The event's home: now, next and the programme, live.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { partsOf } from '../lib/programme.js';
import { followDay } from '../widgets/day_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { drawNext, drawNow } from '../widgets/now_next.js';
import { drawProgramme } from '../widgets/programme.js';
import { inRunOrder } from '../widgets/run_order.js';

byId('next').replaceChildren();
followDay((lines) => {
  const parts = partsOf(lines);
  drawProgramme(parts);
  drawNow(parts, lines);
  drawNext(parts);
});
inRunOrder(byId('programme'));
live.on('day', ({ phase, favourite }) => {
  byId('vote-open').hidden = favourite !== 'open';
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-until-announced], [data-once-announced]'))) {
    link.hidden = (phase === 'announced') === 'untilAnnounced' in link.dataset;
  }
});
live.freshness(freshnessBadge(byId('freshness')));
live.start();
