// What the room sees of the scores: one press arms, a second within ten seconds shows; otherwise it disarms by itself.
import { announce, fill, one } from '../lib/dom.js';
import { setIcon } from '../lib/marks.js';
import { t } from '../lib/page.js';
import { word } from './desk_words.js';

const ARMED_MS = 10000;

/** What the room sees, and whether never the lower half. @typedef {{ visibility: string, top_only: boolean }} Sight */

/** The key of its words. @param {Sight} sight */
const keyOf = ({ visibility, top_only: top }) => (visibility === 'live' && top ? 'live_top' : visibility);

/**
 * @param {HTMLElement} root
 * @param {(sight: Sight) => Promise<boolean>} show
 * @returns {(snapshot: Sight) => void}
 */
export function roomView(root, show) {
  const button = one(root, '[data-show]');
  const mark = one(button, 'svg');
  const choices = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll('input[name="room"]')]);
  const top = /** @type {HTMLInputElement} */ (one(root, 'input[name="top_only"]'));
  /** @type {Sight} */
  let seen = { visibility: '', top_only: false };
  /** @type {Sight | null} */
  let armed = null;
  let until = 0;
  let countdown = 0;

  function disarm() {
    window.clearInterval(countdown);
    armed = null;
    for (const choice of choices) choice.checked = choice.value === seen.visibility;
    top.checked = seen.top_only;
    draw();
  }

  function arm() {
    window.clearInterval(countdown);
    const wanted = { visibility: choices.find((choice) => choice.checked)?.value ?? seen.visibility, top_only: top.checked };
    if (same(wanted, seen)) {
      disarm();
      return;
    }
    armed = wanted;
    until = performance.now() + ARMED_MS;
    countdown = window.setInterval(draw, 250);
    draw();
    // Ten seconds are short: the second step is brought into sight, on a low window too.
    button.scrollIntoView({ block: 'nearest' });
    announce(`${t('Armed, nothing shows yet: confirm within ten seconds.')} ${outcome(wanted)}`);
  }

  /** @param {Sight} one @param {Sight} other */
  const same = (one, other) => one.visibility === other.visibility && one.top_only === other.top_only;

  /** What the room will see of it, before it does. @param {Sight} sight */
  const outcome = (sight) => word(sight.visibility === 'frozen' ? freezing(sight) : `will_${keyOf(sight)}`);

  /** What is frozen already stays as it is. @param {Sight} sight */
  const freezing = (sight) => (seen.visibility === 'frozen' ? 'room_frozen' : `freeze_${keyOf({ ...seen, top_only: sight.top_only })}`);

  function draw() {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (armed && left <= 0) {
      disarm();
      return;
    }
    root.dataset.armed = armed?.visibility ?? '';
    root.dataset.seen = seen.visibility;
    root.dataset.preview = (armed ?? seen).visibility;
    button.setAttribute('aria-disabled', String(!armed));
    button.classList.toggle('button--danger', Boolean(armed));
    setIcon(mark, armed ? 'warning' : 'lock');
    fill(root, {
      seen: word(keyOf(seen)),
      room: armed ? outcome(armed) : word(`room_${keyOf(seen)}`),
      act: armed ? word(`show_${keyOf(armed)}`) : t('2. Show'),
      hint: armed
        ? t('nothing shows yet, %(seconds)s s left to confirm', { seconds: left })
        : t('choose above first, then 10 s to confirm'),
    });
  }

  for (const choice of choices) choice.addEventListener('change', arm);
  top.addEventListener('change', arm);
  button.addEventListener('click', async () => {
    if (!armed) return;
    const wanted = armed;
    window.clearInterval(countdown);
    const done = await show(wanted);
    if (done) seen = wanted;
    disarm();
    if (done) announce(word(`room_${keyOf(wanted)}`));
  });
  return ({ visibility, top_only }) => {
    const told = { visibility, top_only };
    const moved = !same(told, seen);
    seen = told;
    if (!armed || moved) disarm();
  };
}
