// The voice of the results: a sentence when what is shown changes, or when the first place is another's; never cell by cell.
import { announce } from '../lib/dom.js';
import { decimal } from '../lib/format.js';
import { page, t } from '../lib/page.js';

/** @typedef {import('../lib/ranking.js').Results} Results */

/** Several ballots arrive together; a sentence waits for them, and leaves a silence after it. */
const GATHERED_MS = 3000;
const SILENCE_MS = 10000;

/** @param {Results} results */
function shownWords({ visibility, ballots, teams }) {
  if (visibility === 'frozen' && !teams.some(({ rank }) => rank !== null)) visibility = ballots ? 'progress' : 'hidden';
  if (visibility === 'hidden') return t('The results are hidden.');
  if (visibility === 'progress') return t('The jury is scoring, no score is shown.');
  return visibility === 'frozen' ? t('The provisional ranking is frozen.') : t('The provisional ranking is shown.');
}

/** The order as one text: two rankings that read alike have the same. @param {Results} results */
function orderOf({ teams }) {
  return teams.map(({ number, rank }) => `${rank} ${number}`).join();
}

/** @param {Results} results */
function leadWords({ teams }) {
  const first = teams.filter(({ rank }) => rank === 1);
  const [lead] = first;
  if (!lead) return '';
  if (first.length > 1) return t('The ranking has moved: %(num)s teams share the first place.', { num: first.length });
  const params = { number: lead.number, title: lead.short_title || lead.title, score: decimal(lead.score, page.language) };
  return t('The ranking has moved: team %(number)s is first, %(title)s, with %(score)s.', params);
}

/** Give the voice to the results; its answer hears their topic. @returns {(results: Results) => void} */
export function resultsVoice() {
  /** @type {Results | undefined} */
  let latest;
  /** What was told, or was there at first. @type {Results | undefined} */
  let told;
  let waiting = 0;
  let spoken = -SILENCE_MS;

  function speak() {
    waiting = 0;
    if (!latest || !told) return;
    const before = told;
    told = latest;
    const sentence =
      before.visibility !== latest.visibility ? shownWords(latest) : orderOf(before) !== orderOf(latest) ? leadWords(latest) : '';
    if (!sentence) return;
    announce(sentence);
    spoken = performance.now();
  }

  return (results) => {
    latest = results;
    told ??= results;
    if (!waiting) waiting = window.setTimeout(speak, Math.max(GATHERED_MS, spoken + SILENCE_MS - performance.now()));
  };
}
