// A page of the desk whose lines the server draws, the jury or its paper ballots: kept up here.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshLines } from '../widgets/fresh_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';

freshLines(['day', 'progress']);
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
