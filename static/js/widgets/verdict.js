// The verdict of a ballot in words, its one button, and the stub that says where it is.
import { announce, byId, fill, one, setAttribute, setText } from '../lib/dom.js';
import { hour, hourWithSeconds } from '../lib/format.js';
import { setChip } from '../lib/marks.js';
import { page, t, tn } from '../lib/page.js';
import { box, missing, unexplained, verdict } from '../lib/verdict.js';
import { stub } from './stub.js';

/** @typedef {import('../lib/known.js').Ballot} Ballot @typedef {import('../lib/outbox.js').Way} Way @typedef {import('../lib/verdict.js').Standing} Standing @typedef {import('../lib/verdict.js').Verdict} Verdict */

/** @type {Record<Verdict, string>} */
const WORDS = {
  empty: 'Nothing scored yet',
  draft: 'Draft, does not count yet',
  pending: 'Validated here, on its way',
  validated: 'Validated, it counts',
  revised: 'Changed: validate again',
  conflict: 'Two versions: choose',
  refused: 'Not accepted, kept here',
  locked: 'Counted, scoring is closed',
  late: 'Not counted: scoring is closed',
  after: 'Counted as validated before closing',
};
/** @type {Record<Verdict, string>} */
const MARKS = {
  empty: 'empty',
  draft: 'draft',
  pending: 'called',
  validated: 'validated',
  revised: 'draft',
  conflict: 'alert',
  refused: 'alert',
  locked: 'locked',
  late: 'alert',
  after: 'locked',
};

/** The words of a verdict with their mark, for the page and for the rows beside. @param {Verdict} found @returns {{ mark: string, words: string }} */
export function said(found) {
  return { mark: MARKS[found], words: t(WORDS[found]) };
}

/** What a verdict asks of its juror, or tells them. @param {Verdict} found @param {Ballot} ballot @param {Standing} standing @param {string[]} criteria @param {boolean} [early] the team was not called yet @returns {string} */
export function sentence(found, ballot, standing, criteria, early = false) {
  const left = missing(ballot, criteria).length;
  if (found === 'refused') return ballot.refused?.detail ?? '';
  if (found === 'conflict') return t('Two devices wrote: both columns are above.');
  if (found === 'pending') return t('It counts as soon as it is received; you may go on.');
  if (found === 'validated') {
    const { saved_at_ms: at, receipt } = ballot.known;
    const params = { hour: at === null ? '' : hourWithSeconds(at, page.zone), receipt: receipt ?? '' };
    return t('Recorded %(hour)s, receipt %(receipt)s. You can change it until scoring closes.', params);
  }
  if (found === 'after') {
    const { counted } = ballot;
    if (!counted) return t('What was changed since does not count.');
    const params = { hour: hour(counted.saved_at_ms, page.zone), scores: criteria.map((key) => counted.scores[key]).join(', ') };
    return t('Validated at %(hour)s: %(scores)s. What was changed since does not count.', params);
  }
  if (found === 'late') return t('If it should count, tell the organisers or the chair.');
  if (standing === 'closed') return '';
  if (left) return tn('%(n)s criterion left to score', '%(n)s criteria left to score', left);
  if (unexplained(ballot, page.explained)) return t('A score at an end of the scale: say why in the comment, then validate.');
  if (found === 'revised') return t('Until then, what you validated before counts.');
  return early ? t('Everything is scored, but this team was not called yet.') : t('Everything is scored: validate.');
}

/**
 * @param {string[]} criteria @param {{ words: string, line: string, received: (hour: string) => string, receipt: string } | null} [tried] what a rehearsal says
 *   of a ballot that is validated, in place of what counts
 * @returns {(ballot: Ballot | null, way: Way, standing: Standing, now: number, how?: { keeps?: boolean, early?: boolean }) => void}
 *   `keeps`: whether this browser keeps what is written; `early`: whether the team is still to be called
 */
export function ballotState(criteria, tried = null) {
  const act = byId('act');
  const title = byId('verdict-title');
  const button = one(act, '[data-validate]');
  const saving = byId('saving');
  const slip = byId('stub');
  const move = stub(slip);
  /** What was told last of the save. */
  let told = '';

  return (ballot, way, standing, now, { keeps = true, early = false } = {}) => {
    const scored = ballot !== null && (standing === 'open' || standing === 'closed');
    act.hidden = !scored;
    saving.hidden = !scored;
    if (!ballot) return;
    const found = verdict(ballot, standing, criteria);
    // What came after closing goes nowhere any more.
    if (found === 'after') saving.hidden = true;
    const { mark, words } = said(found);
    const validated = found === 'validated' ? tried : null;
    setChip(title, mark, validated?.words ?? words);
    fill(act, { line: validated?.line ?? sentence(found, ballot, standing, criteria, early) });
    const settled = found === 'validated' || found === 'pending';
    button.hidden = standing !== 'open';
    setAttribute(button, 'aria-disabled', settled || found === 'conflict' ? 'true' : null);
    setText(button, settled ? t('Scores validated') : t('Validate my scores'));
    showStub(ballot, way, now);
    setText(one(slip, '[data-stub="here-title"]'), keeps ? t('On this tablet') : t('In this page alone'));
  };

  /**
   * The verdict tells of validated scores. Beside it: a draft is kept, or a try failed; once each, however often it is so
   * again, and not what is on its way.
   * @param {number} team @param {'kept' | 'none' | 'here' | 'sending' | 'failed' | 'saved'} place
   */
  function tellPlace(team, place) {
    const other = !told.startsWith(`${team} `);
    if (!other && (place === 'here' || place === 'sending')) return;
    const news = `${team} ${place}`;
    if (news === told) return;
    told = news;
    if (other) return;
    if (place === 'failed') announce(t('Not sent yet: a new try comes by itself.'));
    if (place === 'kept') announce(t('Draft kept, it does not count yet.'));
  }

  /** @param {Ballot} ballot @param {Way} way @param {number} now */
  function showStub(ballot, way, now) {
    const { known, touched_at_ms: touched } = ballot;
    const place = box(ballot, way);
    const at = known.saved_at_ms === null ? '' : hourWithSeconds(known.saved_at_ms, page.zone);
    const kept = place === 'saved' && !known.final;
    tellPlace(ballot.team, kept ? 'kept' : place);
    setAttribute(saving, 'data-draft', kept);
    const title =
      place !== 'saved' ? t('Recorded') : kept ? t('Draft kept') : (tried?.received(at) ?? t('Recorded %(hour)s', { hour: at }));
    setText(one(slip, '[data-stub="saved-title"]'), title);
    move({
      now: place,
      here: touched === null ? '' : hour(touched, page.zone),
      retry_s: way.retry_at_ms === null ? 0 : Math.max(1, Math.ceil((way.retry_at_ms - now) / 1000)),
      saved: place !== 'saved' ? '' : kept ? at : (tried?.receipt ?? t('receipt %(receipt)s', { receipt: known.receipt ?? '' })),
    });
  }
}
