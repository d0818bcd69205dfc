// The coaches' round at the desk: the server draws it, this keeps it up.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { dayClock } from '../widgets/day_clock.js';
import { freshLines } from '../widgets/fresh_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';

freshLines(['coaching', 'agenda']);
live.freshness(freshnessBadge(byId('freshness')));
dayClock();
live.start();
