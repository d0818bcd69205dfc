// The team's ticket: rank first, then the hour, who passes before, what to do; the words of templates/team/_words.html.
import { announce, byId, fill, one, setText } from '../lib/dom.js';
import { band, hour, hourInSentence } from '../lib/format.js';
import { page, t, tn } from '../lib/page.js';
import { gapOf } from '../lib/programme.js';
import { drawQueue } from './queue.js';

/** @typedef {import('../lib/team_turn.js').Turn} Turn */

/** @param {number} ms */
const said = (ms) => hourInSentence(ms, page.zone, page.language);

/** @param {Turn} turn */
function rank({ state, before, line }) {
  if (state === 'called') return t('It is your turn');
  if (state !== 'waiting' && state !== 'soon') return '';
  if (before.length > 0) return tn('One team before you', '%(num)s teams before you', before.length);
  return line.turn === 1 ? t('You pass first') : t('You are next');
}

/** The words above and below the hour. @type {Record<string, (string | null)[]>} */
const WORDS = {
  waiting: ['You pitch around', 'You are not late.'],
  soon: ['You pitch around', 'Get ready.'],
  called: [null, 'Come on stage.'],
  on_stage: ['You are on stage', 'The room listens to you.'],
  done: ['You pitched at', 'It is done, thank you.'],
  absent: ['Your team is marked absent', 'You are here after all?'],
  questions: ['Questions', 'The jury asks, you answer.'],
  over: ['Over time', 'Finish your sentence.'],
};

/** @param {Turn} turn @param {number | null} announcedAt @param {string} phase */
function advice({ state, before, come_at }, announcedAt, phase) {
  if (state === 'waiting' && before.length === 0) return t('Wait in the hall, then come to the stage entrance.');
  if (state === 'waiting') return t('Wait in the hall, then come to the stage entrance at %(hour)s.', { hour: said(come_at) });
  if (state === 'soon' && before.length > 1) return t('Come to the stage entrance at %(hour)s.', { hour: said(come_at) });
  if (state === 'soon') return t('Come to the stage entrance now.');
  if (state === 'called') return t('You have %(minutes)s min to pitch.', { minutes: page.pitch_minutes });
  if (state === 'on_stage' && phase !== 'pitch') return '';
  if (state === 'on_stage') return t('Why, the solution, the making: the same time for each.');
  if (state === 'absent') return t('Tell the organisers now: your turn can be given back.');
  return announcedAt === null ? '' : t('The laureates are announced around %(hour)s.', { hour: said(announcedAt) });
}

/** What to know first, in one sentence. @param {Turn} turn @param {string} usual the words of the state */
function titleOf({ line, state, before, come_at }, usual) {
  if (line.slot.status === 'postponed') return t('Your turn was moved.');
  // Who opens the pitches is told when to be there: hours ahead, nobody can be late.
  if (state === 'waiting' && before.length === 0) return t('Be there at %(hour)s.', { hour: said(come_at) });
  return t(usual);
}

/** What was planned, and what was announced instead. @param {Turn} turn */
function promised({ line: { slot } }) {
  const planned = said(slot.planned_at_ms);
  return slot.published_at_ms === slot.planned_at_ms
    ? t('planned at %(hour)s', { hour: planned })
    : t('announced at %(hour)s, planned at %(planned)s', { hour: said(slot.published_at_ms), planned });
}

/** @param {Turn} turn */
function lateness({ line, state }) {
  if (state !== 'waiting' && state !== 'soon') return '';
  const gap = gapOf(line);
  const minutes = Math.abs(gap);
  let off = '';
  if (gap > 0) off = t('The programme runs %(minutes)s min late. ', { minutes });
  if (gap < 0) off = t('The programme is %(minutes)s min ahead. ', { minutes });
  return off + t('This hour follows the stage by itself.');
}

/** Take over the ticket. @returns {(turn: Turn, announcedAt: number | null, phase: string) => void} */
export function teamTurn() {
  const root = byId('turn');
  return (turn, announcedAt, phase) => {
    const { line, state } = turn;
    const [label, title] = (state === 'on_stage' && WORDS[phase]) || WORDS[state] || [];
    const [hours = '', minutes = ''] = hour(line.at ?? line.slot.planned_at_ms, page.zone).split(':');
    const coming = state === 'waiting' || state === 'soon';
    root.dataset.state = state;
    one(root, '[data-hour]').hidden = !coming && state !== 'done';
    one(root, '[data-digits]').hidden = state !== 'on_stage';
    one(root, '[data-band]').hidden = !coming;
    one(root, '[data-queue-part]').hidden = !coming || turn.before.length === 0;
    fill(root, {
      hours,
      minutes,
      rank: rank(turn),
      label: label ? t(label) : '',
      band: line.slot.band_ms === null ? '' : band(line.slot.band_ms),
      planned: promised(turn),
      title: titleOf(turn, title ?? ''),
      advice: advice(turn, announcedAt, phase),
      lateness: lateness(turn),
    });
    if (coming) drawQueue(byId('queue'), turn);
    tell(turn, `${titleOf(turn, title ?? '')} ${advice(turn, announcedAt, phase)}`);
  };
}

/** What was told last; null until the ticket was drawn once. @type {string | null} */
let told = null;

/**
 * Say what changed: the state, the rank, a turn that was moved; not an hour that drifts by a minute. On stage the timer
 * speaks. Doubled by the hand where the device can.
 * @param {Turn} turn @param {string} sentences
 */
function tell(turn, sentences) {
  const { state, line } = turn;
  const place = rank(turn);
  const news = `${state} ${place} ${line.slot.status === 'postponed'}`;
  if (news === told) return;
  const first = told === null;
  told = news;
  if (first || state === 'on_stage') return;
  announce(`${place ? `${place}. ` : ''}${sentences}`.trim());
  if ((state === 'soon' || state === 'called') && navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200, 100, 200]);
}

/** What is left on stage, on the field that the wall shows. @param {string} digits @param {string} field */
export function showDigits(digits, field) {
  const root = byId('turn');
  setText(one(root, '[data-digits]'), digits);
  root.dataset.field = field;
}
