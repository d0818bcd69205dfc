// A ballot joined with what the server has: written elsewhere meanwhile, or lost there with an older backup. Pure steps.
import { countedOf, knownOf, wordsOf } from './known.js';
import { differences, merged } from './merge.js';

/** @typedef {import('./known.js').Ballot} Ballot @typedef {import('./known.js').Words} Words @typedef {import('./known.js').Known} Known @typedef {import('./known.js').Told} Told @typedef {import('./merge.js').Choices} Choices */

/**
 * Another device was quicker: what was touched on one side only is joined, what both touched is for the juror to choose.
 * What was validated here stays so only if nothing in it moved.
 * @param {Ballot} ballot @param {Known} theirs @returns {Ballot}
 */
export function collided(ballot, theirs) {
  // What was owed is there already: paid before the page was told of the older backup, or by another tab.
  if (ballot.owed && !differences(ballot.owed, theirs).length) return { ...over(ballot, wordsOf(ballot), theirs), owed: null };
  const { words, torn } = merged(ballot.known, ballot, theirs);
  if (torn.length) return { ...ballot, final: false, owed: null, conflict: { theirs } };
  const kept = differences(words, ballot).length === 0;
  const owed = newer(ballot.counted, theirs) ? ballot.owed : null;
  return { ...over(ballot, words, theirs), owed, final: ballot.final && kept };
}

/** What the server has is known now, and this stands here over it. @param {Ballot} ballot @param {Words} words @param {Known} theirs @returns {Ballot} */
function over(ballot, words, theirs) {
  return { ...ballot, ...words, known: theirs, counted: countedOf(theirs) ?? ballot.counted, conflict: null };
}

/** The fields that the juror has to choose between the two columns. @param {Ballot} ballot @returns {string[]} */
export function torn(ballot) {
  return ballot.conflict ? merged(ballot.known, ballot, ballot.conflict.theirs).torn : [];
}

/** @param {{ saved_at_ms: number | null } | null} ours @param {Known} theirs */
const newer = (ours, theirs) => ours !== null && (ours.saved_at_ms ?? 0) > (theirs.saved_at_ms ?? 0);

/** The juror chose between the two columns; while one field is not chosen, nothing is. @param {Ballot} ballot @param {Choices} choices @param {number} now @returns {Ballot} */
export function chose(ballot, choices, now) {
  if (!ballot.conflict || torn(ballot).some((field) => !choices[field])) return ballot;
  const { words } = merged(ballot.known, ballot, ballot.conflict.theirs, choices);
  return { ...over(ballot, words, ballot.conflict.theirs), final: false, touched_at_ms: now };
}

/** The server told its ballots, at load or after its epoch changed. @param {Ballot} ballot @param {Told} told @param {string} epoch @returns {Ballot} */
export function met(ballot, told, epoch) {
  const theirs = knownOf(told);
  if (epoch !== ballot.epoch) return returned({ ...ballot, epoch, refused: null }, theirs);
  // Where nothing counts any more in the same data, the ballot was moved to another team: nothing of it is owed.
  const moved = !theirs.counts && theirs.revision > ballot.known.revision;
  const free = { ...ballot, refused: null, counted: moved ? null : ballot.counted };
  return free.conflict || free.sending || theirs.revision <= free.known.revision ? free : collided(free, theirs);
}

/**
 * The server may be back from an older backup: what it acknowledged and has no more is owed to it, the validated version
 * first. What was under way was made on revisions that are no more: it is made anew.
 * @param {Ballot} ballot @param {Known} theirs @returns {Ballot}
 */
export function returned(ballot, theirs) {
  const free = { ...ballot, sending: null, conflict: null };
  const lost = newer(ballot.counted, theirs) || (!theirs.counts && written(theirs));
  const owed = lost ? ballot.counted : null;
  return newer(ballot.known, theirs) ? { ...free, known: theirs, owed } : { ...collided(free, theirs), owed };
}

/** Whether anything stands there: a ballot that was moved to another team leaves nothing. @param {Words} words */
const written = ({ scores, comment }) => comment !== '' || Object.values(scores).some((score) => score !== null);
