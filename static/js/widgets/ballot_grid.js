// Who has validated for whom: one mark for each juror and team, and the drafts that wait, by name. Never a score.
import { fill, one, setAttribute } from '../lib/dom.js';
import { page, t } from '../lib/page.js';
import { draftSentence, word } from './desk_words.js';

/** @typedef {[string, number]} Pair */
/** @typedef {{ teams: { number: number, in: number, expected: number, drafts: number }[], missing: Pair[], drafting: Pair[], recused: Pair[] }} Progress */
/** @typedef {import('./desk_words.js').Stage} Stage @typedef {import('./desk_words.js').Agenda} Agenda */

const REACHED = ['called', 'on_stage', 'done'];

/** @param {Pair} pair @returns {string} */
const keyOf = ([juror, team]) => `${juror}/${team}`;

/** A list of drafts by juror, in words. @param {HTMLElement} list @param {Progress} progress */
export function listDrafts(list, progress) {
  const missing = new Set(progress.missing.map(keyOf));
  list.hidden = progress.drafting.length === 0;
  list.replaceChildren(
    ...progress.drafting.map((pair) => {
      const { who, what } = draftSentence(...pair, !missing.has(keyOf(pair)));
      const line = document.createElement('li');
      const name = document.createElement('b');
      name.textContent = who;
      line.append(name, t(': '), what);
      return line;
    }),
  );
}

/**
 * @param {HTMLElement} root
 * @returns {{ progress: (snapshot: Progress) => void, agenda: (snapshot: Agenda) => void, stage: (snapshot: Stage) => void }}
 */
export function ballotGrid(root) {
  const out = new Set(page.out_of_scope.map(keyOf));
  /** @type {Progress | null} */
  let progress = null;
  /** @type {Set<number | null>} */
  let reached = new Set();
  /** @type {number | null} */
  let now = null;

  function drawMarks() {
    if (!progress) return;
    const missing = new Set(progress.missing.map(keyOf));
    const drafted = new Set(progress.drafting.map(keyOf));
    const recused = new Set(progress.recused.map(keyOf));
    /** @param {string} key @param {number} team @returns {string} */
    const markOf = (key, team) => {
      if (out.has(key)) return 'out';
      if (recused.has(key)) return 'recused';
      if (!missing.has(key)) return 'recorded';
      if (drafted.has(key)) return 'draft';
      return reached.has(team) ? 'expected' : 'later';
    };
    for (const cell of root.querySelectorAll('td[data-team]')) {
      const team = Number(/** @type {HTMLElement} */ (cell).dataset.team);
      const juror = /** @type {HTMLElement} */ (cell.parentElement).dataset.juror ?? '';
      const state = markOf(`${juror}/${team}`, team);
      const mark = one(cell, '.mark');
      if (mark.className !== `mark mark--${state}`) mark.className = `mark mark--${state}`;
      setAttribute(mark, 'aria-label', word(state));
    }
  }

  function drawCount() {
    for (const cell of root.querySelectorAll('[data-team]')) {
      cell.classList.toggle('ballots__now', Number(/** @type {HTMLElement} */ (cell).dataset.team) === now);
    }
    const team = progress?.teams.find(({ number }) => number === now);
    fill(root, {
      count: team
        ? t('team %(team)s: %(received)s of %(expected)s', { team: team.number, received: team.in, expected: team.expected })
        : '',
    });
  }

  return {
    progress(snapshot) {
      progress = snapshot;
      drawMarks();
      drawCount();
      listDrafts(one(root, '[data-drafts]'), snapshot);
    },
    agenda({ slots }) {
      reached = new Set(slots.filter(({ status }) => REACHED.includes(status)).map(({ team }) => team));
      drawMarks();
    },
    stage({ team }) {
      now = team?.number ?? null;
      drawCount();
    },
  };
}
