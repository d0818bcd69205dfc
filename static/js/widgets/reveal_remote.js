// The remote of the reveal: what the room sees, what comes next, forward, back, any step prepared first, black at once.
import { announce, byId, fill, one, setText } from '../lib/dom.js';
import { redrawing } from '../lib/fresh_page.js';
import { page, t, tn } from '../lib/page.js';
import { standOf } from '../lib/reveal_stand.js';
import { openDialog } from './dialog.js';
import { revealPlan } from './reveal_plan.js';
import { revealSteps } from './reveal_steps.js';
import { meantForDesk } from './shortcuts.js';

/** @typedef {import('../lib/reveal_words.js').Reveal} Reveal @typedef {import('../lib/reveal_stand.js').Stand} Stand */

/** @type {Record<string, string>} */
const KEYS = { ArrowRight: 'main', PageDown: 'main', ArrowLeft: 'back', PageUp: 'back', b: 'black', B: 'black', '.': 'black' };

/** What the server alone draws: the steps, and how they can be changed. @param {Reveal} reveal */
const drawnFor = ({ state, steps }) => `${state} ${steps}`;

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Command} command
 * @param {(reveal: Reveal) => void} took what is answered, at once, without waiting for the push
 */
export function revealRemote(root, command, took) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('announce-laureates'));
  const lists = { real: revealSteps(byId('steps'), prepare), rehearsal: revealSteps(byId('rehearsal-steps'), prepare) };
  /** @type {Reveal} */
  let reveal = page.snapshots.reveal;
  let stand = standOf(reveal);
  /** A step that was prepared in the list, to be shown by the large button. @type {number | null} */
  let prepared = null;
  let busy = false;
  const want = redrawing(drawnFor(reveal), (fresh) => {
    for (const list of Object.values(lists)) list.take(fresh);
    revealPlan(fresh);
    draw();
  });

  /** @param {object} sent @param {boolean} [rehearsal] */
  async function give(sent, rehearsal = stand.rehearsing) {
    // Black waits for nothing, neither for an answer on its way nor for where the reveal stands; and nothing waits for it.
    const waits = !('black' in sent);
    if (busy && waits) return;
    busy ||= waits;
    await command(rehearsal ? 'reveal/rehearsal' : 'reveal', { base: stand.at, ...sent }, took);
    if (waits) busy = false;
  }

  /** What each button does as things stand; null: nothing now. @returns {Record<string, (() => void) | null>} */
  function acts() {
    const { under, rehearsing, at, left, black } = stand;
    const { state } = reveal;
    const step = prepared;
    const onward = step !== null ? () => give({ action: 'jump', step }) : left ? () => give({ action: 'next' }) : null;
    const rehearse = state === 'ready' || state === 'off' ? () => give({ action: 'start', base: 0 }, true) : null;
    return {
      main: under ? onward : state === 'ready' ? () => give({ action: 'start' }) : null,
      back: under && at > 0 ? () => give({ action: 'back' }) : null,
      black: under ? () => give({ action: 'black', black: !black }) : null,
      rehearse: rehearsing ? () => give({ action: 'finish' }) : rehearse,
      finish: state === 'running' ? () => openDialog(dialog.id) : null,
    };
  }

  /** Prepare a step, or no longer. @param {number} step */
  function prepare(step) {
    if (!stand.under) return;
    prepared = step === prepared || step === stand.at ? null : step;
    draw();
    if (prepared !== null) announce(t('Prepared, nothing shows yet: press the large button.'));
  }

  /** What the large button says. */
  function mainWord() {
    if (reveal.state === 'done' && !stand.rehearsing) return t('Announced');
    if (!stand.under) return t('Start the reveal');
    if (prepared !== null) return t('Show step %(step)s', { step: prepared });
    return stand.left ? t('Next step') : t('This is the last step');
  }

  /** Where the reveal stands, in words. */
  function stateWord() {
    if (stand.rehearsing) return t('A rehearsal');
    if (reveal.state === 'running') return t('Step %(step)s of %(steps)s', { step: stand.at, steps: stand.count - 1 });
    return { off: t('Not ready'), ready: t('Ready'), done: t('Announced') }[reveal.state];
  }

  function draw() {
    const { under, rehearsing, at, black } = stand;
    const done = reveal.state === 'done';
    const shown = under || done ? at : null;
    const list = rehearsing ? lists.rehearsal : lists.real;
    const now = list.said(shown);
    const next = list.said(done ? null : (prepared ?? (under ? at + 1 : 0)));
    root.dataset.rehearsal = String(rehearsing);
    root.dataset.black = String(black);
    fill(root, {
      state: stateWord(),
      now: black ? t('Black') : now.kind || t('Nothing of it yet'),
      'now-name': now.name,
      'next-head': prepared === null ? t('Next') : t('Prepared, not shown yet'),
      next: next.kind || (under ? t('Nothing: this is the last step') : ''),
      'next-name': next.name,
      main: mainWord(),
      black: black ? t('Give the room back') : t('Black'),
      rehearse: rehearsing ? t('End the rehearsal') : t('Rehearse with invented names'),
    });
    byId('steps-hint').hidden = stand.count === 0;
    for (const part of ['off', 'done']) one(root, `[data-part="${part}"]`).hidden = reveal.state !== part;
    one(root, '[data-act="black"]').setAttribute('aria-pressed', String(black));
    for (const [name, act] of Object.entries(acts())) one(root, `[data-act="${name}"]`).setAttribute('aria-disabled', String(!act));
    lists.real.draw({ shown, prepared, under, hidden: rehearsing });
    lists.rehearsal.draw({ shown, prepared, under, hidden: !rehearsing });
    const unseen = tn('%(num)s step was not shown.', '%(num)s steps were not shown.', stand.left);
    setText(one(dialog, '[data-slot="unseen"]'), stand.left ? unseen : t('Every step was shown.'));
  }

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-act]') : null;
    if (button instanceof HTMLElement) acts()[button.dataset.act ?? '']?.();
  });
  one(dialog, 'form').addEventListener('submit', () => give({ action: 'finish' }, false));

  return {
    /** @param {Reveal} snapshot */
    hear(snapshot) {
      const before = stand;
      reveal = snapshot;
      stand = standOf(snapshot);
      // Black and back moves nothing: what was prepared stays so.
      if (before.rehearsing !== stand.rehearsing || before.at !== stand.at || before.count !== stand.count) prepared = null;
      draw();
      want(drawnFor(snapshot));
    },
    /** @param {KeyboardEvent} event */
    key(event) {
      const name = KEYS[event.key];
      if (!name || !meantForDesk(event)) return;
      // Nobody begins it by leaning on a key: that is for the button.
      if (name === 'main' && !stand.under) return;
      event.preventDefault();
      acts()[name]?.();
    },
  };
}
