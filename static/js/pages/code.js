// The code of the vote on a wall: drawn by the server, and anew whenever it, or where the vote stands, changed.
import { byId } from '../lib/dom.js';
import { freshPage } from '../lib/fresh_page.js';
import { qOf } from '../lib/legibility.js';
import { live } from '../lib/live.js';
import { directed } from '../widgets/directed.js';
import { projectFromHere } from '../widgets/wall_device.js';

const ASK_AGAIN_MS = 2000;
let state = byId('poll').dataset.state;
let code = byId('poll').dataset.code;
let drawing = false;

async function draw() {
  const wall = byId('poll');
  if (drawing || (wall.dataset.state === state && wall.dataset.code === code)) return;
  drawing = true;
  const drawn = (await freshPage())?.getElementById('poll');
  drawing = false;
  if (drawn) wall.replaceWith(drawn);
  if (!drawn || drawn.dataset.state !== state || drawn.dataset.code !== code) setTimeout(draw, ASK_AGAIN_MS);
}

/** @param {{ code: string | null }} told */
const hearCode = (told) => {
  code = told.code ?? '';
  draw();
};
document.body.style.setProperty('--q', String(qOf(new URLSearchParams(location.search).get('q'))));
live.on('day', ({ favourite }) => {
  state = favourite;
  draw();
});
live.on('direction', hearCode);
live.on('favourite', hearCode);
directed();
live.start();
projectFromHere();
