// The rulers and the comment of a ballot: what the juror touches is told, what comes back is shown.
import { announce, byId, copyOf, one, setText } from '../lib/dom.js';
import { page, t, tn } from '../lib/page.js';
import { missing, unexplained } from '../lib/verdict.js';
import { followRulers, showScore } from './ruler.js';

/** @typedef {import('../lib/known.js').Ballot} Ballot @typedef {import('../lib/known.js').Words} Words @typedef {import('../lib/verdict.js').Standing} Standing */

const LONGEST = 2000;
const NEAR = 200;
/** When the characters left are told: not at each of them. */
const TOLD = [200, 100, 50, 20, 10, 0, -1];
const NAME = 'score-';

/** @param {(change: Partial<Words>) => void} wrote @returns {{ show: (ballot: Ballot | null, standing: Standing) => void, tooLong: () => string | null, early: (all?: boolean) => Partial<Words> | null }} */
export function ballotForm(wrote) {
  const root = byId('criteria');
  const comment = /** @type {HTMLTextAreaElement} */ (byId('comment'));
  const left = byId('comment-left');
  let before = LONGEST;
  const rulers = /** @type {HTMLFieldSetElement[]} */ ([...root.querySelectorAll('[data-ruler]')]);
  const criterionOf = (/** @type {HTMLElement} */ ruler) => (ruler.dataset.ruler ?? '').slice(NAME.length);

  const tooLong = () =>
    comment.value.length > LONGEST ? tn('%(n)s character too many.', '%(n)s characters too many.', comment.value.length - LONGEST) : null;

  function count() {
    const rest = LONGEST - comment.value.length;
    setText(left, rest < 0 ? (tooLong() ?? '') : rest <= NEAR ? tn('%(n)s character left', '%(n)s characters left', rest) : '');
    left.classList.toggle('field__error', rest < 0);
    if (document.activeElement === comment && TOLD.some((step) => rest <= step && before > step)) announce(left.textContent ?? '');
    before = rest;
    comment.style.setProperty('height', 'auto');
    comment.style.setProperty('height', `${comment.scrollHeight + 4}px`);
  }

  followRulers(root, (name, score) => wrote({ scores: { [name.slice(NAME.length)]: score } }));
  count();
  comment.addEventListener('input', () => {
    count();
    wrote({ comment: comment.value });
  });

  /** Only what differs is written: nothing moves under a finger or a cursor. @param {Ballot | null} ballot @param {Standing} standing */
  function show(ballot, standing) {
    root.hidden = ballot === null || standing === 'own' || standing === 'recused';
    for (const ruler of rulers) {
      const score = ballot?.scores[criterionOf(ruler)] ?? null;
      const shown = ruler.querySelector('input:checked');
      if ((shown instanceof HTMLInputElement ? Number(shown.value) : null) !== score) showScore(ruler, score);
      ruler.disabled = standing !== 'open';
      ruler.classList.toggle('ruler--closed', standing !== 'open');
    }
    comment.readOnly = standing !== 'open';
    if (comment.value === (ballot?.comment ?? '')) return;
    comment.value = ballot?.comment ?? '';
    count();
  }
  /**
   * What the juror touched before this script ran; null: nothing.
   * @param {boolean} [all] what stands there however it came, where the server keeps nothing @returns {Partial<Words> | null}
   */
  function early(all = false) {
    const chosen = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll('input:checked')]);
    const tapped = chosen.filter((input) => all || !input.defaultChecked);
    const scores = Object.fromEntries(tapped.map((input) => [input.name.slice(NAME.length), Number(input.value)]));
    const words = comment.value === (all ? '' : comment.defaultValue) ? {} : { comment: comment.value };
    return tapped.length || 'comment' in words ? { scores, ...words } : null;
  }
  return { show, tooLong, early };
}

/** What keeps a ballot from being validated, a sentence by field; nothing where there is none. @param {Ballot | null} ballot @param {string[]} criteria @param {string | null} tooLong of its comment @returns {Record<string, string>} */
export function lacking(ballot, criteria, tooLong) {
  if (!ballot) return {};
  const faults = Object.fromEntries(missing(ballot, criteria).map((key) => [key, t('Choose a score.')]));
  if (unexplained(ballot, page.explained)) faults.comment = t('Say why: the rules ask for a comment here.');
  if (tooLong) faults.comment = tooLong;
  return faults;
}

/** @typedef {{ show: (fields: Record<string, string>, sentence?: string, focus?: boolean) => void, beside: (fields: Record<string, string>) => void, settle: (left: Record<string, string>) => void, clear: () => void }} Errors */

/** The summary above the rulers and the sentence beside each. @returns {Errors} */
export function errors() {
  const box = byId('errors');
  const title = one(box, '[data-slot="title"]');
  const fieldOf = (/** @type {string} */ name) => (name === 'comment' ? byId('comment') : document.getElementById(NAME + name));

  /** @param {Record<string, string>} fields */
  function beside(fields) {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-error]'))) {
      const sentence = fields[place.dataset.error ?? ''];
      place.hidden = sentence === undefined;
      place.classList.remove('field__error--settled');
      if (sentence) setText(one(place, 'span'), sentence);
    }
  }

  /** @param {string} name */
  function line(name) {
    const item = copyOf('error-line');
    const link = one(item, 'a');
    const criterion = page.snapshots.day?.criteria.find((/** @type {{ key: string }} */ known) => known.key === name);
    setText(link, criterion?.label ?? (name === 'comment' ? t('Comment for the jury') : name));
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const field = fieldOf(name);
      const target = field?.querySelector('input') ?? field;
      field?.scrollIntoView({ block: 'center' });
      target?.focus({ preventScroll: true });
    });
    return item;
  }

  return {
    show(fields, sentence = '', focus = true) {
      const names = Object.keys(fields);
      setText(title, sentence || tn('%(num)s point to correct', '%(num)s points to correct', names.length));
      const items = names.map((name) => {
        const item = line(name);
        setText(one(item, 'span'), fields[name] ?? '');
        return item;
      });
      one(box, 'ol').replaceChildren(...items);
      box.hidden = false;
      beside(fields);
      if (!focus) return;
      byId('errors-title').focus();
      // The summary has the focus; what it speaks of must be seen too, above what sticks to the foot.
      fieldOf(names[0] ?? '')?.scrollIntoView({ block: 'nearest' });
    },
    beside,
    /** The sentences that no longer hold go and their places stay, as the summary does: nothing moves between two taps. @param {Record<string, string>} left */
    settle(left) {
      for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-error]:not([hidden])'))) {
        const sentence = left[place.dataset.error ?? ''];
        place.classList.toggle('field__error--settled', !sentence);
        if (sentence) setText(one(place, 'span'), sentence);
      }
    },
    clear() {
      box.hidden = true;
      beside({});
    },
  };
}
