// What everybody is told: one press arms, a second within ten seconds shows; otherwise it disarms by itself.
import { announce, fill, one } from '../lib/dom.js';
import { setIcon } from '../lib/marks.js';
import { t } from '../lib/page.js';
import { toast } from './toast.js';

const ARMED_MS = 10000;

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Command} command
 * @returns {(day: { announcement: string | null }) => void}
 */
export function announcement(root, command) {
  const form = /** @type {HTMLFormElement} */ (one(root, '[data-form]'));
  const field = /** @type {HTMLTextAreaElement} */ (one(form, 'textarea'));
  const arm = one(root, '[data-arm]');
  const show = one(root, '[data-show]');
  const shown = one(root, '[data-shown]');
  let until = 0;
  let countdown = 0;

  function draw() {
    const left = Math.ceil((until - performance.now()) / 1000);
    const armed = left > 0;
    if (!armed) window.clearInterval(countdown);
    arm.setAttribute('aria-disabled', String(armed || !field.value.trim()));
    show.setAttribute('aria-disabled', String(!armed));
    show.classList.toggle('button--danger', armed);
    setIcon(one(show, 'svg'), armed ? 'warning' : 'lock');
    fill(show, { hint: armed ? t('%(seconds)s s left to confirm', { seconds: left }) : t('10 s to confirm') });
  }

  function disarm() {
    until = 0;
    draw();
  }

  /** @param {string | null} text @param {() => void} [obeyed] */
  const say = (text, obeyed = () => {}) =>
    command('announcement', { text }, (answer) => {
      obeyed();
      toast(answer.announcement ? t('Everybody reads: %(text)s', { text: answer.announcement }) : t('The announcement is taken down.'), {
        word: t('Undo'),
        act: () => command('announcement', { text: answer.before, over: answer.announcement }),
      });
    });

  field.addEventListener('input', disarm); // what was armed is not what would show
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!field.value.trim()) {
      field.focus();
      return;
    }
    until = performance.now() + ARMED_MS;
    window.clearInterval(countdown);
    countdown = window.setInterval(draw, 250);
    draw();
    announce(t('Armed, nothing shows yet: confirm within ten seconds.'));
  });
  show.addEventListener('click', () => {
    if (until <= performance.now()) return;
    const typed = field.value;
    disarm();
    say(typed, () => {
      if (field.value === typed) form.reset();
      draw();
    });
  });
  one(shown, '[data-down]').addEventListener('click', () => {
    say(null);
    field.focus();
  });
  draw();
  return ({ announcement: said }) => {
    shown.hidden = !said;
    fill(root, { announced: said ?? '' });
  };
}
