// The waiting screen: what comes next, what is announced, kept true.
import { byId } from '../lib/dom.js';
import { keepFitted, refit } from '../lib/fit.js';
import { qOf } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { directed } from '../widgets/directed.js';
import { waitingWall } from '../widgets/waiting_wall.js';
import { projectFromHere } from '../widgets/wall_device.js';

const MINUTE_MS = 60000;
const root = byId('pause');
const wall = waitingWall(root);
document.body.style.setProperty('--q', String(qOf(new URLSearchParams(location.search).get('q'))));
live.on('stage', wall.stage);
live.on('agenda', wall.agenda);
live.on('day', wall.day);
live.freshness(wall.age);
directed();
live.start();
projectFromHere();
setInterval(wall.draw, MINUTE_MS);
keepFitted(() => {
  refit(root);
  wall.draw();
});
