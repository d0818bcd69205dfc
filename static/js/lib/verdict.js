// Where a ballot stands for its juror: pure, from the ballot of this tablet and from what the event allows.
import { differences } from './merge.js';

/** @typedef {import('./known.js').Ballot} Ballot @typedef {import('./outbox.js').Way} Way */
/** @typedef {'open' | 'closed' | 'own' | 'recused'} Standing */
/** @typedef {'empty' | 'draft' | 'pending' | 'validated' | 'revised' | 'conflict' | 'refused' | 'locked' | 'late' | 'after'} Verdict */

/** Whether scoring is open, for the jury or for this juror alone. @param {{ scoring: string }} day @param {readonly string[]} reopened the jurors for whom it is open again @param {string} juror */
export function mayWrite(day, reopened, juror) {
  return day.scoring === 'open' || reopened.includes(juror);
}

/** The criteria without a score. @param {Ballot} ballot @param {string[]} criteria @returns {string[]} */
export function missing(ballot, criteria) {
  return criteria.filter((key) => ballot.scores[key] === null || ballot.scores[key] === undefined);
}

/** Whether a score at one of these ends of the scale has no comment; the rules may ask for none at all. @param {Ballot} ballot @param {readonly number[]} ends */
export function unexplained(ballot, ends) {
  return ballot.comment.trim() === '' && Object.values(ballot.scores).some((score) => score !== null && ends.includes(score));
}

/** Whether anything is written. @param {Ballot} ballot @param {string[]} criteria */
export function written(ballot, criteria) {
  return ballot.comment !== '' || missing(ballot, criteria).length < criteria.length;
}

/** @param {Ballot} ballot @param {Standing} standing @param {string[]} criteria @returns {Verdict} */
export function verdict(ballot, standing, criteria) {
  const same = differences(ballot, ballot.known).length === 0;
  if (ballot.conflict) return 'conflict';
  if (ballot.known.final && same) return standing === 'open' ? 'validated' : 'locked';
  // What was validated before counts all the same: only what came after closing does not.
  if (standing === 'closed' && ballot.known.counts) return 'after';
  if (standing === 'closed') return written(ballot, criteria) ? 'late' : 'empty';
  if (ballot.refused) return 'refused';
  if (ballot.final) return 'pending';
  if (ballot.known.counts) return 'revised';
  return written(ballot, criteria) || !same ? 'draft' : 'empty';
}

/** Whether the juror may be taken elsewhere without leaving anything half done. @param {Ballot | null} ballot @param {string[]} criteria */
export function finished(ballot, criteria) {
  return ballot === null || ['empty', 'pending', 'validated'].includes(verdict(ballot, 'open', criteria));
}

/** Which box of the stub a ballot is in. @param {Ballot} ballot @param {Way} way @returns {'none' | 'here' | 'sending' | 'failed' | 'saved'} */
export function box(ballot, way) {
  if (way.under_way) return 'sending';
  if (way.retry_at_ms !== null) return 'failed';
  if (ballot.final || ballot.conflict || ballot.refused || differences(ballot, ballot.known).length) return 'here';
  return ballot.known.revision ? 'saved' : 'none';
}
