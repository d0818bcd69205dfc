// A ballot written for the wrong team: it goes to the right one as it is, by the server, once all of it was saved.
import { announce, byId } from '../lib/dom.js';
import { page, t } from '../lib/page.js';
import { send } from '../lib/send.js';
import { verdict, written } from '../lib/verdict.js';

/** @typedef {import('../lib/outbox.js').Outbox} Outbox @typedef {import('../lib/verdict.js').Standing} Standing @typedef {import('../lib/known.js').Told} Told */

/**
 * @param {Outbox} outbox @param {string[]} criteria @param {(team: number) => Standing} standing
 * @param {() => number} shown the team whose ballot is open
 * @param {(left: Told, arrived: Told) => void} moved what the server has of both teams then
 * @param {(team: number) => void} arrived where the ballot is now
 * @param {(sentence: string) => void} refused
 */
export function wrongTeam(outbox, criteria, standing, shown, moved, arrived, refused) {
  const box = /** @type {HTMLDetailsElement} */ (byId('wrong-team'));
  const choice = /** @type {HTMLSelectElement} */ (byId('wrong-team-to'));

  /** @param {number} team */
  const free = (team) => {
    const ballot = outbox.read(team);
    return team !== shown() && standing(team) === 'open' && ballot !== null && verdict(ballot, 'open', criteria) === 'empty';
  };

  function draw() {
    const ballot = outbox.read(shown());
    box.hidden = standing(shown()) !== 'open' || !ballot || !ballot.known.revision || !written(ballot, criteria);
    if (box.hidden) box.open = false;
    for (const option of choice.options) {
      option.hidden = !free(Number(option.value));
      option.disabled = option.hidden;
    }
    if (choice.selectedOptions[0]?.disabled ?? true) choice.value = [...choice.options].find((option) => !option.disabled)?.value ?? '';
  }

  /** @param {number} from @param {number} to */
  async function move(from, to) {
    const ballot = outbox.read(from);
    if (!ballot || !outbox.settled(from)) return refused(t('Wait until this ballot is saved, then move it.'));
    const answer = await send('POST', `ballots/${from}/move`, { base: ballot.known.revision, to });
    if (answer.status !== 200) return refused(answer.body.detail ?? t('The server does not answer. Try again in a moment.'));
    box.open = false;
    moved(answer.body.ballots[0], answer.body.ballots[1]);
    arrived(to);
    return announce(
      t('Your scores are now on the ballot of team %(number)s, %(title)s.', { number: to, title: page.teams[to]?.title ?? '' }),
    );
  }

  box.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    event.preventDefault();
    if (choice.value) move(shown(), Number(choice.value));
  });
  return { draw, isOpen: () => box.open };
}
