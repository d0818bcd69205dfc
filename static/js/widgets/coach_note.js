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
  let saving = Promise.resolve();
  let unsaved = false;

  /** @param {string} name */
  const named = (name) => /** @type {HTMLInputElement} */ (one(form, `[name="${name}"]`)).value;

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
    // The other presses on this visit rest on the same revision: left behind, they would be refused.
    for (const other of document.querySelectorAll(`form:has([name="team"][value="${named('team')}"]) [name="base"]`)) {
      /** @type {HTMLInputElement} */ (other).value = named('base');
    }
    const word = fresh.querySelector('#note-error, [data-saved], #errors-title')?.textContent?.trim();
    setText(said, word || t('This was not saved: press Save again.'));
    return response.ok;
  }

  /** Send what stands there, or wait for what is on its way. */
  const save = () => (sending ? saving : (saving = put()));

  async function put() {
    clearTimeout(timer);
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
    await saving;
    if (unsaved) await save();
    if (!unsaved && !sending) other.submit();
  });
  addEventListener('beforeunload', (leaving) => {
    if (unsaved) leaving.preventDefault();
  });
}
