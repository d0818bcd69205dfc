// What the last row can read: q is its distance over the height of the image, and no text is smaller than q % of
// that height. Everything a projected screen measures follows from it.

const DEFAULT_Q = 8;
export const PAGE_MS = 12000;
const LEAST_Q = 2;
const MOST_Q = 20;
const MOST_ROWS = 9;
/** Head, double rule, column heads and foot together, and one row with its air, in heights of the text. */
const FURNITURE = 3.5;
const ROW = 1.11;
const COLUMNS_UP_TO = 4;
const NAMES_UP_TO = 8;

/**
 * The q that was asked for, kept within what a room can be; without a readable figure, twenty metres and an image of 2.5.
 * @param {string | null} asked
 * @returns {number}
 */
export function qOf(asked) {
  const q = Number.parseFloat((asked ?? '').replace(',', '.'));
  return Number.isFinite(q) ? Math.min(MOST_Q, Math.max(LEAST_Q, q)) : DEFAULT_Q;
}

/** How many rows a page of the ranking holds, where `taken` % of the height is something else's. @param {number} q @param {number} [taken] @returns {number} */
export function rowsPerPage(q, taken = 0) {
  return Math.max(1, Math.min(MOST_ROWS, Math.floor((100 - taken - FURNITURE * q) / (ROW * q))));
}

/** The size of the text, in % of the height, that fills the image with those rows: q at least. @param {number} q @param {number} [taken] @returns {number} */
export function textSize(q, taken = 0) {
  return Math.max(q, (100 - taken) / (FURNITURE + ROW * rowsPerPage(q, taken)));
}

/** How many columns of rows: two only near the image, and only where every title still fits. @param {number} q @param {boolean} fits */
export function columns(q, fits) {
  return q <= COLUMNS_UP_TO && fits ? 2 : 1;
}

/** Whether the stage has room for more than the phase and the digits: the parts' names and the team. @param {number} q @returns {boolean} */
export function namesShown(q) {
  return q <= NAMES_UP_TO;
}

/**
 * The pages of a list: as few as the rows allow, each but the last one full.
 * @template T
 * @param {readonly T[]} rows
 * @param {number} perPage
 * @returns {T[][]}
 */
export function pagesOf(rows, perPage) {
  const count = Math.max(1, Math.ceil(rows.length / perPage));
  return Array.from({ length: count }, (_, page) => rows.slice(page * perPage, (page + 1) * perPage));
}
