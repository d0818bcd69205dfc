// The remote of the reveal: what the room sees, what comes next, forward, back, any step prepared first, black at once.
import { announce, byId, fill, one, setText } from '../lib/dom.js';
import { t, tn } from '../lib/page.js';
import { blindMode } from './blind_mode.js';
import { openDialog } from './dialog.js';
import { meantForDesk } from './shortcuts.js';

/** @typedef {import('../lib/reveal_words.js').Reveal} Reveal */

/** @type {Record<string, string>} */
const KEYS = { ArrowRight: 'main', PageDown: 'main', ArrowLeft: 'back', PageUp: 'back', b: 'black', B: 'black', '.': 'black' };

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Command} command
 * @param {(reveal: Reveal) => void} took what is answered, at once, without waiting for the push
 */
export function revealRemote(root, command, took) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('announce-laureates'));
  const lists = { real: byId('steps'), rehearsal: byId('rehearsal-steps') };
  /** @type {Reveal | undefined} */
  let reveal;
  /** A step that was prepared in the list, to be shown by the large button. @type {number | null} */
  let prepared = null;
  let busy = false;

  const rehearsing = () => Boolean(reveal?.shown?.rehearsal);
  const under = () => rehearsing() || reveal?.state === 'running';
  const at = () => (rehearsing() ? (reveal?.shown?.at ?? 0) : (reveal?.step ?? 0));
  const count = () => (rehearsing() ? (reveal?.shown?.of ?? 0) : (reveal?.steps ?? 0));
  const black = () => reveal?.shown?.kind === 'black';
  const list = () => (rehearsing() ? lists.rehearsal : lists.real);

  /** @param {object} sent @param {boolean} [rehearsal] */
  async function give(sent, rehearsal = rehearsing()) {
    // Black waits for nothing: neither for an answer on its way, nor for where the reveal stands.
    if (busy && !('black' in sent)) return;
    busy = true;
    await command(rehearsal ? 'reveal/rehearsal' : 'reveal', { base: at(), ...sent }, took);
    busy = false;
  }

  /** What each button does as things stand; null: nothing now. @returns {Record<string, (() => void) | null>} */
  function acts() {
    const step = prepared;
    const onward = step !== null ? () => give({ action: 'jump', step }) : at() + 1 < count() ? () => give({ action: 'next' }) : null;
    return {
      main: under() ? onward : reveal?.state === 'ready' ? () => give({ action: 'start' }) : null,
      back: under() && at() > 0 ? () => give({ action: 'back' }) : null,
      black: under() ? () => give({ action: 'black', black: !black() }) : null,
      rehearse: rehearsing()
        ? () => give({ action: 'finish' })
        : reveal?.state === 'ready' || reveal?.state === 'off'
          ? () => give({ action: 'start', base: 0 }, true)
          : null,
      finish: reveal?.state === 'running' ? () => openDialog(dialog.id) : null,
    };
  }

  /** The line of a step, and its name apart. @param {number} step */
  function said(step) {
    const line = list().querySelector(`[data-step="${step}"]`);
    return { kind: line ? (one(line, '[data-kind]').textContent ?? '') : '', name: line?.querySelector('[data-name]')?.textContent ?? '' };
  }

  function draw() {
    if (!reveal) return;
    const nobody = { kind: '', name: '' };
    const now = under() || reveal.state === 'done' ? said(at()) : nobody;
    const coming = prepared ?? (under() ? at() + 1 : 0);
    const next = reveal.state === 'done' ? nobody : said(coming);
    root.dataset.rehearsal = String(rehearsing());
    root.dataset.black = String(black());
    fill(root, {
      state: rehearsing()
        ? t('A rehearsal')
        : {
            off: t('Not ready'),
            ready: t('Ready'),
            running: t('Step %(step)s of %(steps)s', { step: at(), steps: count() - 1 }),
            done: t('Announced'),
          }[reveal.state],
      now: black() ? t('Black') : now.kind || t('Nothing of it yet'),
      'now-name': now.name,
      'next-head': prepared === null ? t('Next') : t('Prepared, not shown yet'),
      next: next.kind || (under() ? t('Nothing: this is the last step') : ''),
      'next-name': next.name,
      main:
        reveal.state === 'done'
          ? t('Announced')
          : !under()
            ? t('Start the reveal')
            : prepared !== null
              ? t('Show step %(step)s', { step: prepared })
              : at() + 1 < count()
                ? t('Next step')
                : t('This is the last step'),
      black: black() ? t('Give the room back') : t('Black'),
      rehearse: rehearsing() ? t('End the rehearsal') : t('Rehearse with invented names'),
    });
    one(root, '[data-act="black"]').setAttribute('aria-pressed', String(black()));
    for (const [name, act] of Object.entries(acts())) one(root, `[data-act="${name}"]`).setAttribute('aria-disabled', String(!act));
    lists.real.hidden = rehearsing();
    lists.rehearsal.hidden = !rehearsing();
    for (const line of list().querySelectorAll('li')) {
      const step = Number(line.dataset.step);
      if (now !== nobody && step === at()) line.setAttribute('aria-current', 'step');
      else line.removeAttribute('aria-current');
      one(line, 'button').setAttribute('aria-pressed', String(step === prepared));
      one(line, 'button').setAttribute('aria-disabled', String(!under()));
    }
  }

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-act]') : null;
    if (button instanceof HTMLElement) acts()[button.dataset.act ?? '']?.();
  });
  for (const steps of Object.values(lists)) {
    steps.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-jump]') : null;
      if (!(button instanceof HTMLElement) || !under()) return;
      const step = Number(button.dataset.jump);
      prepared = step === prepared || step === at() ? null : step;
      draw();
      if (prepared !== null) announce(t('Prepared, nothing shows yet: press the large button.'));
    });
  }
  one(dialog, 'form').addEventListener('submit', () => give({ action: 'finish' }, false));
  blindMode(/** @type {HTMLInputElement} */ (byId('blind')));

  return {
    /** @param {Reveal} snapshot */
    hear(snapshot) {
      const before = reveal;
      // The list of steps is the server's: drawn again when it became another one.
      if (before && (before.state !== snapshot.state || before.steps !== snapshot.steps)) location.reload();
      reveal = snapshot;
      prepared = null;
      draw();
      const left = count() - 1 - at();
      setText(
        one(dialog, '[data-slot="unseen"]'),
        left > 0 ? tn('%(num)s step was not shown.', '%(num)s steps were not shown.', left) : t('Every step was shown.'),
      );
    },
    /** @param {KeyboardEvent} event */
    key(event) {
      const name = KEYS[event.key];
      if (!name || !meantForDesk(event)) return;
      // Nobody begins it by leaning on a key: that is for the button.
      if (name === 'main' && !under()) return;
      event.preventDefault();
      acts()[name]?.();
    },
  };
}
