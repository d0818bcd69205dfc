// Where a command that was not obeyed is explained, with a second try when nobody answered.
import { one, setText } from '../lib/dom.js';

/** @param {HTMLElement} box @returns {import('../lib/command.js').Voice} */
export function refusal(box) {
  const text = one(box, '[data-refusal-text]');
  const retry = one(box, '[data-refusal-retry]');
  /** @type {(() => void) | undefined} */
  let tryAgain;
  const clear = () => {
    box.hidden = true;
    tryAgain = undefined;
  };
  one(box, '[data-refusal-close]').addEventListener('click', clear);
  retry.addEventListener('click', () => tryAgain?.());
  return {
    clear,
    say(sentence, again) {
      tryAgain = again;
      retry.hidden = !again;
      setText(text, sentence);
      box.hidden = false;
    },
  };
}
