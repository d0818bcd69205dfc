// The faces of the results that have no figure to show: who is on, who comes first, as much of it as the wall holds.
import { serverNow } from '../lib/clock.js';
import { fill, one } from '../lib/dom.js';
import { fitTitle, spare } from '../lib/fit.js';
import { hourInSentence } from '../lib/format.js';
import { setToken } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { comingOf } from '../lib/stage_face.js';

/** @typedef {import('../lib/timer.js').Stage} Stage @typedef {import('../lib/agenda.js').Slot} Slot */

/** What each face can do without, in the order in which it is missed least. @type {Record<string, string[]>} */
const SPARED = {
  waiting: ['.board__date', '.board__title', '.board__now'],
  empty: ['.palm-mark', 'p'],
};

/**
 * Take over those faces.
 * @param {HTMLElement} board
 * @returns {(stage: Stage | undefined, slots: readonly Slot[], phase: string) => void}
 */
export function waitingBoard(board) {
  return (stage, slots, phase) => {
    if (!stage) return;
    const { on, team, at } = comingOf(stage, slots, serverNow(), phase);
    // Ballots may have come since a freeze: what was none then says nothing of the first.
    const frozen = board.dataset.visibility === 'frozen';
    const first = { number: team?.number ?? '', hour: at === undefined ? '' : hourInSentence(at, page.zone, page.language) };
    one(board, '.board__now').hidden = team === null;
    fill(board, {
      now: on ? t('On stage') : t('Up next'),
      'now-team': team ? t('Team %(number)s', { number: team.number }) : '',
      none: frozen ? t('No ballot at that time') : t('No ballot yet'),
      first:
        !team || frozen
          ? ''
          : on
            ? t('The first one comes with team %(number)s.', first)
            : t('The first one comes with team %(number)s, at %(hour)s.', first),
    });
    if (team) {
      setToken(one(board, '[data-part="now-token"]'), team.organisation, 'wide');
      fitTitle(one(board, '[data-part="now-title"]'), team.title, page.teams[team.number]?.short_title ?? '');
    }
    for (const [face, parts] of Object.entries(SPARED)) {
      const box = one(board, `[data-part="${face}"]`);
      spare(
        box,
        parts.map((part) => one(box, part)),
      );
    }
  };
}
