// Where a command that was not obeyed is explained, with a second try when nobody answered.
import { one, setText } from '../lib/dom.js';

/** @param {HTMLElement} box @returns {import('../lib/command.js').Voice} */
export function refusal(box) {
  const text = one(box, '[data-refusal-text]');
  const retry = one(box, '[data-refusal-retry]');
  /** @type {(() => void) | undefined} */
  let tryAgain;
  /** Where the focus was when the box came: it goes back there with the box. @type {Element | null} */
  let back = null;
  const clear = () => {
    const held = box.contains(document.activeElement);
    box.hidden = true;
    tryAgain = undefined;
    if (held && back instanceof HTMLElement) back.focus();
  };
  one(box, '[data-refusal-close]').addEventListener('click', clear);
  retry.addEventListener('click', () => tryAgain?.());
  /** @param {string} sentence @param {() => void} [again] */
  const say = (sentence, again) => {
    if (!box.contains(document.activeElement)) back = document.activeElement;
    tryAgain = again;
    retry.hidden = !again;
    setText(text, sentence);
    box.hidden = false;
  };
  return { clear, say, wait: say };
}
