// A team's phone: when is it our turn, counted here, live.
import { serverNow } from '../lib/clock.js';
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';
import { turnOf } from '../lib/team_turn.js';
import { digits, fieldOf, remaining, untilFlip } from '../lib/timer.js';
import { followDay } from '../widgets/day_lines.js';
import { freshLines } from '../widgets/fresh_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { pitchRehearsal } from '../widgets/pitch_rehearsal.js';
import { showDigits, teamTurn } from '../widgets/team_turn.js';
import { timerVoice } from '../widgets/timer_voice.js';

/** @type {import('../lib/timer.js').Timer | null} */
let timer = null;
let flip = 0;
const playing = byId('turn').dataset.state !== 'none';
/** What is left of the pitch, while it is ours: flips with the stage. */
function tick() {
  window.clearTimeout(flip);
  if (timer === null || timer.phase === null) return;
  const left = remaining(timer, serverNow());
  showDigits(digits(left), fieldOf(timer, serverNow()));
  if (timer.mode === 'running') flip = window.setTimeout(tick, untilFlip(left));
}
live.on('stage', (stage) => {
  timer = stage.timer;
  if (playing) tick();
});

/** What our minutes on stage are, in one word. */
function phase() {
  return timer !== null && fieldOf(timer, serverNow()) === 'over' ? 'over' : (timer?.phase ?? 'pitch');
}

if (playing) {
  const draw = teamTurn();
  followDay((lines, _slots, now) => {
    const turn = turnOf(lines, page.team, now);
    if (turn) draw(turn, lines.find(({ slot }) => slot.kind === 'announcement')?.at ?? null, phase());
  });
}
// The ticket itself says that the team is called, and that its turn is over.
live.on('stage', timerVoice({ mine: ({ team }) => team?.number === page.team, silent: ['called', 'ended', 'withdrawn'] }).stage);
freshLines(['coaching', 'day']); // the day says when the jury’s word to its team is released

const rehearsal = /** @type {HTMLElement | null} */ (document.querySelector('[data-rehearsal]'));
if (rehearsal) pitchRehearsal(rehearsal, page.pitch_minutes);

live.freshness(freshnessBadge(byId('freshness')));
live.start();
