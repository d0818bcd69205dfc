// The room's favourite at the desk: how many voted, kept true; the page is drawn anew as the vote opens or closes.
import { byId, fill } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';

const vote = byId('vote');
live.on('favourite', ({ state, voters, suspect }) => {
  // A refusal is shown under the address of the act, where there is nothing to come back to.
  if (state !== vote.dataset.state) location.replace(`/${page.event}/desk/favourite`);
  else if (state === 'open') fill(vote, { voters: String(voters), suspect: String(suspect) });
});
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
