// The voice of the timer, for whoever does not see it: what was done to it and the thresholds, in whole sentences.
import { serverNow } from '../lib/clock.js';
import { announce } from '../lib/dom.js';
import { t, tn } from '../lib/page.js';
import { crossed, turned, untilCrossed } from '../lib/stage_voice.js';
import { remaining } from '../lib/timer.js';

/** @typedef {import('../lib/stage_voice.js').Threshold} Threshold @typedef {import('../lib/stage_voice.js').Turn} Turn */
/** @typedef {import('../lib/timer.js').Stage} Stage @typedef {{ id: string, title: string }} Slot */

/** @param {number} ms @returns {string} */
function duration(ms) {
  const seconds = Math.ceil(Math.abs(ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const words = [];
  if (minutes) words.push(tn('%(num)s minute', '%(num)s minutes', minutes));
  if (seconds % 60 || !minutes) words.push(tn('%(num)s second', '%(num)s seconds', seconds % 60));
  return words.join(' ');
}

/** @param {number} ms @returns {string} */
function leftWords(ms) {
  return ms > 0 ? t('%(time)s left', { time: duration(ms) }) : t('%(time)s over', { time: duration(ms) });
}

/** @param {Threshold} threshold */
function thresholdWords({ key, minutes }) {
  if (key === 'minute') return t('There is one minute left.');
  if (key === 'half') return t('There are thirty seconds left.');
  return key === 'up' ? t('Time is up.') : tn('Time has been over for one minute.', 'Time has been over for %(num)s minutes.', minutes);
}

/** @param {Stage} stage @param {readonly Slot[]} slots */
function calledWords({ team, slot }, slots) {
  if (team) return t('Team %(number)s is called.', { number: team.number });
  return t('Next: “%(title)s”.', { title: slots.find(({ id }) => id === slot)?.title ?? '' });
}

/** @param {string | null} phase */
function begunWords(phase) {
  if (phase === 'pitch') return t('The pitch begins.');
  return phase === 'questions' ? t('The questions begin.') : t('The time begins.');
}

/** @param {Turn} turn @param {Stage} before @param {Stage} stage @param {readonly Slot[]} slots */
function turnWords(turn, before, stage, slots) {
  const left = leftWords(remaining(stage.timer, serverNow()));
  const time = duration(stage.timer.added_ms - before.timer.added_ms);
  const words = {
    called: () => calledWords(stage, slots),
    begun: () => begunWords(stage.timer.phase),
    paused: () => t('The timer is paused, %(left)s.', { left }),
    resumed: () => t('The timer goes on, %(left)s.', { left }),
    longer: () => t('The time is longer by %(time)s, %(left)s.', { time, left }),
    shorter: () => t('The time is shorter by %(time)s, %(left)s.', { time, left }),
    moved: () => t('The timer was set, %(left)s.', { left }),
    ended: () => t('The turn is over.'),
    withdrawn: () => t('The call is withdrawn.'),
  };
  return words[turn]();
}

/**
 * Give the voice to a page; its answer hears the topics. It keeps its own time: it wakes at thresholds, whatever is drawn.
 * @param {{ mine?: (stage: Stage) => boolean, silent?: Turn[] }} [options] whose turns are spoken; which are told otherwise
 */
export function timerVoice({ mine = () => true, silent = [] } = {}) {
  /** @type {Stage | undefined} */
  let stage;
  /** @type {readonly Slot[]} */
  let slots = [];
  /** What was left when the voice last woke in this stretch. @type {number | undefined} */
  let before;
  let wake = 0;

  function listen() {
    window.clearTimeout(wake);
    if (stage?.timer.mode !== 'running') return;
    const left = remaining(stage.timer, serverNow());
    const threshold = before === undefined ? null : crossed(before, left);
    before = left;
    if (threshold && mine(stage)) announce(thresholdWords(threshold));
    wake = window.setTimeout(listen, untilCrossed(left));
  }

  document.addEventListener('visibilitychange', () => document.hidden || listen());
  return {
    /** @param {Stage} snapshot */
    stage(snapshot) {
      const was = stage;
      stage = snapshot;
      const turn = was ? turned(was, snapshot) : null;
      if (was && turn) {
        before = undefined;
        if (mine(snapshot) && !silent.includes(turn)) announce(turnWords(turn, was, snapshot, slots));
      }
      listen();
    },
    /** @param {{ slots: readonly Slot[] }} snapshot */
    agenda(snapshot) {
      slots = snapshot.slots;
    },
  };
}
