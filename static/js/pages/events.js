// The events as an organiser sees them: who logs out leaves no page of a juror on this browser.
import { forgetPages } from '../lib/reopening.js';

/** @type {HTMLFormElement | null} */
const leaving = document.querySelector('form[action="/logout"]');
leaving?.addEventListener('submit', (event) => {
  event.preventDefault();
  forgetPages().finally(() => leaving.submit());
});
