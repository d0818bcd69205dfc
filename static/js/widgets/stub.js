// The ticket stub of a ballot: on this tablet, sending, recorded. It only shows; outbox.js knows.
import { one, setAttribute, setText } from '../lib/dom.js';
import { t } from '../lib/page.js';

/**
 * @typedef {object} StubState
 * @property {'none' | 'here' | 'sending' | 'failed' | 'saved'} now
 * @property {string} [here] the hour it was written on this tablet
 * @property {string} [sent] the hour it was sent
 * @property {number} [retry_s] seconds before the next try
 * @property {string} [saved] the hour and receipt, ready to read out
 */

/**
 * Take over a stub made by the stub() macro; the answer shows a state. It is for the eyes: its seconds move, and the
 * verdict beside it speaks once per change.
 * @param {HTMLElement} element
 * @returns {(state: StubState) => void}
 */
export function stub(element) {
  const slot = (/** @type {string} */ name) => one(element, `[data-stub="${name}"]`);
  return ({ now, here = '', sent = '', retry_s = 0, saved = '' }) => {
    setAttribute(element, 'data-now', now);
    setText(slot('here'), here);
    const titles = { none: t('Sent'), here: t('Sent'), sending: t('Sending…'), failed: t('Not sent'), saved: t('Sent') };
    const lines = {
      none: '',
      here: '',
      sending: t('nothing is lost'),
      failed: t('new try in %(seconds)s s', { seconds: retry_s }),
      saved: sent,
    };
    setText(slot('sending-title'), titles[now]);
    setText(slot('sending'), lines[now]);
    setText(slot('saved'), saved || t('receipt to come'));
  };
}
