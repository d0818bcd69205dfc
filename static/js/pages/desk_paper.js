// Paper at the desk: what was read in and what waits for another person; drawn by the server, kept up here.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshLines } from '../widgets/fresh_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';

freshLines(['day', 'progress']);
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
