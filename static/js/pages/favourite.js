// The room's favourite at the desk: how many voted, kept true; the page is drawn anew as the vote opens or closes.
import { byId, fill } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshnessBadge } from '../widgets/freshness.js';

const vote = byId('vote');
live.on('favourite', ({ state, voters, suspect }) => {
  if (state !== vote.dataset.state) location.replace(location.pathname);
  else if (state === 'open') fill(vote, { voters: String(voters), suspect: String(suspect) });
});
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
