// Pages that turn by themselves, wait while something moves, and stop when somebody asks.
import { PAGE_MS } from '../lib/legibility.js';
import { t } from '../lib/page.js';

export class PageTurner {
  page = 0;
  #pages = 1;
  #held = false;
  #timeout = 0;
  #turned;

  /** @param {HTMLButtonElement} button stops and goes on @param {() => void} turned called after each turn */
  constructor(button, turned) {
    this.#turned = turned;
    button.addEventListener('click', () => {
      this.#held = !this.#held;
      button.setAttribute('aria-pressed', String(this.#held));
      this.wait();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowRight' || event.key === 'PageDown') this.#turn(1);
      if (event.key === 'ArrowLeft' || event.key === 'PageUp') this.#turn(-1);
    });
  }

  /** How many pages there are now. @param {number} pages */
  among(pages) {
    if (pages === this.#pages) return;
    this.#pages = pages;
    this.page = Math.min(this.page, pages - 1);
    this.wait();
  }

  /** Begin the wait for the next turn again, longer by what is still moving. @param {number} [moving] */
  wait(moving = 0) {
    clearTimeout(this.#timeout);
    if (this.#pages > 1 && !this.#held) this.#timeout = window.setTimeout(() => this.#turn(1), PAGE_MS + moving);
  }

  /** @param {number} by */
  #turn(by) {
    if (this.#pages < 2) return;
    this.page = (this.page + by + this.#pages) % this.#pages;
    this.#turned();
    this.wait();
  }
}

/**
 * What the foot of a page says: the ranks it holds, and its place among the pages.
 * @param {readonly import('../lib/ranking.js').Ranked[]} rows
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
