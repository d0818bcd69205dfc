// Whether scoring is open, and which phase the day is in. Closing asks first, and names what would not count.
import { byId, fill, one, setText } from '../lib/dom.js';
import { t, tn } from '../lib/page.js';
import { listDrafts } from './ballot_grid.js';
import { word } from './desk_words.js';
import { openDialog } from './dialog.js';
import { toast } from './toast.js';

/** @typedef {{ phase: string, scoring: 'open' | 'closed' }} Day */

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Command} command
 * @returns {{ day: (snapshot: Day) => void, progress: (snapshot: import('./ballot_grid.js').Progress) => void }}
 */
export function dayState(root, command) {
  const scoring = one(root, '[data-scoring]');
  const dialog = /** @type {HTMLDialogElement} */ (byId('close-scoring'));
  const phases = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll('input[name="phase"]')]);
  /** @type {Day | null} */
  let day = null;

  function draw() {
    if (!day) return;
    const open = day.scoring === 'open';
    scoring.dataset.scoring = day.scoring;
    one(root, '[data-closed]').toggleAttribute('hidden', open);
    fill(root, { scoring: open ? t('Open') : t('Closed'), 'scoring-act': open ? t('Close scoring') : t('Open scoring') });
    for (const choice of phases) choice.checked = choice.value === day.phase;
  }

  /** @param {'open' | 'closed'} state */
  function setScoring(state) {
    return command('scoring', { state }, () => {
      if (state === 'open') toast(t('Scoring is open.'), { word: t('Close again'), act: () => openDialog(dialog.id) });
      else toast(t('Scoring is closed.'), { word: t('Open again'), act: () => setScoring('open') });
    });
  }

  /** @param {string} phase */
  async function setPhase(phase) {
    const before = day?.phase ?? phase;
    const done = await command('phase', { phase }, () => {
      toast(t('Phase of the day: %(phase)s.', { phase: word(phase) }), { word: t('Undo'), act: () => command('phase', { phase: before }) });
    });
    if (!done) draw();
  }

  scoring.addEventListener('click', () => {
    if (scoring.dataset.scoring === 'open') openDialog(dialog.id);
    else setScoring('open');
  });
  one(dialog, 'form').addEventListener('submit', () => setScoring('closed'));
  for (const choice of phases) choice.addEventListener('change', () => setPhase(choice.value));

  return {
    day(snapshot) {
      day = snapshot;
      draw();
    },
    progress(snapshot) {
      const missing = snapshot.missing.length;
      setText(
        one(dialog, '[data-slot="missing"]'),
        missing === 0
          ? t('Every expected ballot is validated.')
          : tn('%(num)s expected ballot is not validated.', '%(num)s expected ballots are not validated.', missing),
      );
      listDrafts(one(dialog, '[data-drafts]'), snapshot);
    },
  };
}
