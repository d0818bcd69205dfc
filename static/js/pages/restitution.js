// The restitution at the desk: the page works by itself; this says when it would be left with words not kept.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';

const form = document.querySelector('[data-sheet]');
/** Refused or overtaken, what was typed is on the page and nowhere else. */
let typed = Boolean(form?.querySelector('.errors'));
form?.addEventListener('input', () => {
  typed = true;
});
form?.addEventListener('submit', () => {
  typed = false;
});
addEventListener('beforeunload', (leaving) => {
  if (typed) leaving.preventDefault();
});
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
