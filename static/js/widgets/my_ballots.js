// My ballots beside the one being written, in the order of the day: where each stands, or when it comes.
import { expectedAt } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { byId, fill, one, setAttribute } from '../lib/dom.js';
import { hour, hourInSentence } from '../lib/format.js';
import { setChip } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { verdict } from '../lib/verdict.js';
import { said } from './verdict.js';

/** @typedef {import('../lib/known.js').Ballot} Ballot @typedef {import('../lib/verdict.js').Standing} Standing */
/** @typedef {import('../lib/agenda.js').Slot} Slot */

/**
 * @param {string[]} criteria
 * @param {(team: number) => Ballot | null} read
 * @param {(team: number) => Standing} standing
 */
export function myBallots(criteria, read, standing) {
  const root = byId('mine');
  const list = one(root, '.mine__list');
  /** @type {Slot[]} */
  let slots = [];
  /** @type {number | null} */
  let onStage = null;
  let called = false;
  const rows = () => /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('[data-team]'));

  /** @param {number} team @param {Ballot | null} ballot @returns {{ mark: string, words: string }} */
  function stateOf(team, ballot) {
    if (standing(team) === 'recused') return { mark: 'recused', words: t('Stepped aside') };
    const found = ballot ? verdict(ballot, standing(team), criteria) : 'empty';
    if (ballot && (found === 'validated' || found === 'locked')) {
      const params = { hour: hour(ballot.known.saved_at_ms ?? 0, page.zone), receipt: ballot.known.receipt ?? '' };
      return { mark: 'validated', words: t('Recorded %(hour)s, receipt %(receipt)s', params) };
    }
    if (found !== 'empty') return said(found);
    if (team === onStage) return called ? { mark: 'called', words: t('Called') } : { mark: 'on_stage', words: t('On stage now') };
    const slot = slots.find((known) => known.team === team);
    if (slot?.status === 'absent') return { mark: 'hidden', words: t('Absent') };
    if (standing(team) === 'closed' || !slot || slot.status === 'done') return { mark: 'expected', words: t('Not scored') };
    return {
      mark: 'expected',
      words: t('Expected around %(hour)s', { hour: hourInSentence(expectedAt(slot, slots, serverNow()), page.zone, page.language) }),
    };
  }

  function draw() {
    let expected = 0;
    let counted = 0;
    for (const row of rows()) {
      const team = Number(row.dataset.team);
      const ballot = read(team);
      const { mark, words } = stateOf(team, ballot);
      setChip(one(row, '[data-state]'), mark, words);
      if (standing(team) === 'recused') continue;
      expected += 1;
      counted += ballot?.known.counts ? 1 : 0;
    }
    fill(root, { count: `${counted}/${expected}` });
  }

  /** Rows follow the order of the day, moved only when it changed. @param {{ slots: Slot[] }} snapshot */
  function agenda(snapshot) {
    slots = snapshot.slots;
    const order = new Map(slots.map((slot, place) => [slot.team, place]));
    const place = (/** @type {HTMLElement} */ row) => order.get(Number(row.dataset.team)) ?? slots.length;
    const before = [...rows()];
    const after = before.toSorted((a, b) => place(a) - place(b));
    if (after.some((row, index) => row !== before[index])) list.append(...after.map((row) => /** @type {Node} */ (row.parentNode)));
    draw();
  }

  /** @param {number | null} team the one on stage @param {boolean} onItsWay called, its time not begun */
  function stage(team, onItsWay) {
    onStage = team;
    called = onItsWay;
    draw();
  }

  /** The row of the ballot that is open, under the one before where there is room; within the list alone: the page itself must not move. */
  function intoSight() {
    const row = list.querySelector('[aria-current]')?.parentElement;
    if (!row) return;
    const before = /** @type {HTMLElement} */ (row.previousElementSibling ?? row);
    const room = list.clientHeight >= row.offsetTop + row.offsetHeight - before.offsetTop;
    list.scrollTop = (room ? before : row).offsetTop - list.offsetTop;
  }
  // What is said below takes more lines or fewer: the row of the moment stays in sight.
  new ResizeObserver(intoSight).observe(list);

  /** @param {number | null} team the one whose ballot is open */
  function open(team) {
    setAttribute(one(root, '[data-versions]'), 'href', `/${page.event}/jury/versions${team === null ? '' : `#team-${team}`}`);
    for (const row of rows()) setAttribute(row, 'aria-current', Number(row.dataset.team) === team ? 'page' : null);
    intoSight();
  }
  return { draw, agenda, stage, open, list };
}
