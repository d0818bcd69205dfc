// The face of the timer on the desk: who is on, the digits, the parts, who comes next. It draws; it commands nothing.
import { expectedAt } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { fill, one } from '../lib/dom.js';
import { keepWhole } from '../lib/fit.js';
import { hourInSentence } from '../lib/format.js';
import { setToken } from '../lib/marks.js';
import { slotName, teamName } from '../lib/names.js';
import { page, t } from '../lib/page.js';
import { digits, elapsed, fieldOf, part, remaining, untilFlip } from '../lib/timer.js';
import { word } from './desk_words.js';

/** @typedef {import('../lib/timer.js').Stage} Stage @typedef {import('../lib/agenda.js').Agenda} Agenda */

/** @type {Record<string, string>} */
const GROUNDS = { last: 'on-daffodil', over: 'on-brick' };

/** While nobody is on stage the face shows the length that the next team will have. @param {Stage} stage @returns {Stage['timer'] | null} */
function atRest(stage) {
  const first = stage.timer.mode === 'idle' && stage.next && page.phases[stage.next.slot]?.[0];
  return first ? { ...stage.timer, phase: first[0], duration_ms: first[1], added_ms: 0, elapsed_ms: 0 } : null;
}

/**
 * @param {HTMLElement} panel
 * @returns {{ stage: (snapshot: Stage) => void, agenda: (snapshot: Agenda) => void }}
 */
export function stageTimer(panel) {
  const face = one(panel, '.panel__face');
  const figures = one(panel, '[data-slot="digits"]');
  const parts = [...panel.querySelectorAll('.parts__part')];
  /** @type {Stage | null} */
  let stage = null;
  /** @type {Agenda | null} */
  let agenda = null;
  let flip = 0;

  function tick() {
    window.clearTimeout(flip);
    if (!stage) return;
    const now = serverNow();
    drawFace(atRest(stage) ?? stage.timer, now);
    if (stage.timer.mode === 'running') flip = window.setTimeout(tick, untilFlip(remaining(stage.timer, now)));
  }

  /** @param {import('../lib/timer.js').Timer} timer @param {number} now */
  function drawFace(timer, now) {
    const field = fieldOf(timer, now);
    const written = timer.phase === null ? '' : digits(remaining(timer, now));
    panel.dataset.field = field;
    panel.dataset.mode = timer.mode;
    face.className = `panel__face ${GROUNDS[field] ?? ''}`;
    figures.dataset.signs = String(written.length);
    const length = timer.duration_ms + timer.added_ms;
    fill(panel, {
      digits: written,
      phase: timer.phase ? word(timer.phase) : '',
      state: timer.mode === 'idle' || field === 'running' ? '' : word(`field_${field}`),
      of: timer.phase === null ? '' : t('of %(length)s', { length: digits(length) }),
    });
    drawParts(timer, now, length);
  }

  /** @param {import('../lib/timer.js').Timer} timer @param {number} now @param {number} length */
  function drawParts(timer, now, length) {
    const several = timer.phase === 'pitch' || timer.phase === null;
    const current = several ? part(timer, now) : 0;
    const size = several ? length / parts.length : length;
    parts.forEach((element, index) => {
      element.toggleAttribute('hidden', !several && index > 0);
      const share = size > 0 ? (elapsed(timer, now) - index * size) / size : 0;
      const gone = index < current ? 100 : Math.min(100, Math.max(0, share * 100));
      one(element, 'rect').setAttribute('x', gone.toFixed(1));
    });
  }

  function drawWords() {
    if (!stage || !agenda) return;
    const turns = agenda.slots.filter((slot) => slot.kind === 'pitch');
    const current = agenda.slots.find((slot) => slot.id === stage?.slot);
    const turn = current ? turns.indexOf(current) + 1 : 0;
    fill(panel, {
      name: current ? slotName(current) : t('Nobody on stage'),
      turn: turn ? t('Turn %(turn)s of %(turns)s', { turn, turns: turns.length }) : '',
    });
    setToken(one(panel, '[data-slot-token]'), current && stage.team ? stage.team.organisation : null);
    drawNext(agenda.slots.find((slot) => slot.id === stage?.next?.slot));
  }

  /** @param {import('../lib/agenda.js').Slot | undefined} coming */
  function drawNext(coming) {
    one(panel, '[data-next]').hidden = !coming;
    if (!coming || !stage?.next || !agenda) return;
    const at = expectedAt(coming, agenda.slots, serverNow());
    fill(panel, {
      'next-hour': t('Next, around %(hour)s', { hour: hourInSentence(at, page.zone, page.language) }),
      'next-name': teamName(stage.next.team.number),
    });
    setToken(one(panel, '[data-next-token]'), stage.next.team.organisation);
  }

  keepWhole(figures, face);
  document.addEventListener('visibilitychange', () => document.hidden || tick());
  window.setInterval(drawWords, 5000);
  return {
    stage(snapshot) {
      stage = snapshot;
      tick();
      drawWords();
    },
    agenda(snapshot) {
      agenda = snapshot;
      drawWords();
    },
  };
}
