// What the room sees of the scores: one press arms, a second within ten seconds shows; otherwise it disarms by itself.
import { announce, fill, one } from '../lib/dom.js';
import { setIcon } from '../lib/marks.js';
import { t } from '../lib/page.js';
import { word } from './desk_words.js';

const ARMED_MS = 10000;

/**
 * @param {HTMLElement} root
 * @param {(visibility: string) => Promise<boolean>} show
 * @returns {(snapshot: { visibility: string }) => void}
 */
export function roomView(root, show) {
  const button = one(root, '[data-show]');
  const mark = one(button, 'svg');
  const choices = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll('input[name="room"]')]);
  let seen = '';
  /** @type {string | null} */
  let armed = null;
  let until = 0;
  let countdown = 0;

  function disarm() {
    window.clearInterval(countdown);
    armed = null;
    for (const choice of choices) choice.checked = choice.value === seen;
    draw();
  }

  /** @param {string} visibility */
  function arm(visibility) {
    window.clearInterval(countdown);
    if (visibility === seen) {
      disarm();
      return;
    }
    armed = visibility;
    until = performance.now() + ARMED_MS;
    countdown = window.setInterval(draw, 250);
    draw();
    announce(`${t('Armed, nothing shows yet: confirm within ten seconds.')} ${outcome(visibility)}`);
  }

  /** What the room will see of it, before it does. @param {string} visibility */
  const outcome = (visibility) => word(visibility === 'frozen' ? `freeze_${seen}` : `will_${visibility}`);

  function draw() {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (armed && left <= 0) {
      disarm();
      return;
    }
    root.dataset.armed = armed ?? '';
    root.dataset.seen = seen;
    root.dataset.preview = armed ?? seen;
    button.setAttribute('aria-disabled', String(!armed));
    button.classList.toggle('button--danger', Boolean(armed));
    setIcon(mark, armed ? 'warning' : 'lock');
    fill(root, {
      seen: word(seen),
      room: armed ? outcome(armed) : word(`room_${seen}`),
      act: armed ? word(`show_${armed}`) : t('2. Show'),
      hint: armed
        ? t('nothing shows yet, %(seconds)s s left to confirm', { seconds: left })
        : t('choose above first, then 10 s to confirm'),
    });
  }

  for (const choice of choices) choice.addEventListener('change', () => arm(choice.value));
  button.addEventListener('click', async () => {
    if (!armed) return;
    const wanted = armed;
    window.clearInterval(countdown);
    const done = await show(wanted);
    if (done) seen = wanted;
    disarm();
    if (done) announce(word(`room_${wanted}`));
  });
  return ({ visibility }) => {
    const moved = visibility !== seen;
    seen = visibility;
    if (!armed || moved) disarm();
  };
}
