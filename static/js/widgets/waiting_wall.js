// The waiting screen: who comes and when, what is announced, as much of it as the wall holds; and that it has no news.
import { serverNow } from '../lib/clock.js';
import { fill, one } from '../lib/dom.js';
import { fitTitle, spare } from '../lib/fit.js';
import { age, hour } from '../lib/format.js';
import { setToken } from '../lib/marks.js';
import { page, t } from '../lib/page.js';
import { comingOf } from '../lib/stage_face.js';

/** What the wall can do without, in the order in which it is missed least. */
const SPARED = ['date', 'follow', 'now', 'address'];

/** @param {HTMLElement} wall */
export function waitingWall(wall) {
  const part = Object.fromEntries([...SPARED, 'alone', 'token', 'title'].map((name) => [name, one(wall, `[data-part="${name}"]`)]));
  const said = one(wall, '[data-slot="said"]');
  /** @type {import('../lib/timer.js').Stage | undefined} */
  let stage;
  /** @type {import('../lib/agenda.js').Slot[]} */
  let slots = [];
  let phase = '';

  function draw() {
    if (!stage) return;
    const { on, team, at } = comingOf(stage, slots, serverNow(), phase);
    part.now.hidden = team === null;
    fill(wall, {
      word: on ? t('On stage') : t('Up next'),
      hour: on || at === undefined ? '' : hour(at, page.zone),
      team: team ? t('Team %(number)s', { number: team.number }) : '',
    });
    if (team) {
      setToken(part.token, team.organisation, 'wide');
      fitTitle(part.title, team.title, page.teams[team.number]?.short_title ?? '');
    }
    spare(
      wall,
      SPARED.map((name) => part[name]),
    );
  }

  return {
    draw,
    /** @param {import('../lib/timer.js').Stage} snapshot */
    stage(snapshot) {
      stage = snapshot;
      draw();
    },
    /** @param {{ slots: import('../lib/agenda.js').Slot[] }} snapshot */
    agenda(snapshot) {
      slots = snapshot.slots;
      draw();
    },
    /** @param {{ announcement: string | null, phase: string }} snapshot */
    day({ announcement, phase: reached }) {
      phase = reached;
      said.hidden = !announcement;
      fill(wall, { said: announcement ?? '' });
      draw();
    },
    /** Without news it says so where the address is: no phone reaches it either. @param {import('../lib/freshness.js').Freshness} freshness */
    age({ state, age_s }) {
      part.alone.hidden = state === 'live';
      part.address.hidden = !part.alone.hidden;
      if (!part.alone.hidden) fill(part.alone, { alone: t('Frozen for %(age)s', { age: age(age_s) }) });
    },
  };
}
