// One ballot as this tablet holds it: pure steps from what it is to what it becomes. outbox.js stores and sends it.
import { differences, merged } from './merge.js';

/** @typedef {Record<string, number | null>} Scores @typedef {import('./merge.js').Choices} Choices */
/** What a juror writes. @typedef {{ scores: Scores, comment: string }} Words */
/** What the server has: its latest version. @typedef {Words & { revision: number, final: boolean, counts: boolean, saved_at_ms: number | null, receipt: string | null }} Known */
/** A ballot as the server tells it. @typedef {Words & { team: number, revision: number, state: string, counts: boolean, saved_at_ms: number | null, receipt: string | null }} Told */
/** One command under way, the same until it is answered. @typedef {Words & { op: string, base: number, final: boolean, again?: string | null }} Sending */
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

/** Refusals that say nothing of the ballot itself: a door is shut. What was validated is sent again if it opens. */
const SHUT = [401, 410];

/** @param {Words} words @returns {Words} */
const wordsOf = ({ scores, comment }) => ({ scores: { ...scores }, comment });

/** @param {Told} told @returns {Known} */
function knownOf({ revision, state, counts, saved_at_ms, receipt, ...words }) {
  return { ...wordsOf(words), revision, final: state === 'validated' || state === 'locked', counts, saved_at_ms, receipt };
}

/** @param {Known} known @returns {Counted | null} */
function countedOf({ final, saved_at_ms, receipt, ...words }) {
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

/** The juror wrote something: a draft, validated or not before. @param {Ballot} ballot @param {Partial<Words>} change @param {number} now @returns {Ballot} */
export function wrote(ballot, { scores = {}, comment = ballot.comment }, now) {
  const next = { ...ballot, scores: { ...ballot.scores, ...scores }, comment, final: false, touched_at_ms: now, refused: null };
  // Beside two columns, another field may have become one to choose, or the last of them been settled.
  return next.conflict ? collided(next, next.conflict.theirs) : next;
}

/** The juror validated what stands here. @param {Ballot} ballot @param {number} now @returns {Ballot} */
export function validated(ballot, now) {
  return { ...ballot, final: true, touched_at_ms: now, refused: null };
}

/** Whether something is to be sent. @param {Ballot} ballot */
export function waits(ballot) {
  if (ballot.conflict || ballot.refused) return false;
  return Boolean(ballot.sending || ballot.owed || (ballot.final && !ballot.known.final) || differences(ballot, ballot.known).length);
}

/** Put under way what is to be sent next, unless something is already. @param {Ballot} ballot @param {string} op @returns {Ballot} */
export function posted(ballot, op) {
  if (!waits(ballot) || ballot.sending) return ballot;
  const words = wordsOf(ballot.owed ?? ballot);
  const sending = { op, base: ballot.known.revision, ...words, final: ballot.owed !== null || ballot.final };
  // The receipt it had, so that the journal can say what came back from tablets.
  return { ...ballot, sending: ballot.owed ? { ...sending, again: ballot.owed.receipt } : sending };
}

/**
 * The command under way was answered; an answer to another one changes nothing.
 * @param {Ballot} ballot @param {string} op @param {number} status @param {any} body @returns {Ballot}
 */
export function answered(ballot, op, status, body) {
  const sent = ballot.sending;
  if (!sent || sent.op !== op) return ballot;
  if (status === 200) return acknowledged(ballot, sent, body);
  if (status === 409 && body.current) {
    const theirs = knownOf(body.current);
    // Revisions only grow: a lower one is an older backup, of which this tablet was not told yet.
    const back = theirs.revision < ballot.known.revision;
    return back ? returned(ballot, theirs) : collided({ ...ballot, sending: null }, theirs);
  }
  const refused = { status, detail: body.detail ?? '', fields: body.fields ?? {} };
  if (body.draft_revision === undefined) return { ...ballot, sending: null, final: ballot.final && SHUT.includes(status), refused };
  const draft = { ...ballot.known, ...wordsOf(sent), revision: body.draft_revision, final: false };
  return { ...ballot, sending: null, final: false, known: draft, refused };
}

/** @param {Ballot} ballot @param {Sending} sent @param {any} body @returns {Ballot} */
function acknowledged(ballot, sent, { revision, counts, receipt, saved_at_ms }) {
  const known = { ...wordsOf(sent), revision, final: sent.final, counts, receipt, saved_at_ms };
  const same = differences(ballot, known).length === 0;
  return {
    ...ballot,
    sending: null,
    known,
    counted: countedOf(known) ?? ballot.counted,
    owed: null,
    final: ballot.final && !(same && sent.final),
  };
}

/**
 * Another device was quicker: what was touched on one side only is joined, what both touched is for the juror to choose.
 * What was validated here stays so only if nothing in it moved.
 * @param {Ballot} ballot @param {Known} theirs @returns {Ballot}
 */
function collided(ballot, theirs) {
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
function returned(ballot, theirs) {
  const free = { ...ballot, sending: null, conflict: null };
  const lost = newer(ballot.counted, theirs) || (!theirs.counts && written(theirs));
  const owed = lost ? ballot.counted : null;
  return newer(ballot.known, theirs) ? { ...free, known: theirs, owed } : { ...collided(free, theirs), owed };
}

/** Whether anything stands there: a ballot that was moved to another team leaves nothing. @param {Words} words */
const written = ({ scores, comment }) => comment !== '' || Object.values(scores).some((score) => score !== null);
