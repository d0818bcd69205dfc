// What can be done with one line of the run-down unfolds under that line, and what is refused is said there.
import { copyOf, one, setText } from '../lib/dom.js';
import { slotName } from '../lib/names.js';
import { page, t } from '../lib/page.js';

/** @typedef {import('../lib/agenda.js').Slot} Slot @typedef {import('../lib/command.js').Voice} Voice */

const REACHED = ['called', 'on_stage', 'done'];
const MINUTE_MS = 60000;
const USUAL_BREAK = 10;

/** Whether it can still be moved. @param {Slot} slot */
export const movable = (slot) => !REACHED.includes(slot.status);

/** Where it can be put, itself included: a team passes among the teams, not before the morning. @param {Slot} slot @param {Slot[]} slots */
export function places(slot, slots) {
  const from = slot.kind === 'pitch' ? slots.findIndex(({ kind }) => kind === 'pitch') : 0;
  return slots.slice(from).filter(movable);
}

/** Which of the acts that some slots cannot have fit this one. @param {Slot} slot @returns {Record<string, boolean>} */
function fitting({ status, kind }) {
  return { absent: status !== 'absent', postpone: kind === 'pitch' && status !== 'postponed', restore: status !== 'planned' };
}

/** How long it lasts now, by the field that changes it. @param {Slot} slot @returns {Record<string, number>} */
function minutesOf(slot) {
  const phases = Object.fromEntries(page.phases[slot.id] ?? []);
  return {
    pitch_minutes: (phases.pitch ?? 0) / MINUTE_MS,
    questions_minutes: (phases.questions ?? 0) / MINUTE_MS,
    minutes: slot.duration_ms / MINUTE_MS,
  };
}

/** @param {HTMLElement} row @param {Slot} slot @param {Slot[]} slots */
function draw(row, slot, slots) {
  const fits = fitting(slot);
  const minutes = minutesOf(slot);
  one(row, '[role="group"]').setAttribute('aria-label', slotName(slot));
  for (const form of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll('[data-run]'))) {
    const { run = '', of } = form.dataset;
    form.hidden = fits[run] === false || (of !== undefined && (of === 'pitch') !== (slot.kind === 'pitch'));
    for (const input of form.querySelectorAll('input')) {
      input.value = String(run === 'break' ? USUAL_BREAK : Math.round(minutes[input.name] ?? 0));
    }
  }
  const others = places(slot, slots).filter((other) => other.id !== slot.id);
  const options = () => others.map((other) => new Option(slotName(other), other.id));
  one(row, '[name="before"]').replaceChildren(...options(), new Option(t('at the very end'), ''));
  one(row, '[name="with"]').replaceChildren(...options());
}

/**
 * @param {HTMLElement} root
 * @param {(action: string, slot: string, typed: Record<string, string | number>) => void} act
 */
export function runPanel(root, act) {
  /** @type {{ slot: string, row: HTMLElement, form: HTMLElement | null } | null} */
  let open = null;

  /** @param {string} slot @returns {HTMLElement | null} */
  const handleOf = (slot) => root.querySelector(`[data-order="${CSS.escape(slot)}"]`);

  function close() {
    if (!open) return;
    const handle = handleOf(open.slot);
    const held = open.row.contains(document.activeElement);
    open.row.remove();
    open = null;
    handle?.setAttribute('aria-expanded', 'false');
    if (held) handle?.focus();
  }

  /** Put what is unfolded under its line: at first, and each time the server drew the lines anew. */
  function hang() {
    if (!open) return;
    const handle = handleOf(open.slot);
    const line = handle?.closest('tr');
    if (!handle || !line || handle.hasAttribute('disabled')) return close();
    handle.setAttribute('aria-expanded', 'true');
    line.after(open.row);
  }

  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!open || !(form instanceof HTMLFormElement) || !open.row.contains(form)) return;
    event.preventDefault();
    open.form = form;
    const typed = [...new FormData(form)].map(([name, value]) => [name, name.endsWith('minutes') ? Number(value) : String(value)]);
    act(form.dataset.run ?? '', open.slot, Object.fromEntries(typed));
  });
  root.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-run-close]')) close();
  });

  /** Say at the act that was pressed why it was not done; false where none is unfolded. @param {string} sentence */
  function refuse(sentence) {
    const box = open?.form?.querySelector('[data-refused]');
    if (!box?.isConnected) return false;
    box.toggleAttribute('hidden', !sentence);
    setText(one(box, 'span'), sentence);
    return true;
  }

  return {
    close,
    hang,
    /** Unfold a line, or fold it again. @param {Slot} slot @param {Slot[]} slots */
    toggle(slot, slots) {
      const same = open?.slot === slot.id;
      close();
      if (same) return;
      open = { slot: slot.id, row: copyOf('run-acts'), form: null };
      draw(open.row, slot, slots);
      hang();
      /** @type {HTMLElement | null} */ (open?.row.querySelector('form:not([hidden]) button'))?.focus();
    },
    refuse,
    /**
     * The voice of what is done here. What is refused is said at the act; what nobody answered is the desk's to say, with
     * the second try.
     * @param {Voice} desk @returns {Voice}
     */
    speaking: (desk) => ({
      clear() {
        refuse('');
        desk.clear();
      },
      wait: desk.wait,
      say(sentence, again) {
        if (again || !refuse(sentence)) desk.say(sentence, again);
        else desk.clear();
      },
    }),
  };
}
