// A coach's phone: the hour, what is left at this table, what is noted; who asks for a coach shows at once.
import { serverNow } from '../lib/clock.js';
import { announce, byId, setText } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { t } from '../lib/page.js';
import { digits } from '../lib/timer.js';
import { coachNote } from '../widgets/coach_note.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshLines } from '../widgets/fresh_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';

const left = /** @type {HTMLElement | null} */ (document.querySelector('[data-until]'));
const draw = () => left && setText(left, digits(Number(left.dataset.until) - serverNow()));
setInterval(draw, 1000);

const word = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-word]'));
if (word) coachNote(word);

/** Who asked already; whoever asks from here on is told aloud too. @type {number[] | null} */
let asking = null;
live.on('coaching', (rounds) => {
  const now = rounds.visits.filter((/** @type {any} */ visit) => visit.asked_at_ms !== null).map((/** @type {any} */ visit) => visit.team);
  if (asking !== null && now.some((/** @type {number} */ team) => !asking?.includes(team))) announce(t('A coach is asked for'));
  asking = now;
});
freshLines(['coaching', 'agenda']);
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
draw();
