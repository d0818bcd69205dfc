// Who has validated for whom: one mark for each juror and team, and the drafts that wait, by name. Never a score.
import { fill, one, setAttribute } from '../lib/dom.js';
import { t } from '../lib/page.js';
import { draftSentence, jurorName, setAsideSentence, word } from './desk_words.js';

/** @typedef {[string, number]} Pair */
/** @typedef {{ teams: { number: number, in: number, expected: number, drafts: number }[], missing: Pair[], drafting: Pair[], recused: Pair[], out_of_scope: Pair[], set_aside: [string, number, string][], jurors: { juror: string, problem: string | null }[] }} Progress */
/** @typedef {import('../lib/timer.js').Stage} Stage @typedef {import('../lib/agenda.js').Agenda} Agenda */

const REACHED = ['called', 'on_stage', 'done'];

/** @param {Pair} pair @returns {string} */
const keyOf = ([juror, team]) => `${juror}/${team}`;

/** Lines by juror, in words. @param {HTMLElement} list @param {{ juror: string, what: string }[]} lines */
function listLines(list, lines) {
  list.hidden = lines.length === 0;
  list.replaceChildren(
    ...lines.map(({ juror, what }) => {
      const line = document.createElement('li');
      const name = document.createElement('b');
      name.textContent = jurorName(juror);
      line.append(name, t(': '), what);
      return line;
    }),
  );
}

/** The drafts by juror. @param {HTMLElement} list @param {Progress} progress @param {boolean} [closed] whether scoring is */
export function listDrafts(list, progress, closed = false) {
  const missing = new Set(progress.missing.map(keyOf));
  listLines(
    list,
    progress.drafting.map((pair) => ({ juror: pair[0], what: draftSentence(pair[1], !missing.has(keyOf(pair)), closed) })),
  );
}

/**
 * @param {HTMLElement} root
 * @returns {{ progress: (snapshot: Progress) => void, day: (snapshot: { scoring: string }) => void, agenda: (snapshot: Agenda) => void, stage: (snapshot: Stage) => void }}
 */
export function ballotGrid(root) {
  /** @type {Progress | null} */
  let progress = null;
  /** @type {Set<number | null>} */
  let reached = new Set();
  /** @type {number | null} */
  let now = null;
  let closed = false;

  function drawLists() {
    if (!progress) return;
    listDrafts(one(root, '[data-drafts]'), progress, closed);
    listLines(
      one(root, '[data-problems]'),
      progress.jurors.filter(({ problem }) => problem).map(({ juror, problem }) => ({ juror, what: word(problem ?? '') })),
    );
    listLines(
      one(root, '[data-set-aside]'),
      progress.set_aside.map(([juror, team, why]) => ({ juror, what: setAsideSentence(team, why) })),
    );
  }

  function drawMarks() {
    if (!progress) return;
    const missing = new Set(progress.missing.map(keyOf));
    const drafted = new Set(progress.drafting.map(keyOf));
    const recused = new Set(progress.recused.map(keyOf));
    const out = new Set(progress.out_of_scope.map(keyOf));
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
      drawLists();
    },
    day({ scoring }) {
      closed = scoring === 'closed';
      drawLists();
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
