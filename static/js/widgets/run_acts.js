// The run-down put in order at the desk: by hand, by keys, by what unfolds under a line. Each act can be taken back.
import { commander } from '../lib/command.js';
import { live } from '../lib/live.js';
import { slotName } from '../lib/names.js';
import { t } from '../lib/page.js';
import { runDrag } from './run_drag.js';
import { places, runPanel } from './run_panel.js';
import { meantForDesk } from './shortcuts.js';
import { toast } from './toast.js';

/** @typedef {import('../lib/agenda.js').Agenda & { revision: number }} Agenda */

/** What is said once it is done. @type {Record<string, string>} */
const WORDS = {
  absent: '%(name)s: absent.',
  postpone: '%(name)s: after all other teams.',
  restore: '%(name)s: put back in its turn.',
  move: '%(name)s: moved.',
  swap: '%(name)s: exchanged.',
  length: '%(name)s: another length.',
  break: 'A break before %(name)s.',
};

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Voice} desk the voice of the whole desk
 */
export function runActs(root, desk) {
  /** @type {Agenda} */
  let agenda = { revision: 0, slots: [] };
  let busy = false;
  /** A line moved while an act is under way is moved once that is answered; what is pressed twice is done once. @type {(() => void) | null} */
  let waiting = null;
  const panel = runPanel(root, act);
  /** The order as an answer brought it: shown at once. @param {any} answer */
  const took = (answer) => live.take('agenda', answer);
  const command = commander(panel.speaking(desk), (_path, current) => took(current));

  /** @param {object} sent @param {() => void} done */
  async function give(sent, done) {
    if (busy) return;
    busy = true;
    panel.refuse('');
    await command('agenda', { base: agenda.revision, ...sent }, (answer) => {
      took(answer);
      done();
    });
    busy = false;
    const next = waiting;
    waiting = null;
    next?.();
  }

  /** @param {() => void} move */
  function inTurn(move) {
    if (busy) waiting = move;
    else move();
  }

  function undo() {
    give({ action: 'undo' }, () => toast(t('The run-down is as it was before.')));
  }

  /** @param {string} action @param {string} id @param {Record<string, string | number>} [typed] */
  function act(action, id, typed = {}) {
    const slot = agenda.slots.find((known) => known.id === id);
    if (!slot) return;
    // Without a slot to pass before, it goes to the very end.
    const last = agenda.slots.findLast((other) => other.id !== id)?.id ?? '';
    const where = action === 'move' && typed.before === '' ? { after: last } : typed;
    const sent = action === 'break' ? { action, before: id, ...where } : { action, slot: id, ...where };
    give(sent, () => {
      panel.close();
      toast(t(WORDS[action] ?? '', { name: slotName(slot) }), { word: t('Undo'), act: undo });
    });
  }

  /** Take a remedy where the pitches do not fit. @param {string} remedy @param {number} minutes */
  function fit(remedy, minutes) {
    ofAll({ action: 'fit', remedy, minutes });
  }

  /** An act that is about no line in particular. @param {object} sent */
  function ofAll(sent) {
    give(sent, () => toast(t('The run-down is changed.'), { word: t('Undo'), act: undo }));
  }

  /** Draw the order by lot, or take its hours as the plan. @param {Element | null} button */
  function plan(button) {
    if (button instanceof HTMLElement) ofAll({ action: button.dataset.runPlan ?? '' });
  }

  /** One line up or down, or to either end of what is still to come. @param {string} id @param {string} key */
  function step(id, key) {
    const slot = agenda.slots.find((known) => known.id === id);
    if (!slot) return;
    const coming = places(slot, agenda.slots);
    const place = coming.indexOf(slot);
    const others = coming.filter((other) => other !== slot);
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: others.length }[key] ?? -1;
    const before = others[to];
    const last = others.at(-1);
    if (to < 0 || to > others.length || to === place || !last) return;
    act('move', id, before ? { before: before.id } : { after: last.id });
  }

  /** @param {Event} event */
  const handleOf = (event) => (event.target instanceof Element ? event.target.closest('[data-order]') : null);

  root.addEventListener('click', (event) => {
    const handle = handleOf(event);
    const slot = handle instanceof HTMLElement && agenda.slots.find(({ id }) => id === handle.dataset.order);
    if (slot) panel.toggle(slot, agenda.slots);
    else if (event.target instanceof Element && event.target.closest('[data-run-undo]')) undo();
    else if (event.target instanceof Element) plan(event.target.closest('[data-run-plan]'));
  });
  root.addEventListener('keydown', (event) => {
    const handle = handleOf(event);
    if (!(handle instanceof HTMLElement) || !['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat) inTurn(() => step(handle.dataset.order ?? '', event.key));
  });
  const drag = runDrag(root, (id, place) => inTurn(() => act('move', id, place)));

  return {
    fit,
    /** @param {Agenda} snapshot */
    agenda(snapshot) {
      agenda = snapshot;
    },
    /** The server drew the lines anew. */
    drawn() {
      drag.stop();
      panel.hang();
    },
    /** Obey a key. @param {KeyboardEvent} event */
    key(event) {
      // Without the button there is nothing to take back, or it is not for this page to do.
      if (event.key.toLowerCase() !== 'u' || !meantForDesk(event) || !root.querySelector('[data-run-undo]')) return;
      event.preventDefault();
      undo();
    },
  };
}
