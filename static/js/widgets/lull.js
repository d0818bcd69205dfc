// The page of waiting: who comes next, and when; told when it is another team, not when the hour drifts.
import { expectedAt } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { announce, byId, fill } from '../lib/dom.js';
import { hourInSentence } from '../lib/format.js';
import { page, t } from '../lib/page.js';

/** Whom it named last. @type {number | null} */
let named = null;

/** @param {any} stage what the stage said last; null until it was heard @param {import('../lib/agenda.js').Slot[]} slots */
export function lull(stage, slots) {
  const next = stage?.next;
  const slot = next && slots.find((known) => known.id === next.slot);
  if (!slot || !next.team) return;
  const at = hourInSentence(expectedAt(slot, slots, serverNow()), page.zone, page.language);
  const params = { number: next.team.number, title: next.team.title, hour: at };
  const sentence = t('Next: team %(number)s, %(title)s, expected around %(hour)s. Its ballot opens here by itself.', params);
  fill(byId('next'), { next: sentence });
  if (named !== null && named !== next.team.number) announce(sentence);
  named = next.team.number;
}
