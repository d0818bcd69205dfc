// The day in full, live.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { partsOf } from '../lib/programme.js';
import { followDay } from '../widgets/day_lines.js';
import { freshnessBadge } from '../widgets/freshness.js';
import { drawProgramme } from '../widgets/programme.js';
import { inRunOrder } from '../widgets/run_order.js';

followDay((lines) => drawProgramme(partsOf(lines)));
inRunOrder(byId('programme'));
live.freshness(freshnessBadge(byId('freshness')));
live.start();
