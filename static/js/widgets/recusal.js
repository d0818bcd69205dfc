// Stepping aside for a team, in two taps: the quiet link, then why. Coming back is always offered.
import { announce, byId, one } from '../lib/dom.js';
import { t } from '../lib/page.js';
import { send } from '../lib/send.js';

/**
 * @param {() => number} shown the team whose ballot is open
 * @param {(team: number, kind: string | null, reason: string | null) => void} changed
 * @param {(sentence: string) => void} refused
 */
export function recusal(shown, changed, refused) {
  const box = /** @type {HTMLDetailsElement} */ (byId('recusal'));

  /** @param {number} team @param {string | null} reason null to come back */
  async function step(team, reason) {
    announce(t('Sending…, nothing is lost.'));
    const answer = await send('POST', 'recusals', reason === null ? { team, undo: true } : { team, reason });
    if (answer.status !== 200) return refused(answer.body.detail ?? t('The server does not answer. Try again in a moment.'));
    box.open = false;
    changed(team, reason === null ? null : answer.body.kind, reason);
    // What was pressed is gone: the focus waits at the way back.
    if (reason === null) one(box, 'summary').focus();
    else one(document, 'button[form="undo-recusal"]').focus();
    announce(
      reason === null
        ? t('You score team %(number)s again.', { number: team })
        : t('You stepped aside for team %(number)s.', { number: team }),
    );
    return undefined;
  }

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button || (button.name !== 'reason' && button.getAttribute('form') !== 'undo-recusal')) return;
    event.preventDefault();
    step(shown(), button.name === 'reason' ? button.value : null);
  });
  return {
    isOpen: () => box.open,
    close: () => {
      box.open = false;
    },
  };
}
