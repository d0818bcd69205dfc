// What the foot of a turning page says.
import { t } from './page.js';

/**
 * The ranks a page holds, and its place among the pages.
 * @param {readonly import('./ranking.js').Ranked[]} rows
 * @param {number} number of this page, from 1
 * @param {number} pages
 * @returns {string}
 */
export function pageWords(rows, number, pages) {
  const ranks = rows.map((team) => team.rank).filter((rank) => rank !== null);
  const place = { page: number, pages, first: ranks[0] ?? 0, last: ranks.at(-1) ?? 0 };
  if (ranks.length === 0) return t('Page %(page)s/%(pages)s', place);
  if (place.first === place.last) return t('Rank %(first)s, page %(page)s/%(pages)s', place);
  return t('Ranks %(first)s to %(last)s, page %(page)s/%(pages)s', place);
}
