// A team rehearses its pitch on its own phone: three equal parts, counted here; nothing of it is sent or kept.
import { announce, fill, one, setText } from '../lib/dom.js';
import { t } from '../lib/page.js';
import { digits, fieldOf, part, remaining } from '../lib/timer.js';

const LAST_MS = 30000;
const REDRAWN_MS = 100;
const SHORT_BUZZ_MS = 200;

/** @param {HTMLElement} root @param {number} minutes how long the pitch lasts */
export function pitchRehearsal(root, minutes) {
  const run = one(root, '[data-run]');
  const again = one(root, '[data-again]');
  const parts = [...root.querySelectorAll('[data-part]')];
  const fresh = () => ({
    mode: 'armed',
    phase: 'pitch',
    duration_ms: minutes * 60000,
    added_ms: 0,
    elapsed_ms: 0,
    anchor_at_ms: 0,
    last_ms: LAST_MS,
  });
  let timer = /** @type {any} */ (fresh());
  let beat = 0;
  /** The part that was told last; three is the time over. */
  let told = -1;

  function draw() {
    const now = performance.now();
    const left = remaining(timer, now);
    const over = left <= 0;
    const at = over ? parts.length : part(timer, now);
    const share = timer.duration_ms / parts.length;
    setText(one(root, '[data-digits]'), digits(left));
    root.dataset.field = timer.mode === 'running' ? fieldOf(timer, now) : timer.mode;
    parts.forEach((element, place) => {
      element.setAttribute('data-part', place < at ? 'past' : place === at ? 'now' : 'coming');
      const done = Math.min(1, Math.max(0, (timer.duration_ms - left - place * share) / share));
      one(element, 'rect').setAttribute('x', String(Math.round(done * 1000) / 10));
    });
    fill(root, { run: timer.mode === 'running' ? t('Pause') : timer.mode === 'paused' ? t('Go on') : t('Start') });
    again.hidden = timer.mode === 'armed';
    if (timer.mode === 'running' && at !== told) {
      told = at;
      navigator.vibrate?.(over ? [SHORT_BUZZ_MS, SHORT_BUZZ_MS, SHORT_BUZZ_MS] : SHORT_BUZZ_MS);
      announce(over ? t('Over time') : (parts[at]?.textContent?.trim() ?? ''));
    }
  }

  function hold() {
    clearInterval(beat);
    timer = { ...timer, mode: 'paused', elapsed_ms: timer.elapsed_ms + performance.now() - timer.anchor_at_ms };
  }

  run.addEventListener('click', () => {
    if (timer.mode === 'running') hold();
    else {
      timer = { ...timer, mode: 'running', anchor_at_ms: performance.now() };
      beat = window.setInterval(draw, REDRAWN_MS);
    }
    draw();
  });
  again.addEventListener('click', () => {
    clearInterval(beat);
    timer = fresh();
    told = -1;
    draw();
    run.focus();
  });
  root.hidden = false;
  draw();
}
