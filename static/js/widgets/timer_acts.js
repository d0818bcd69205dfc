// The buttons and keys of the timer: one main act at each moment, and the ways around it.
import { one, setText } from '../lib/dom.js';
import { setIcon } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { occupied } from '../lib/timer.js';
import { meantForDesk } from './shortcuts.js';

/** @typedef {import('../lib/timer.js').Stage} Stage @typedef {import('../lib/agenda.js').Agenda} Agenda */
/** What pressing a button sends, and how it is called now. @typedef {{ action: string, seconds?: number, slot?: string, word: string, mark?: string } | null} Act */

/** @type {Record<string, string>} */
const KEYS = { ' ': 'main', p: 'second', '+': 'more', '-': 'less', '−': 'less', d: 'back_date', z: 'undo' };
/** What passes to a phase. @type {Record<string, string>} */
const WORDS = { questions: 'On to questions' };

/** The phase that follows the one under way, if any. @param {Stage} stage @returns {string | undefined} */
function following(stage) {
  const phases = /** @type {[string, number][]} */ (page.phases[stage.slot ?? ''] ?? []);
  return phases[phases.findIndex(([key]) => key === stage.timer.phase) + 1]?.[0];
}

/** @param {Stage} stage @returns {Act} */
function onward(stage) {
  const key = following(stage);
  if (!key) return { action: 'next', word: t('End this turn'), mark: 'arrow-right' };
  const known = WORDS[key];
  return { action: 'next', word: known ? t(known) : t('Next phase'), mark: 'arrow-right' };
}

/** Paused, nothing but going on is offered: whoever presses again where they paused, by hand or key, ends no phase. @returns {Act} */
const resume = () => ({ action: 'resume', word: t('Resume'), mark: 'play' });

/** The one act that comes next. @param {Stage} stage @returns {Act} */
function mainAct(stage) {
  const { mode } = stage.timer;
  if (mode === 'armed') return { action: 'start', word: t('Start'), mark: 'play' };
  if (mode === 'running') return onward(stage);
  if (mode === 'paused') return resume();
  if (!stage.next) return null;
  return {
    action: 'call',
    slot: stage.next.slot,
    word: t('Call team %(number)s', { number: stage.next.team.number }),
    mark: 'arrow-right',
  };
}

/** Every act of the panel as it stands. @param {Stage} stage @returns {Record<string, Act>} */
function actsOf(stage) {
  const { mode } = stage.timer;
  const running = mode === 'running';
  const present = occupied(stage.timer);
  return {
    main: mainAct(stage),
    second: running || mode === 'paused' ? { action: running ? 'pause' : 'resume', word: t('Pause'), mark: 'pause' } : null,
    more: present ? { action: 'add', seconds: 30, word: '' } : null,
    less: present ? { action: 'add', seconds: -30, word: '' } : null,
    back_date: running ? { action: 'back_date', seconds: 10, word: '' } : null,
    undo: stage.timer.revision > 0 ? { action: 'undo', word: '' } : null,
    stop: present ? { action: 'stop', word: mode === 'armed' ? t('Call off') : t('Stop') } : null,
  };
}

/**
 * @param {HTMLElement} panel
 * @param {import('../lib/command.js').Command} command
 * @param {(stage: Stage) => void} took what is answered, at once, without waiting for the push
 */
export function timerActs(panel, command, took) {
  /** @type {Stage | null} */
  let stage = null;
  let busy = false;

  /** @param {Act} act @param {number} base */
  async function give(act, base) {
    if (!act || busy) return;
    busy = true;
    panel.setAttribute('aria-busy', 'true');
    const { word: _said, mark: _drawn, ...sent } = act;
    await command('timer', { base, ...sent }, took);
    busy = false;
    panel.removeAttribute('aria-busy');
  }

  /** @param {string} name */
  function press(name) {
    if (stage) give(actsOf(stage)[name] ?? null, stage.timer.revision);
  }

  panel.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-act]') : null;
    if (button instanceof HTMLElement) press(button.dataset.act ?? '');
  });

  return {
    /** Obey a key. @param {KeyboardEvent} event */
    key(event) {
      const name = KEYS[event.key.toLowerCase()];
      if (!name || !meantForDesk(event)) return;
      event.preventDefault();
      press(name);
    },
    /** Call any slot of the run-down. @param {import('../lib/agenda.js').Slot} slot */
    call(slot) {
      if (stage) give({ action: 'call', slot: slot.id, word: '' }, stage.timer.revision);
    },
    /** @param {Stage} snapshot */
    stage(snapshot) {
      stage = snapshot;
      for (const [name, act] of Object.entries(actsOf(snapshot))) {
        const button = one(panel, `[data-act="${name}"]`);
        button.setAttribute('aria-disabled', String(!act));
        const mark = button.querySelector('svg');
        if (act?.word) setText(one(button, '[data-word]'), act.word);
        if (mark && act?.mark) setIcon(mark, act.mark);
      }
      if (!mainAct(snapshot)) setText(one(panel, '[data-act="main"] [data-word]'), t('Every team has been on stage'));
      one(panel, '[data-act="second"]').setAttribute('aria-pressed', String(snapshot.timer.mode === 'paused'));
    },
  };
}
