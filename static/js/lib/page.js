// What the server told this page when it was made: the one JSON island, and its words.

/**
 * @typedef {object} Organisation
 * @property {string} name
 * @property {string} code
 * @property {'disc' | 'square' | 'hexagon' | 'arch' | 'leaf'} shape
 * @property {number} colour
 * @property {boolean} outlined
 */
/** @typedef {{ number: number, title: string, short_title: string, organisation: string, table: number | null }} Team */
/**
 * @typedef {object} Page
 * @property {string | null} event
 * @property {string | null} as
 * @property {'fr' | 'en'} language
 * @property {string} zone
 * @property {number} now_ms
 * @property {string} csrf
 * @property {number | null} kept_at_ms when this tablet kept the page, on its own clock; null: it comes from the server
 * @property {Record<string, string>} words
 * @property {Record<string, Organisation>} organisations
 * @property {Record<string, Team>} teams
 * @property {Record<string, any>} snapshots
 */

// Written by tablet_worker.js into the pages that it keeps.
const { keptAtMs: keptAt } = document.documentElement.dataset;
const EMPTY = {
  event: null,
  as: null,
  language: document.documentElement.lang === 'en' ? 'en' : 'fr',
  zone: 'Europe/Paris',
  now_ms: 0,
  csrf: '',
  kept_at_ms: keptAt === undefined ? null : Number(keptAt),
  words: {},
  organisations: {},
  teams: {},
  snapshots: {},
};
const island = document.getElementById('page');

/** The island of this page; a page without one gets an empty one. @type {Page & Record<string, any>} */
export const page = Object.assign({}, EMPTY, island ? JSON.parse(island.textContent || '{}') : {});

/**
 * Fill the %(name)s places of a sentence.
 * @param {string} sentence
 * @param {Record<string, string | number>} params
 */
function filled(sentence, params) {
  return sentence.replace(/%\((\w+)\)[sd]/g, (place, name) => (name in params ? String(params[name]) : place));
}

/**
 * A sentence in the reader's language; `msgid` is the English one and must be in the island's words.
 * @param {string} msgid
 * @param {Record<string, string | number>} [params]
 * @returns {string}
 */
export function t(msgid, params = {}) {
  return filled(page.words[msgid] ?? msgid, params);
}

/**
 * A sentence that counts: French takes the singular for 0 and 1, English for 1 only.
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [params]
 * @returns {string}
 */
export function tn(one, many, n, params = {}) {
  const single = page.language === 'fr' ? Math.abs(n) < 2 : Math.abs(n) === 1;
  return t(single ? one : many, { num: n, n, ...params });
}
