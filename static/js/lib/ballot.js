// One ballot of this tablet: pure steps from what it is to what it becomes. outbox.js stores and sends it.
import { collided, met, returned } from './joined.js';
import { countedOf, knownOf, wordsOf } from './known.js';
import { differences } from './merge.js';

/** @typedef {import('./known.js').Ballot} Ballot @typedef {import('./known.js').Words} Words @typedef {import('./known.js').Known} Known @typedef {import('./known.js').Sending} Sending */
/** Refusals that say nothing of the ballot itself: a door is shut. What was validated is sent again if it opens. */
const SHUT = [401, 410];

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
  const sending = {
    op,
    base: ballot.known.revision,
    epoch: ballot.epoch || undefined,
    ...words,
    final: ballot.owed !== null || ballot.final,
  };
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
    const { epoch = ballot.epoch } = body.current;
    // The server is back from an older copy, of which this tablet was not told yet.
    if (epoch !== ballot.epoch) return met({ ...ballot, sending: null }, body.current, epoch);
    const theirs = knownOf(body.current);
    // Revisions only grow: a lower one is an older copy that was put in place by hand.
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
