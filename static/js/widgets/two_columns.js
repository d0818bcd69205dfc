// A ballot written on two devices: both columns side by side, and the juror chooses each field that both touched.

import { byId, copyOf, one, setText } from '../lib/dom.js';
import { torn } from '../lib/joined.js';
import { COMMENT, merged, written } from '../lib/merge.js';
import { page, t } from '../lib/page.js';

/** @typedef {import('../lib/known.js').Ballot} Ballot @typedef {import('../lib/known.js').Words} Words @typedef {import('../lib/merge.js').Choices} Choices */

/** @param {Words} words @param {string} field @returns {string} */
function read(words, field) {
  const stands = written(words, field);
  if (field === COMMENT) return stands === '' ? t('no comment') : String(stands);
  return stands === null ? t('To score') : String(stands);
}

/** @param {string} field @returns {string} */
function labelOf(field) {
  const known = page.snapshots.day.criteria.find((/** @type {{ key: string }} */ criterion) => criterion.key === field);
  return known?.label ?? t('Comment for the jury');
}

/** @param {string[]} criteria @param {(team: number, choices: Choices) => void} chosen @returns {(ballot: Ballot | null) => void} */
export function twoColumns(criteria, chosen) {
  const root = byId('conflict');
  const names = /** @type {const} */ ({ here: t('This tablet'), there: t('The other device') });
  let drawn = '';
  /** What was chosen between these two versions. @type {Choices} */
  let choices = {};
  let between = '';

  /** @param {string} field @param {'here' | 'there'} side @param {string} stands */
  function choice(field, side, stands) {
    const label = copyOf('two-columns-choice');
    const radio = /** @type {HTMLInputElement} */ (one(label, 'input'));
    Object.assign(radio, { name: `keep-${field}`, value: side, checked: choices[field] === side });
    radio.setAttribute('aria-label', `${labelOf(field)}, ${names[side]}${t(': ')}${stands}`);
    radio.addEventListener('change', () => {
      choices = { ...choices, [field]: side };
      one(/** @type {HTMLElement} */ (label.closest('tr')), '[data-missing]').hidden = true;
    });
    setText(one(label, 'span'), stands);
    return label;
  }

  /** @param {Ballot} ballot @param {Words} theirs @param {string} field @param {boolean} asks */
  function row(ballot, theirs, field, asks) {
    const line = copyOf('two-columns-row');
    setText(one(line, '[data-label]'), labelOf(field));
    line.dataset.field = field;
    const joined = read(merged(ballot.known, ballot, theirs).words, field);
    for (const side of /** @type {const} */ (['here', 'there'])) {
      const cell = one(line, `[data-side="${side}"]`);
      const stands = read(side === 'here' ? ballot : theirs, field);
      if (asks) cell.append(choice(field, side, stands));
      else setText(cell, stands);
      cell.classList.toggle('conflict__kept', !asks && stands === joined);
    }
    return line;
  }

  /** Keep what was chosen, or lead to what was not. @param {Ballot} ballot */
  function keep(ballot) {
    const open = torn(ballot).filter((field) => !choices[field]);
    for (const field of open) one(root, `[data-field="${field}"] [data-missing]`).hidden = false;
    if (open.length) one(root, `[name="keep-${open[0]}"]`).focus();
    else chosen(ballot.team, choices);
  }

  return (ballot) => {
    const theirs = ballot?.conflict?.theirs;
    const appeared = Boolean(theirs) && root.hidden;
    root.hidden = !theirs;
    const now = theirs ? `${ballot?.team} ${theirs.revision} ${JSON.stringify([ballot?.scores, ballot?.comment])}` : '';
    if (now === drawn) return;
    drawn = now;
    if (!ballot || !theirs) return root.replaceChildren();
    if (between !== `${ballot.team} ${theirs.revision}`) choices = {};
    between = `${ballot.team} ${theirs.revision}`;
    const asked = torn(ballot);
    const box = copyOf('two-columns');
    setText(one(box, '[data-title]'), t('Team %(number)s: this ballot was also changed on another device', { number: ballot.team }));
    one(box, 'tbody').append(...[...criteria, COMMENT].map((field) => row(ballot, theirs, field, asked.includes(field))));
    one(box, '[data-keep]').addEventListener('click', () => keep(ballot));
    // What had the focus is drawn anew: it goes to the same choice, or to the title.
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    root.replaceChildren(box);
    if (held instanceof HTMLInputElement)
      /** @type {HTMLElement | null} */ (root.querySelector(`[name="${held.name}"][value="${held.value}"]`))?.focus();
    if (held && !root.contains(document.activeElement)) one(box, 'h2').focus({ preventScroll: true });
    if (!appeared) return undefined;
    box.scrollIntoView({ block: 'start' });
    return one(box, 'h2').focus({ preventScroll: true });
  };
}
