// A ballot as this tablet holds it, and what of it the server is known to have.

/** @typedef {Record<string, number | null>} Scores */
/** What a juror writes. @typedef {{ scores: Scores, comment: string }} Words */
/** What the server has: its latest version. @typedef {Words & { revision: number, final: boolean, counts: boolean, saved_at_ms: number | null, receipt: string | null }} Known */
/** A ballot as the server tells it. @typedef {Words & { team: number, revision: number, state: string, counts: boolean, saved_at_ms: number | null, receipt: string | null }} Told */
/** One command under way, the same until it is answered. @typedef {Words & { op: string, base: number, epoch?: string, final: boolean, again?: string | null }} Sending */
/** A version acknowledged as validated. @typedef {Words & { saved_at_ms: number, receipt: string | null }} Counted */
/** @typedef {{ status: number, detail: string, fields: Record<string, string> }} Refused */
/**
 * @typedef {Words & {
 *   team: number, epoch: string, known: Known, final: boolean, touched_at_ms: number | null, sending: Sending | null,
 *   counted: Counted | null, owed: Counted | null, refused: Refused | null,
 *   conflict: { theirs: Known } | null,
 * }} Ballot `final`: what stands here was validated by its juror and the server has not said so yet. `counted`: the last
 *   version acknowledged as validated. `owed`: one that a server back from an older backup has lost. `conflict`: what another
 *   device wrote where this one did too, until the juror has chosen.
 */

/** @param {Words} words @returns {Words} */
export const wordsOf = ({ scores, comment }) => ({ scores: { ...scores }, comment });

/** @param {Told} told @returns {Known} */
export function knownOf({ revision, state, counts, saved_at_ms, receipt, ...words }) {
  return { ...wordsOf(words), revision, final: state === 'validated' || state === 'locked', counts, saved_at_ms, receipt };
}

/** @param {Known} known @returns {Counted | null} */
export function countedOf({ final, saved_at_ms, receipt, ...words }) {
  return final && saved_at_ms !== null ? { ...wordsOf(words), saved_at_ms, receipt } : null;
}

/** A ballot as the page received it, nothing of this tablet's own in it. @param {Told} told @param {string} epoch @returns {Ballot} */
export function begun(told, epoch) {
  const known = knownOf(told);
  return {
    ...wordsOf(known),
    team: told.team,
    epoch,
    known,
    final: false,
    touched_at_ms: null,
    sending: null,
    counted: countedOf(known),
    owed: null,
    refused: null,
    conflict: null,
  };
}
