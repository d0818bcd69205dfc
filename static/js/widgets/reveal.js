// The reveal on the screen of the room: whole steps come in, one is drawn. The last one holds the laureates as a list.
import { announce, byId, fill, one, renderList } from '../lib/dom.js';
import { fitTitle, wholeTitle } from '../lib/fit.js';
import { age } from '../lib/format.js';
import { pagesOf } from '../lib/legibility.js';
import { setToken } from '../lib/marks.js';
import { t } from '../lib/page.js';
import { tierWord, wordsOf } from '../lib/reveal_words.js';
import { PageTurner, pageWords } from './page_turner.js';
import { revealPalm } from './reveal_palm.js';

/** @typedef {import('../lib/reveal_words.js').Reveal} Reveal @typedef {import('../lib/reveal_words.js').Shown} Shown */

/** The largest title, and a line of the list, in % of the height; the rest of the list's image, in heights of its text. */
const LARGEST = 24.8;
const ROW = 1.12;
const BESIDE_THE_ROWS = 3.1;

const projected = () => document.body.hasAttribute('data-projected');

/**
 * @param {HTMLElement} root
 * @param {number} q
 * @param {{ name: string, when: string }} event
 */
export function revealScreen(root, q, event) {
  const words = one(root, '.reveal__words');
  const list = byId('recap');
  const button = /** @type {HTMLButtonElement} */ (byId('recap-pages'));
  const grow = revealPalm(byId('palm'));
  const turner = new PageTurner(button, drawList);
  /** @type {Reveal | undefined} */
  let reveal;
  /** The room's own black: a key of its keyboard, that asks nothing of the network. */
  let dark = false;
  let alone = '';
  document.body.style.setProperty('--q', String(q));

  function draw(fresh = false) {
    const shown = reveal?.shown ?? null;
    root.hidden = shown === null;
    document.body.toggleAttribute('data-revealing', shown !== null);
    if (!shown) return;
    const black = (dark && projected()) || shown.kind === 'black';
    root.dataset.kind = black ? 'black' : shown.kind;
    root.className = `reveal ${black ? 'on-night' : 'on-brand'}`;
    root.toggleAttribute('data-rehearsal', Boolean(shown.rehearsal));
    root.toggleAttribute('data-fresh', fresh);
    const said = black ? { before: '', figure: '', after: '', title: '', team: '', foot: '' } : wordsOf(shown, event);
    fill(words, { ...said, foot: (!black && alone) || said.foot });
    setToken(one(words, '.reveal__team [data-part="token"]'), (!black && shown.team?.organisation) || null, 'wide');
    if (shown.count !== undefined) grow(shown.position ?? 0, shown.count, fresh && shown.kind === 'laureate');
    drawList();
    fit();
    if (fresh) announce(Object.values(said).filter(Boolean).join(' '));
  }

  function drawList() {
    const shown = root.dataset.kind === 'recap' ? reveal?.shown : null;
    const rows = [
      ...(shown?.laureates ?? []).map(({ team, place, tier }) => ({
        key: String(team.number),
        ...team,
        mark: tier ? tierWord(tier) : (place ?? ''),
      })),
      ...(shown?.letters ?? []).map((letter) => ({
        key: letter,
        title: t('Project %(letter)s', { letter }),
        short_title: '',
        organisation: null,
        mark: '',
      })),
    ];
    const pages = projected() ? pagesOf(rows, Math.max(1, Math.floor((100 / q - BESIDE_THE_ROWS) / ROW))) : [rows];
    turner.among(pages.length);
    button.hidden = pages.length < 2;
    fill(button, { pages: pageWords([], turner.page + 1, pages.length) });
    const drawn = renderList(
      list,
      pages[turner.page] ?? [],
      ({ key }) => key,
      'recap-row',
      (row, { organisation, title, mark }) => {
        setToken(one(row, '[data-part="token"]'), organisation, 'wide');
        fill(row, { mark });
        if (!projected()) wholeTitle(one(row, '[data-part="name"]'), title);
      },
    );
    // Once they stand in their lines: only there a name has a width to fit.
    if (!projected()) return;
    for (const { key, title, short_title } of rows) {
      const row = drawn.get(key);
      if (row) fitTitle(one(row, '[data-part="name"]'), title, short_title);
    }
  }

  /** The largest title that the image holds whole; what is said below it is left out before a title gets too small. */
  function fit() {
    const foot = one(words, '.reveal__foot');
    foot.removeAttribute('data-spared');
    words.style.removeProperty('--title');
    if (!projected() || root.hidden) return;
    for (const least of [Math.max(q, 13), Math.max(q, 9)]) {
      for (let size = LARGEST; size >= least; size -= 0.8) {
        words.style.setProperty('--title', String(size));
        if (words.scrollHeight <= words.clientHeight + 1 && words.scrollWidth <= words.clientWidth + 1) return;
      }
      foot.setAttribute('data-spared', '');
    }
  }

  document.addEventListener('keydown', (event) => {
    // Not in the hand: a reader's keys are the reader's own.
    if (!projected() || root.hidden || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key.toLowerCase() !== 'b' && event.key !== '.') return;
    dark = !dark;
    draw();
  });

  return {
    /** @param {Reveal} snapshot */
    hear(snapshot) {
      // Going on is seen happening; going back, and what stands there when the page comes, is not played again.
      const before = reveal?.shown;
      const on = before?.rehearsal ? (snapshot.shown?.at ?? 0) > (before.at ?? 0) : snapshot.step > (reveal?.step ?? 0);
      reveal = snapshot;
      draw(Boolean(before) && on);
    },
    /** Without news it says so. @param {import('../lib/freshness.js').Freshness} freshness */
    fresh({ state, age_s }) {
      const said = state === 'live' ? '' : t('Frozen for %(age)s', { age: age(age_s) });
      if (said === alone) return;
      alone = said;
      draw();
    },
    layOut: () => draw(),
  };
}
