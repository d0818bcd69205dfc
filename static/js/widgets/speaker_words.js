// What whoever is on stage is shown: a message under the timer, or black. Each act can be taken back.
import { fill, one } from '../lib/dom.js';
import { t } from '../lib/page.js';
import { meantForDesk } from './shortcuts.js';
import { toast } from './toast.js';

/** @typedef {{ message: string | null, blackout: boolean }} Told */

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Command} command
 */
export function speakerWords(root, command) {
  const form = /** @type {HTMLFormElement} */ (one(root, '[data-form]'));
  const field = /** @type {HTMLInputElement} */ (one(form, 'input'));
  const shown = one(root, '[data-shown]');
  const dark = one(root, '[data-dark]');
  /** @type {Told} */
  let told = { message: null, blackout: false };

  /** @param {string | null} text @param {() => void} [obeyed] */
  const say = (text, obeyed = () => {}) =>
    command('message', { text }, (answer) => {
      obeyed();
      toast(answer.message ? t('The speaker reads: %(text)s', { text: answer.message }) : t('The message is taken down.'), {
        word: t('Undo'),
        act: () => command('message', { text: answer.before, over: answer.message }),
      });
    });

  const blackOut = () => command('blackout', { blackout: !told.blackout });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = field.value;
    if (typed.trim()) say(typed, () => field.value === typed && form.reset());
    else field.focus();
  });
  for (const ready of root.querySelectorAll('[data-ready]')) ready.addEventListener('click', () => say(ready.textContent));
  one(shown, '[data-down]').addEventListener('click', () => {
    say(null);
    field.focus();
  });
  dark.addEventListener('click', blackOut);

  return {
    /** @param {Told} snapshot */
    stage(snapshot) {
      told = snapshot;
      shown.hidden = !told.message;
      dark.setAttribute('aria-pressed', String(told.blackout));
      fill(root, {
        message: told.message ?? '',
        dark: told.blackout ? t('Stage black') : '',
        'dark-act': told.blackout ? t('Give the stage back') : t('Stage black'),
      });
    },
    /** The one key that makes the stage black, and gives it back. @param {KeyboardEvent} event */
    key(event) {
      if (event.key.toLowerCase() !== 'b' || !meantForDesk(event)) return;
      event.preventDefault();
      blackOut();
    },
  };
}
