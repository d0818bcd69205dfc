// All my scores, team by team: each row is a ballot of the outbox, changed where it stands, validated with its own button.
import { serverNow } from '../lib/clock.js';
import { announce, byId, fill, one, setAttribute, setText } from '../lib/dom.js';
import { decimal, hour } from '../lib/format.js';
import { setChip } from '../lib/marks.js';
import { byMean, ownMean, twoDecimals, useOfScale } from '../lib/own_scores.js';
import { page, t } from '../lib/page.js';
import { box, missing, unexplained, verdict } from '../lib/verdict.js';
import { said, sentence } from './verdict.js';

/** @typedef {import('../lib/known.js').Ballot} Ballot @typedef {import('../lib/outbox.js').Outbox} Outbox @typedef {import('../lib/verdict.js').Standing} Standing @typedef {import('../lib/verdict.js').Verdict} Verdict */

const NAME = 'score-';
/** What is told when a row comes to it; what is on its way there is not. @type {Verdict[]} */
const TOLD = ['validated', 'revised', 'conflict', 'refused', 'late', 'after'];
/** What has a sentence of its own in the row. @type {Verdict[]} */
const EXPLAINED = ['draft', 'revised', 'refused', 'late', 'after'];

/** Where a ballot is: on this tablet, sending, recorded. @param {Ballot} ballot @param {import('../lib/outbox.js').Way} way @returns {string} */
function placeOf(ballot, way) {
  const place = box(ballot, way);
  if (place === 'none') return '';
  if (place === 'here') return t('On this tablet');
  if (place === 'sending') return t('Sending…');
  if (place === 'failed') {
    const seconds = Math.max(1, Math.ceil(((way.retry_at_ms ?? 0) - serverNow()) / 1000));
    return `${t('Not sent')}, ${t('new try in %(seconds)s s', { seconds })}`;
  }
  const params = { hour: hour(ballot.known.saved_at_ms ?? 0, page.zone), receipt: ballot.known.receipt ?? '' };
  return ballot.known.final ? t('Recorded %(hour)s, receipt %(receipt)s', params) : t('Draft kept %(hour)s', params);
}

/**
 * @param {Outbox} outbox @param {string[]} criteria @param {(team: number) => Standing} standing
 * @param {(team: number) => void} choose between two versions of a ballot
 */
export function scoreRows(outbox, criteria, standing, choose) {
  const root = byId('scores');
  const list = byId('rows');
  /** @type {import('../lib/own_scores.js').Criterion[]} */
  const weighed = page.snapshots.day.criteria;
  const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[data-row]')]);
  const scored = rows.filter((row) => row.querySelector('select'));
  const teamOf = (/** @type {HTMLElement} */ row) => Number(row.dataset.row);
  /** @type {Map<number, Verdict>} */
  const before = new Map();

  /** What the juror can do about a row now. @param {Verdict} found @param {Ballot} ballot */
  function actOf(found, ballot) {
    if (found === 'conflict') return t('Choose');
    const ready = !missing(ballot, criteria).length && !unexplained(ballot, page.explained);
    return ready && standing(ballot.team) === 'open' && ['draft', 'revised', 'refused'].includes(found) ? t('Validate') : '';
  }

  /** @param {HTMLElement} row */
  function draw(row) {
    const team = teamOf(row);
    const ballot = outbox.read(team);
    if (!ballot) return;
    const now = standing(team);
    for (const cell of row.querySelectorAll('select')) {
      const score = ballot.scores[cell.name.slice(NAME.length)] ?? null;
      const stands = score === null ? '' : String(score);
      if (cell.value !== stands) cell.value = stands;
      cell.disabled = now !== 'open';
      cell.toggleAttribute('data-empty', score === null);
    }
    const mean = ownMean(ballot.scores, weighed);
    setText(one(row, '[data-mean]'), mean ? decimal(twoDecimals(mean), page.language) : '–');
    const found = verdict(ballot, now, criteria);
    const { mark, words } = said(found);
    setChip(one(row, '[data-state]'), mark, words);
    const place = placeOf(ballot, outbox.way(team));
    setText(
      one(row, '[data-place]'),
      [place, EXPLAINED.includes(found) ? sentence(found, ballot, now, criteria) : ''].filter(Boolean).join('. '),
    );
    drawAct(row, actOf(found, ballot));
    if (before.has(team) && before.get(team) !== found && TOLD.includes(found))
      announce(t('Team %(number)s: %(words)s', { number: team, words }));
    before.set(team, found);
  }

  /** @param {HTMLElement} row @param {string} act */
  function drawAct(row, act) {
    const button = /** @type {HTMLElement} */ (one(row, '[data-act]'));
    const held = document.activeElement === button;
    button.hidden = act === '';
    if (act && button.firstChild) setText(/** @type {any} */ (button.firstChild), act);
    // The focus is never lost with its button: it stays in the row.
    if (held && button.hidden) /** @type {HTMLElement} */ ([...row.querySelectorAll('a, select:enabled')].at(-1)).focus();
  }

  function drawSums() {
    const mine = scored.map((row) => outbox.read(teamOf(row))).filter((ballot) => ballot !== null);
    const counted = mine.filter((ballot) => ballot.known.counts).length;
    fill(root, { count: t('%(counted)s validated, %(left)s to go', { counted, left: mine.length - counted }) });
    for (const key of criteria) {
      const use = useOfScale(mine.map((ballot) => ballot.scores[key] ?? null));
      byId('scale').hidden = mine.length < 2;
      setText(one(root, `[data-mean-of="${key}"]`), use ? decimal(twoDecimals(use.mean), page.language) : '–');
      setText(one(root, `[data-span-of="${key}"]`), use ? t('%(low)s to %(high)s', { low: use.low, high: use.high }) : '');
    }
  }

  /** Rows change places when the juror asks for it, never under a finger. @param {string} by */
  function order(by) {
    const mean = (/** @type {HTMLElement} */ row) => ownMean(outbox.read(teamOf(row))?.scores ?? {}, weighed);
    const turns = rows.toSorted((a, b) => Number(a.dataset.turn) - Number(b.dataset.turn));
    list.append(...(by === 'mean' ? turns.toSorted((a, b) => byMean(mean(a), mean(b))) : turns));
    for (const link of root.querySelectorAll('[data-by]'))
      setAttribute(link, 'aria-current', /** @type {HTMLElement} */ (link).dataset.by === by ? 'true' : null);
  }

  list.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const team = teamOf(/** @type {HTMLElement} */ (target.closest('[data-row]')));
    outbox.write(team, { scores: { [target.name.slice(NAME.length)]: target.value === '' ? null : Number(target.value) } });
  });
  list.addEventListener('submit', (event) => {
    event.preventDefault();
    const team = teamOf(/** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest('[data-row]')));
    if (outbox.read(team)?.conflict) choose(team);
    else outbox.validate(team);
  });
  return {
    /** @param {number} team */
    changed(team) {
      const row = scored.find((known) => teamOf(known) === team);
      if (row) draw(row);
      drawSums();
    },
    draw() {
      scored.forEach(draw);
      drawSums();
    },
    order,
  };
}
