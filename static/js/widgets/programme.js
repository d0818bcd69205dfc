// The rows of the programme, drawn by templates/macros/programme.html, kept at what is known and at the hour.
import { fill, one, setAttribute, setText } from '../lib/dom.js';
import { hour } from '../lib/format.js';
import { setChip } from '../lib/marks.js';
import { slotName } from '../lib/names.js';
import { page, t } from '../lib/page.js';
import { toldAt, toldGap } from '../lib/programme.js';

/** @typedef {import('../lib/programme.js').Line} Line @typedef {import('../lib/programme.js').Part} Part @typedef {import('../lib/programme.js').State} State */

const WORDS = { part: { past: 'Over', now: 'Under way' }, turn: { past: 'Passed', now: 'On stage' } };
const MINUTE_MS = 60000;

/** A state, or the hour that is told beside the planned one. @param {HTMLElement} row @param {Line} line @param {State} state @param {'part' | 'turn'} kind */
function drawStatus(row, line, state, kind) {
  const place = one(row, '[data-chip]');
  if (line.slot.status === 'absent') setChip(place, 'hidden', t('Absent'));
  else if (state === 'past') setChip(place, 'passed', t(WORDS[kind].past));
  else if (state === 'now') setChip(place, 'on_stage', t(WORDS[kind].now));
  else setChip(place, null);
  const gap = state === 'coming' ? toldGap(line) : 0;
  const at = toldAt(line);
  const late = one(row, '[data-late]');
  late.hidden = gap === 0 || at === null;
  if (late.hidden || at === null) return;
  const minutes = Math.abs(gap);
  fill(late, {
    expected: t('expected %(hour)s', { hour: hour(at, page.zone) }),
    gap: gap > 0 ? t('%(minutes)s min later', { minutes }) : t('%(minutes)s min earlier', { minutes }),
  });
}

/** @param {HTMLElement} row @param {string} block @param {State} state */
function drawState(row, block, state) {
  row.classList.toggle(`${block}--past`, state === 'past');
  row.classList.toggle(`${block}--now`, state === 'now');
  row.classList.toggle('on-ink', state === 'now');
  setAttribute(row, 'aria-current', state === 'now' && 'step');
}

/** Who is on, or what the pitches are when nobody is. @param {HTMLElement} row @param {Part} part @param {number} turns */
function drawLine(row, part, turns) {
  if (!part.pitches) return;
  const current = part.lines.find(({ state }) => state === 'now');
  const minutes = Math.floor((part.lines[0]?.slot.duration_ms ?? 0) / MINUTE_MS);
  setText(
    one(row, '[data-slot="line"]'),
    current
      ? t('On stage: %(team)s, turn %(turn)s of %(turns)s', { team: slotName(current.slot), turn: current.turn ?? '', turns })
      : t('%(minutes)s min each, questions included', { minutes }),
  );
}

/** Keep every row of the programme at these parts. @param {Part[]} parts */
export function drawProgramme(parts) {
  const pitches = parts.filter((part) => part.pitches).flatMap((part) => part.lines);
  for (const part of parts) {
    const first = /** @type {Line} */ (part.lines[0]);
    const row = document.querySelector(`[data-part="${CSS.escape(first.slot.id)}"]`);
    if (!(row instanceof HTMLElement)) continue;
    drawState(row, 'agenda-row', part.state);
    drawStatus(row, first, part.state, 'part');
    drawLine(row, part, pitches.length);
  }
  for (const line of pitches) {
    const row = document.querySelector(`[data-turn="${CSS.escape(line.slot.id)}"]`);
    if (!(row instanceof HTMLElement)) continue;
    drawState(row, 'turn-row', line.state);
    drawStatus(row, line, line.state, 'turn');
  }
}
