// What a coach notes for a team: kept as it is typed, sent until it is answered, and never silently lost.
import { one, setText } from '../lib/dom.js';
import { t } from '../lib/page.js';
import { pause } from '../lib/send.js';

const TYPED_MS = 1500;

/** @param {HTMLFormElement} form */
export function coachNote(form) {
  const said = one(form, '[data-saved]');
  let timer = 0;
  let tries = 0;
  let sending = false;
  let unsaved = false;

  /** @param {number} [after] */
  const soon = (after = TYPED_MS) => {
    clearTimeout(timer);
    timer = window.setTimeout(save, after);
  };

  /** What the page drawn anew says: the revision to write on, or why not. @param {Response} response */
  async function hear(response) {
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const name of ['base', 'op', 'csrf_token']) {
      const other = /** @type {HTMLInputElement | null} */ (fresh.querySelector(`[data-word] [name="${name}"]`));
      if (other) /** @type {HTMLInputElement} */ (one(form, `[name="${name}"]`)).value = other.value;
    }
    const word = fresh.querySelector('#note-error, [data-saved], #errors-title')?.textContent?.trim();
    setText(said, word || t('This was not saved: press Save again.'));
    return response.ok;
  }

  async function save() {
    clearTimeout(timer);
    if (sending) return;
    sending = true;
    unsaved = false;
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    try {
      const kept = await hear(await fetch(/** @type {string} */ (form.getAttribute('action')), { method: 'POST', body }));
      tries = 0;
      if (!kept) unsaved = true;
      else if (unsaved) soon();
    } catch {
      unsaved = true;
      setText(said, t('Not sent yet, trying again. What you typed stays here.'));
      soon(pause((tries += 1)));
    } finally {
      sending = false;
    }
  }

  form.addEventListener('input', (event) => {
    unsaved = true;
    setText(said, t('Not saved yet'));
    soon(/** @type {HTMLElement} */ (event.target).matches('[type=radio]') ? 0 : TYPED_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save();
  });
  // Whatever else is pressed waits until the note is kept: a table is not left with words on the way.
  document.addEventListener('submit', async (event) => {
    const other = /** @type {HTMLFormElement} */ (event.target);
    if (other === form || !(unsaved || sending)) return;
    event.preventDefault();
    await save();
    if (!unsaved && !sending) other.submit();
  });
  addEventListener('beforeunload', (leaving) => {
    if (unsaved) leaving.preventDefault();
  });
}
