// The team a ballot is about: number, title, authority, and its sheet.
import { byId, fill, one, setAttribute } from '../lib/dom.js';
import { setToken } from '../lib/marks.js';
import { carriers } from '../lib/names.js';
import { page, t } from '../lib/page.js';

/** From how many signs a title takes the smaller of its two sizes. */
const LONG = 26;
/** There the rulers come first: the sheet waits, closed, to be asked for. The same words are in screens/jury.css. */
const low = matchMedia('(orientation: landscape) and (max-height: 50em)');

/** What is said of a turn beside the team; a turn that is over goes without saying. @type {Record<string, string>} */
const WORDS = {
  planned: 'not called yet',
  postponed: 'not called yet',
  called: 'called',
  on_stage: 'on stage now',
  absent: 'marked absent',
};

/** @returns {{ show: (number: number, open: boolean) => void, turn: (status: string) => void }} */
export function teamSheet() {
  const head = byId('team');
  const sheet = /** @type {HTMLDetailsElement} */ (byId('sheet'));
  if (low.matches) sheet.open = false;
  sheet.removeAttribute('data-early');

  return {
    /** @param {number} number @param {boolean} open whether its sheet is: not moved once it is being read */
    show(number, open) {
      const team = page.teams[number];
      if (!team) return;
      fill(head, { number, title: team.title, organisation: carriers(team.organisation, ', ') });
      setAttribute(head, 'data-long', team.title.length > LONG);
      setToken(one(head, '[data-token]'), team.organisation, 'l');
      const parts = page.sheets[number] ?? {};
      for (const part of /** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll('[data-part]'))) {
        const text = parts[part.dataset.part ?? ''] ?? '';
        part.hidden = text === '';
        one(part, 'dd').textContent = text;
      }
      sheet.hidden = !Object.values(parts).some(Boolean);
      sheet.open = open && !low.matches;
      document.title = document.title.replace(/^[^·]*/, `${t('Team %(number)s', { number })}, ${team.title} `);
    },
    /** @param {string} status of its slot; '' where there is none, or nobody knows */
    turn(status) {
      const words = WORDS[status];
      one(head, '[data-turn]').hidden = !words;
      if (words) fill(head, { turn: t(words) });
    },
  };
}
