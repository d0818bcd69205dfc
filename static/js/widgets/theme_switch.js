// The three-way switch in the foot of every page; it only exists when there is a script to serve it.
import { chooseTheme, chosenTheme } from '../lib/theme.js';

for (const group of document.querySelectorAll('[data-theme-switch]')) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = group.querySelectorAll('input[type="radio"]');
  for (const choice of choices) {
    choice.checked = choice.value === chosenTheme();
    choice.addEventListener('change', () => chooseTheme(choice.value));
  }
  group.removeAttribute('hidden');
}
