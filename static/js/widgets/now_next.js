// A phone's first look: who is on stage, then the three things that come next.
import { announce, byId, fill, one, renderList, setAttribute } from '../lib/dom.js';
import { hour, hourInSentence } from '../lib/format.js';
import { setToken } from '../lib/marks.js';
import { slotName } from '../lib/names.js';
import { page, t, tn } from '../lib/page.js';
import { following, toldAt, toldGap } from '../lib/programme.js';

/** @typedef {import('../lib/programme.js').Line} Line @typedef {import('../lib/programme.js').Part} Part */

const MOST = 3;
let said = page.snapshots.stage?.slot ?? null;

/** @param {Part[]} parts @param {Line[]} lines */
export function drawNow(parts, lines) {
  const band = byId('now');
  const current = lines.find(({ state, turn }) => state === 'now' && turn !== null);
  const team = current && page.teams[String(current.slot.team)];
  band.hidden = !team;
  document.body.classList.toggle('layout--playing', Boolean(team));
  if (!current || !team) return;
  const turns = parts.filter((part) => part.pitches).reduce((sum, part) => sum + part.lines.length, 0);
  const title = team.short_title || team.title;
  fill(band, {
    turn: t('On stage, turn %(turn)s of %(turns)s', { turn: current.turn ?? '', turns }),
    sheet: page.sheets[String(team.number)] ?? '',
  });
  const link = one(band, '[data-team]');
  setAttribute(link, 'href', `/${page.event}/teams/${team.number}`);
  if (link.textContent !== title) link.textContent = title;
  setToken(one(band, '[data-token]'), team.organisation, 'l');
  if (said !== current.slot.id) announce(t('On stage: %(team)s', { team: slotName(current.slot) }));
  said = current.slot.id;
}

/** @param {Part[]} parts */
export function drawNext(parts) {
  const coming = following(parts, MOST);
  byId('nothing-next').hidden = coming.length > 0;
  renderList(
    byId('next'),
    coming,
    ({ line }) => line.slot.id,
    'next-row',
    (row, { line, part }) => {
      fill(row, {
        hour: hour(toldAt(line) ?? line.slot.planned_at_ms, page.zone),
        title: part ? tn('Pitch of one team', 'Pitches of the %(num)s teams', part.lines.length) : slotName(line.slot),
        planned:
          toldGap(line) === 0 ? '' : t('(planned %(hour)s)', { hour: hourInSentence(line.slot.planned_at_ms, page.zone, page.language) }),
      });
    },
  );
}
