// Where the reveal stands, for who presents it: while a rehearsal goes on, where that one does.

/**
 * @typedef {object} Stand
 * @property {boolean} rehearsing
 * @property {boolean} under whether steps can be shown now
 * @property {number} at the step that is shown
 * @property {number} count how many steps there are
 * @property {number} left how many come after it
 * @property {boolean} black
 */

/** @param {import('./reveal_words.js').Reveal} reveal @returns {Stand} */
export function standOf({ state, step, steps, shown }) {
  const rehearsing = Boolean(shown?.rehearsal);
  const at = rehearsing ? (shown?.at ?? 0) : step;
  const count = rehearsing ? (shown?.of ?? 0) : steps;
  return {
    rehearsing,
    under: rehearsing || state === 'running',
    at,
    count,
    left: Math.max(0, count - 1 - at),
    black: shown?.kind === 'black',
  };
}
