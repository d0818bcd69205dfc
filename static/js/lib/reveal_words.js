// What a step of the reveal says, line by line; the twin of templates/macros/reveal_words.html. Both run tests/cases/reveal.json.
import { carriers } from './names.js';
import { t } from './page.js';

/** @typedef {{ number: number, title: string, short_title: string, organisation: string }} Named */
/** @typedef {{ team: Named, place: number | null, tied: boolean, tier: string | null, category: string | null }} Recalled */
/**
 * What the room sees at a step; of a rehearsal, projects that are nobody's have a letter.
 * @typedef {object} Shown
 * @property {string} kind
 * @property {number} [position]
 * @property {number} [count]
 * @property {{ name: string, sponsor: string | null } | null} [category]
 * @property {string | null} [tier]
 * @property {number | null} [place]
 * @property {boolean} [tied]
 * @property {Named | null} [team]
 * @property {string} [letter]
 * @property {string | null} [citation]
 * @property {string} [service]
 * @property {Recalled[]} [laureates]
 * @property {string[]} [letters]
 * @property {Named | null} [favourite]
 * @property {boolean} [rehearsal]
 * @property {number} [at]
 * @property {number} [of]
 */
/** @typedef {{ state: 'off' | 'ready' | 'running' | 'done', step: number, steps: number, shown: Shown | null }} Reveal */

/** @type {Record<string, string>} */
const WORDS = { gold: 'Gold', silver: 'Silver', bronze: 'Bronze' };

/** @param {string} tier */
export const tierWord = (tier) => t(WORDS[tier] ?? tier);

/** The line above the title: before its figure, the figure, after it. @param {Shown} shown @returns {[string, string, string]} */
function lineOf(shown) {
  if (shown.kind === 'laureate') {
    if (shown.tier) return [tierWord(shown.tier), '', ''];
    if (shown.place) return [t('Rank'), String(shown.place), shown.tied ? t('tied') : ''];
    const [before = '', after = ''] = t('Laureate %(position)s of %(count)s', { position: '|', count: shown.count ?? '' }).split('|');
    return [before.trim(), String(shown.position), after.trim()];
  }
  if (shown.kind === 'favourite') return [t('The room’s favourite'), '', ''];
  if (shown.kind === 'service') return [t('Favourite of %(service)s', { service: shown.service ?? '' }), '', ''];
  if (shown.kind === 'category') return [t('Category'), '', ''];
  return [shown.category?.name ?? '', '', ''];
}

/** @param {Shown} shown */
function titleOf(shown) {
  if (shown.team) return shown.team.title;
  if (shown.letter) return t('Project %(letter)s', { letter: shown.letter });
  if (shown.kind === 'category') return shown.category?.name ?? '';
  if (shown.kind === 'tier') return tierWord(shown.tier ?? '');
  if (shown.kind === 'suspense') return t('One name is left');
  return shown.kind === 'black' ? '' : t('The laureates');
}

/** @param {Shown} shown @param {{ name: string, when: string }} event */
function teamOf({ team, kind, category }, event) {
  if (team) return t('%(organisation)s, team %(number)s', { organisation: carriers(team.organisation, ' + '), number: team.number });
  if (kind === 'title') return event.name;
  return kind === 'category' && category?.sponsor ? t('With the support of %(sponsor)s', { sponsor: category.sponsor }) : '';
}

/** @param {Shown} shown @param {{ name: string, when: string }} event */
function footOf(shown, event) {
  if (shown.rehearsal) return t('A rehearsal');
  if (shown.citation) return shown.citation;
  if (shown.kind === 'title') return event.when;
  if (shown.kind === 'recap') return shown.laureates?.some(({ place, tier }) => place || tier) ? '' : t('In no order of merit');
  if (shown.kind !== 'laureate') return '';
  return shown.category?.name ?? (shown.place ? '' : t('In no order of merit'));
}

/**
 * Every line of a step, by the slot it is written in.
 * @param {Shown} shown
 * @param {{ name: string, when: string }} event
 */
export function wordsOf(shown, event) {
  const [before, figure, after] = lineOf(shown);
  return { before, figure, after, title: titleOf(shown), team: teamOf(shown, event), foot: footOf(shown, event) };
}
