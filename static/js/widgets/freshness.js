// The badge that says how old what you see is: always an age, never a bare dot.

import { one, setText } from '../lib/dom.js';
import { age } from '../lib/format.js';
import { setIcon } from '../lib/marks.js';
import { t } from '../lib/page.js';

/** @typedef {import('../lib/freshness.js').Freshness} Freshness */

const MARKS = { live: 'target', late: 'half', mute: 'barred' };
const WORDS = {
  live: 'Live, %(age)s ago',
  still: 'Connected, %(age)s ago',
  late: 'Display %(age)s old',
  mute: 'Silent for %(age)s',
  offline: 'Offline, scores kept',
};

/**
 * Take over a badge made by the freshness() macro. Give the answer to live.freshness().
 * While `keeps` says so, a mute connection reads "Offline, scores kept": the juror's side. With `still`, what is shown was
 * stopped on purpose while it says so: connected, not live.
 * @param {HTMLElement} badge
 * @param {{ keeps?: () => boolean, still?: () => boolean }} [options]
 * @returns {(freshness: Freshness) => void}
 */
export function freshnessBadge(badge, { keeps = () => false, still = () => false } = {}) {
  const word = one(badge, '[data-freshness-word]');
  const mark = one(badge, 'svg');
  return ({ state, age_s }) => {
    const offline = state === 'mute' && keeps();
    badge.hidden = false;
    badge.className = `chip freshness chip--${offline ? 'offline' : state}`;
    setIcon(mark, offline ? 'ring' : MARKS[state]);
    setText(word, offline ? t(WORDS.offline) : t(WORDS[state === 'live' && still() ? 'still' : state], { age: age(age_s) }));
  };
}
