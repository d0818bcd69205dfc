// One sentence at the foot of the screen with one way back; it waits while it is looked at.
import { announce, byId } from '../lib/dom.js';

const STAY_MS = 8000;
/** Where the focus goes back to when a toast that held it goes. @type {HTMLElement | null} */
let back = null;

/**
 * Show a sentence for eight seconds. `undo` adds one button with its own word.
 * @param {string} sentence
 * @param {{ word: string, act: () => void }} [undo]
 */
export function toast(sentence, undo) {
  const place = byId('toasts');
  const focused = document.activeElement;
  const held = place.contains(focused);
  if (!held && focused instanceof HTMLElement) back = focused;
  const box = document.createElement('div');
  box.className = 'toast';
  const words = document.createElement('span');
  words.textContent = sentence;
  box.append(words);
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = undo.word;
    button.addEventListener('click', () => {
      box.remove();
      back?.focus();
      undo.act();
    });
    box.append(button);
  }
  let timer = 0;
  const leave = () => {
    timer = window.setTimeout(() => box.remove(), STAY_MS);
  };
  const stay = () => window.clearTimeout(timer);
  for (const type of ['pointerenter', 'focusin']) box.addEventListener(type, stay);
  for (const type of ['pointerleave', 'focusout']) box.addEventListener(type, leave);
  place.replaceChildren(box);
  if (held) back?.focus();
  announce(sentence);
  leave();
}
