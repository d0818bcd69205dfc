// The reader's choice of theme: "light", "dark", or none, which leaves it to the system.
import { remember } from './remembered.js';

const KEY = 'palmares.theme';

/** The chosen theme, or '' when the system decides. @returns {'' | 'light' | 'dark'} */
export function chosenTheme() {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : '';
}

/** Apply a theme at once and remember it on this device. @param {string} theme */
export function chooseTheme(theme) {
  const root = document.documentElement;
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
  remember(KEY, theme);
}
