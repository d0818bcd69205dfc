// A ballot written on two devices: what one side alone touched is joined, what both touched is the juror's to choose.
// app/domain/merge.py holds the same rule for pages without script; both run tests/cases/merge.json.

/** @typedef {import('./known.js').Words} Words @typedef {Record<string, 'here' | 'there'>} Choices for each torn field, the side to keep */

export const COMMENT = 'comment';

/** What stands in a field; a criterion without a score is null. @param {Words} words @param {string} field @returns {number | string | null} */
export function written(words, field) {
  return field === COMMENT ? words.comment : (words.scores[field] ?? null);
}

/** The criteria that any of these ballots knows, in their order. @param {Words[]} ballots */
const criteriaOf = (...ballots) => [...new Set(ballots.flatMap((words) => Object.keys(words.scores)))];

/** The fields in which two ballots differ. @param {Words} a @param {Words} b @returns {string[]} */
export function differences(a, b) {
  return [...criteriaOf(a, b), COMMENT].filter((field) => written(a, field) !== written(b, field));
}

/**
 * Join two ballots that began as the same one. A `torn` field was touched by both, otherwise: ours stands there unless
 * the other side was chosen.
 * @param {Words} base @param {Words} mine @param {Words} theirs @param {Choices} [choices] @returns {{ words: Words, torn: string[] }}
 */
export function merged(base, mine, theirs, choices = {}) {
  const touched = new Set(differences(base, mine));
  const moved = new Set(differences(base, theirs));
  const torn = differences(mine, theirs).filter((field) => touched.has(field) && moved.has(field));
  const side = (/** @type {string} */ field) =>
    touched.has(field) && !(torn.includes(field) && choices[field] === 'there') ? mine : theirs;
  const scores = Object.fromEntries(criteriaOf(base, mine, theirs).map((key) => [key, side(key).scores[key] ?? null]));
  return { words: { scores, comment: side(COMMENT).comment }, torn };
}
