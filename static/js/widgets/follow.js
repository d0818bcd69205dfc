// The stage is elsewhere: who is on it, and the way there.
import { byId, fill } from '../lib/dom.js';
import { t } from '../lib/page.js';

/** @param {number | null} team the one on stage; null where there is nothing to follow @param {boolean} called its time not begun */
export function follow(team, called) {
  const link = byId('follow');
  link.hidden = team === null;
  const params = { number: team ?? '' };
  fill(link, { sentence: called ? t('Team %(number)s is called.', params) : t('Team %(number)s is on stage.', params) });
}
