// A ballot written on two devices: both columns side by side, and the juror chooses where both touched.
import { COMMENT } from '../lib/ballot.js';
import { byId, copyOf, one, setText } from '../lib/dom.js';
import { page, t } from '../lib/page.js';

/** @typedef {import('../lib/ballot.js').Ballot} Ballot @typedef {import('../lib/ballot.js').Words} Words */

/** @param {Words} words @param {string} field @returns {string} */
function read(words, field) {
  if (field === COMMENT) return words.comment || t('no comment');
  return words.scores[field] === null || words.scores[field] === undefined ? t('To score') : String(words.scores[field]);
}

/**
 * The ballot with the chosen side of each torn field; what only the other device touched is taken.
 * @param {Ballot} ballot @param {(field: string) => boolean} theirs whether the other device's is kept @returns {Words}
 */
export function joined(ballot, theirs) {
  const other = ballot.conflict?.theirs ?? ballot.known;
  const mine = (/** @type {string} */ field) => read(ballot, field) !== read(ballot.known, field);
  const takes = (/** @type {string} */ field) => (ballot.conflict?.torn.includes(field) ? theirs(field) : !mine(field));
  const keys = new Set([...Object.keys(ballot.scores), ...Object.keys(other.scores)]);
  const scores = Object.fromEntries([...keys].map((key) => [key, (takes(key) ? other : ballot).scores[key] ?? null]));
  return { scores, comment: takes(COMMENT) ? other.comment : ballot.comment };
}

/** @param {string[]} criteria @param {(words: Words) => void} chosen @returns {(ballot: Ballot | null) => void} */
export function twoColumns(criteria, chosen) {
  const root = byId('conflict');
  let drawn = '';

  /** @param {Ballot} ballot @param {string} field */
  function row(ballot, field) {
    const line = copyOf('two-columns-row');
    const known = page.snapshots.day.criteria.find((/** @type {{ key: string }} */ criterion) => criterion.key === field);
    setText(one(line, 'th'), known?.label ?? t('Comment for the jury'));
    const torn = ballot.conflict?.torn.includes(field);
    for (const [side, words] of /** @type {[string, Words][]} */ ([
      ['here', ballot],
      ['there', ballot.conflict?.theirs],
    ])) {
      const cell = one(line, `[data-side="${side}"]`);
      if (!torn) {
        setText(cell, read(words, field));
        cell.classList.toggle(
          'conflict__kept',
          read(
            joined(ballot, () => false),
            field,
          ) === read(words, field),
        );
        continue;
      }
      const choice = copyOf('two-columns-choice');
      const radio = /** @type {HTMLInputElement} */ (one(choice, 'input'));
      Object.assign(radio, { name: `keep-${field}`, value: side, checked: side === 'here' });
      setText(one(choice, 'span'), read(words, field));
      cell.append(choice);
    }
    return line;
  }

  return (ballot) => {
    const conflict = ballot?.conflict;
    const appeared = Boolean(conflict) && root.hidden;
    root.hidden = !conflict;
    const now = conflict ? `${ballot.team} ${conflict.theirs.revision} ${JSON.stringify(ballot.scores)}` : '';
    if (now === drawn) return;
    drawn = now;
    if (!ballot || !conflict) return root.replaceChildren();
    const box = copyOf('two-columns');
    one(box, 'tbody').append(...[...criteria, COMMENT].map((field) => row(ballot, field)));
    one(box, '[data-keep]').addEventListener('click', () => {
      const side = (/** @type {string} */ field) =>
        /** @type {HTMLInputElement | null} */ (root.querySelector(`[name="keep-${field}"]:checked`));
      chosen(joined(ballot, (field) => side(field)?.value === 'there'));
    });
    root.replaceChildren(box);
    if (!appeared) return undefined;
    box.scrollIntoView({ block: 'start' });
    return one(box, 'h2').focus({ preventScroll: true });
  };
}
