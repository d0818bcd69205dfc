// The screens of the room at the desk: sent to a page, made black, asked to say their name; how long ago each was heard.
import { serverNow } from '../lib/clock.js';
import { fill, one, renderList, setAttribute } from '../lib/dom.js';
import { age } from '../lib/format.js';
import { setIcon } from '../lib/marks.js';
import { t } from '../lib/page.js';
import { word } from './desk_words.js';
import { toast } from './toast.js';

const MUTE_MS = 25000;
const UNSURE_MS = 250;
const REDRAWN_MS = 1000;

/**
 * @typedef {{ id: string, name: string, page: string, shows: string | null, black: boolean, last_beat_ms: number | null,
 *   clock_error_ms: number | null, lit: boolean | null }} Screen
 */

/** What is to be known of a screen beside its age, in words. @param {Screen} screen @returns {string} */
function note(screen) {
  const said = [];
  if (screen.shows && screen.shows !== screen.page) said.push(t('still shows: %(page)s', { page: word(screen.shows) }));
  if ((screen.clock_error_ms ?? 0) > UNSURE_MS) said.push(t('its clock may be %(ms)s ms off', { ms: screen.clock_error_ms ?? 0 }));
  if (screen.lit === false && screen.last_beat_ms !== null) said.push(t('set this machine not to sleep: its browser cannot'));
  return said.join(', ');
}

/**
 * @param {HTMLElement} root
 * @param {import('../lib/command.js').Command} command
 * @param {(answer: any) => void} took
 * @returns {(snapshot: { screens: Screen[] }) => void}
 */
export function screens(root, command, took) {
  const list = one(root, '#screen-list');
  const form = /** @type {HTMLFormElement} */ (one(root, '[data-add]'));
  const field = /** @type {HTMLInputElement} */ (one(form, 'input'));
  /** @type {Screen[]} */
  let known = [];
  let adding = false;

  /** @param {object} body @param {() => void} [obeyed] */
  const act = (body, obeyed = () => {}) =>
    command('screens', body, (answer) => {
      took(answer);
      obeyed();
    });

  /** @param {HTMLElement} row @param {Screen} screen */
  function draw(row, screen) {
    const silent = screen.last_beat_ms === null ? null : serverNow() - screen.last_beat_ms;
    const mute = silent !== null && silent > MUTE_MS;
    const seen = silent === null ? t('never seen') : mute ? t('mute for %(age)s', { age: age(Math.floor(silent / 1000)) }) : t('connected');
    row.toggleAttribute('data-mute', mute);
    fill(row, { name: screen.name, seen, note: note(screen) });
    setIcon(one(row, '.chip svg'), silent === null ? 'ring' : mute ? 'barred' : 'target');
    const select = /** @type {HTMLSelectElement} */ (one(row, '[data-page]'));
    if (document.activeElement !== select) select.value = screen.page; // not while somebody chooses
    setAttribute(select, 'aria-label', t('What %(name)s shows', { name: screen.name }));
    one(row, '[data-remove]').hidden = silent !== null && !mute; // not one that shows something
    setAttribute(one(row, '[data-black]'), 'aria-pressed', String(screen.black));
    for (const button of row.querySelectorAll('button')) {
      setAttribute(button, 'aria-label', `${button.textContent}${t(': ')}${screen.name}`);
    }
  }

  const redraw = () => renderList(list, known, (screen) => screen.id, 'screen-row', draw);

  /** The screen of what was pressed. @param {Event} event */
  const of = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const id = target.closest('li')?.dataset.key;
    return { target, screen: known.find((each) => each.id === id) };
  };
  list.addEventListener('change', async (event) => {
    const { target, screen } = of(event);
    const select = /** @type {HTMLSelectElement} */ (target);
    if (screen && !(await act({ action: 'show', screen: screen.id, page: select.value }))) select.value = screen.page;
  });
  list.addEventListener('click', (event) => {
    const { target, screen } = of(event);
    if (!screen) return;
    if (target.matches('[data-identify]')) {
      act({ action: 'identify', screen: screen.id }, () => toast(t('%(name)s says its name for ten seconds.', { name: screen.name })));
    } else if (target.matches('[data-black]')) {
      act({ action: 'black', screen: screen.id, black: !screen.black });
    } else if (target.matches('[data-remove]')) {
      act({ action: 'remove', screen: screen.id }, () => {
        field.focus(); // what was pressed is gone
        toast(t('%(name)s is removed, and its card opens nothing any more.', { name: screen.name }));
      });
    }
  });
  field.addEventListener('input', () => setAttribute(one(form, 'button'), 'aria-disabled', String(!field.value.trim())));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!field.value.trim()) field.focus();
    if (!field.value.trim() || adding) return;
    adding = true;
    await act({ action: 'add', name: field.value }, () => {
      form.reset();
      toast(t('Added: its card is among the access links.'));
    });
    adding = false;
  });
  setInterval(redraw, REDRAWN_MS);
  return (snapshot) => {
    known = snapshot.screens;
    redraw();
  };
}
