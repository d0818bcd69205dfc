// Who passes before a team: their tokens in order, ours at the end.
import { copyOf, fill, one } from '../lib/dom.js';
import { icon, setToken } from '../lib/marks.js';
import { page, t, tn } from '../lib/page.js';

/** @typedef {import('../lib/team_turn.js').Turn} Turn @typedef {import('../lib/programme.js').Line} Line */

// Up to three tokens before ours; a longer queue keeps its two ends.
const MOST_TOKENS = 3;

/** @param {Line} line @param {string} word @param {boolean} mine */
function queueItem(line, word, mine) {
  const item = copyOf('queue-row');
  const team = page.teams[String(line.slot.team)];
  item.classList.toggle('queue__team--mine', mine);
  if (team) setToken(one(item, '[data-token]'), team.organisation, 'm');
  fill(item, { number: mine ? `${line.slot.team}, ${t('you')}` : String(line.slot.team ?? ''), word });
  return item;
}

/** The middle of a long queue, as a number. @param {number} count */
function others(count) {
  const item = document.createElement('li');
  item.className = 'queue__more';
  item.textContent = tn('%(num)s other', '%(num)s others', count);
  return item;
}

/** Where another team of the queue stands. @param {Line[]} before @param {number} place */
function wordOf(before, place) {
  const status = before[place]?.slot.status;
  if (status === 'on_stage') return t('on stage');
  if (status === 'called') return t('called');
  return place === 0 || before[place - 1]?.state === 'now' ? t('next') : '';
}

/** @param {HTMLElement} list @param {Turn} turn */
export function drawQueue(list, { before, line }) {
  const key = before.map(({ slot }) => `${slot.id} ${slot.status}`).join();
  if (list.dataset.drawn === key) return;
  list.dataset.drawn = key;
  const items = before.map((other, place) => queueItem(other, wordOf(before, place), false));
  if (items.length > MOST_TOKENS) items.splice(1, items.length - 2, others(items.length - 2));
  items.push(queueItem(line, '', true));
  for (const item of items.slice(1)) item.prepend(icon('arrow-right'));
  list.replaceChildren(...items);
}
