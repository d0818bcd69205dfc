// The open ballot: one form for every team, shown, followed and sent without ever leaving half of it behind.
import { FUTURE } from '../lib/agenda.js';
import { serverNow } from '../lib/clock.js';
import { announce, byId, one } from '../lib/dom.js';
import { freshness } from '../lib/freshness.js';
import { page, t } from '../lib/page.js';
import { finished, verdict, written } from '../lib/verdict.js';
import { ballotForm, errors, lacking } from './ballot_form.js';
import { follow } from './follow.js';
import { recusal } from './recusal.js';
import { teamSheet } from './team_sheet.js';
import { twoColumns } from './two_columns.js';
import { ballotState } from './verdict.js';
import { wrongTeam } from './wrong_team.js';

/** @typedef {import('../lib/outbox.js').Outbox} Outbox @typedef {import('../lib/verdict.js').Standing} Standing @typedef {import('../lib/known.js').Refused} Refused @typedef {import('../lib/known.js').Told} Told */

/**
 * @param {Outbox} outbox @param {string[]} criteria @param {(team: number) => Standing} standing
 * @param {{ opened: (team: number) => void, recused: (team: number, kind: string | null, reason: string | null) => void, moved: (left: Told, arrived: Told) => void, keeps: () => boolean }} tell
 */
export function ballotPage(outbox, criteria, standing, tell) {
  let shown = Number(page.team);
  /** @type {number | null} */
  let onStage = null;
  let called = false;
  /** @type {import('../lib/agenda.js').Slot[]} */
  let slots = page.snapshots.agenda.slots;
  /** @type {string | null} what was refused and said once */
  let refusedOnce = null;
  const root = byId('jury');
  const form = /** @type {HTMLFormElement} */ (byId('ballot'));
  const sheet = teamSheet();
  const problems = errors();
  const state = ballotState(criteria);
  const fields = ballotForm((change) => {
    refusedOnce = null; // what was refused stays said until the next answer: nothing moves between two taps
    outbox.write(shown, change);
    problems.settle(faults());
  });
  const heading = one(byId('team'), 'h1');
  const columns = twoColumns(criteria, (team, choices) => {
    outbox.choose(team, choices);
    one(form, '[data-validate]').focus();
  });
  const aside = recusal(
    () => shown,
    (team, kind, reason) => {
      tell.recused(team, kind, reason);
      draw();
    },
    (sentence) => problems.show({}, sentence),
  );
  const elsewhere = wrongTeam(
    outbox,
    criteria,
    standing,
    () => shown,
    tell.moved,
    (team) => open(team),
    (sentence) => problems.show({}, sentence),
  );

  const faults = () => lacking(outbox.read(shown), criteria, fields.tooLong());

  function draw() {
    const focused = document.activeElement;
    const ballot = outbox.read(shown);
    const here = standing(shown);
    const why = page.recused[shown] === 'exclusion' ? 'excluded' : here === 'own' ? page.out_of_scope[shown] : here;
    root.dataset.standing = here;
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-for]')))
      place.hidden = place.dataset.for !== why;
    fields.show(ballot, here);
    columns(ballot);
    byId('recusal').hidden = here !== 'open';
    const turn = slots.find((slot) => slot.team === shown)?.status ?? '';
    const early = FUTURE.includes(turn);
    // Without news nobody knows here whether it was called meanwhile.
    const known = !early || freshness().state === 'live';
    sheet.turn(known ? turn : '');
    state(ballot, outbox.way(shown), here, serverNow(), { keeps: tell.keeps(), early: early && known });
    // Where something counts, the verdict says what does and what does not.
    tellRefused(ballot && verdict(ballot, here, criteria) !== 'after' ? ballot.refused : null);
    elsewhere.draw();
    const mine = onStage !== null && onStage !== shown && !['own', 'recused'].includes(standing(onStage));
    follow(mine ? onStage : null, called);
    keepFocus(focused);
  }

  /** What had the focus may just have been hidden or closed: the focus is never lost, it goes to the team. @param {Element | null} focused */
  function keepFocus(focused) {
    if (focused && root.contains(focused) && (focused.matches(':disabled') || !focused.checkVisibility()))
      heading.focus({ preventScroll: true });
  }

  /** @param {Refused | null} refused */
  function tellRefused(refused) {
    const said = refused && `${shown} ${JSON.stringify(refused)}`;
    if (said === refusedOnce) return;
    refusedOnce = said;
    if (refused?.status === 422) return problems.beside(refused.fields); // it is being written: the sheet does not move
    return refused ? problems.show(refused.fields, refused.detail, false) : problems.clear();
  }

  /** Show the ballot of a team in this page. @param {number} team @param {{ remember?: boolean, byHand?: boolean }} [how] */
  function open(team, { remember = true, byHand = true } = {}) {
    shown = team;
    problems.clear();
    refusedOnce = null;
    aside.close();
    if (remember) history.pushState({ team }, '', `/${page.event}/jury/${team}`);
    const ballot = outbox.read(team);
    sheet.show(team, !ballot || !written(ballot, criteria));
    draw();
    tell.opened(team);
    scrollTo({ top: 0 });
    if (byHand) heading.focus({ preventScroll: true });
    announce(t('Ballot of team %(number)s, %(title)s', { number: team, title: page.teams[team]?.title ?? '' }));
  }

  function validate() {
    const ballot = outbox.read(shown);
    if (!ballot || one(form, '[data-validate]').getAttribute('aria-disabled')) return;
    const left = faults();
    if (Object.keys(left).length) return problems.show(left);
    problems.clear();
    return outbox.validate(shown);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    validate();
  });
  byId('follow').addEventListener('click', (event) => {
    event.preventDefault();
    if (onStage !== null) open(onStage);
  });
  window.addEventListener('popstate', () => {
    const team = Number(location.pathname.split('/').pop());
    open(page.teams[team] ? team : Number(page.team), { remember: false });
  });

  /** Whether nothing here is being written. */
  function isFree() {
    const done = finished(outbox.read(shown), criteria);
    return done && !aside.isOpen() && !elsewhere.isOpen() && document.activeElement?.id !== 'comment';
  }

  /** The stage moved: go along, unless something here is not finished. @param {number | null} team @param {boolean} moved since this page was opened @param {boolean} onItsWay */
  function stage(team, moved, onItsWay) {
    onStage = team;
    called = onItsWay;
    if (moved && team !== null && team !== shown && isFree()) open(team, { byHand: false });
    else draw();
  }

  /** @param {import('../lib/agenda.js').Slot[]} told in the order of the day */
  function agenda(told) {
    slots = told;
    draw();
  }
  return { draw, open, stage, agenda, isFree, early: fields.early, shows: (/** @type {number} */ team) => team === shown };
}
