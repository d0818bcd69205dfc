// A juror's own scores side by side: the mean of a ballot, and how the scale is used. Exact in whole numbers until written.

/** @typedef {import('./known.js').Scores} Scores @typedef {{ key: string, weight: number }} Criterion */
/** @typedef {{ weighted: number, weights: number }} Mean a fraction of whole numbers */

/** The weighted mean of a ballot's criteria; null while one is not scored. Twin of own_mean in domain/scoring.py. @param {Scores} scores @param {readonly Criterion[]} criteria @returns {Mean | null} */
export function ownMean(scores, criteria) {
  let weighted = 0;
  let weights = 0;
  for (const { key, weight } of criteria) {
    const score = scores[key] ?? null;
    if (score === null) return null;
    weighted += weight * score;
    weights += weight;
  }
  return { weighted, weights };
}

/** Two decimals, a half going up, with a point. @param {Mean} mean @returns {string} */
export function twoDecimals({ weighted, weights }) {
  const hundredths = Math.floor((200 * weighted + weights) / (2 * weights));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** Best first, the unfinished last. @param {Mean | null} a @param {Mean | null} b @returns {number} */
export function byMean(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return b.weighted * a.weights - a.weighted * b.weights;
}

/** How one criterion's scale is used: the mean, the lowest and the highest score given. @param {readonly (number | null)[]} scores @returns {{ mean: Mean, low: number, high: number } | null} */
export function useOfScale(scores) {
  const given = /** @type {number[]} */ (scores.filter((score) => score !== null));
  if (!given.length) return null;
  const weighted = given.reduce((sum, score) => sum + score, 0);
  return { mean: { weighted, weights: given.length }, low: Math.min(...given), high: Math.max(...given) };
}
