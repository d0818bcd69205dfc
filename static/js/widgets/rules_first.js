// The rules are asked for until their juror has declared that they read them, on this device or on another one of theirs;
// no longer once nothing can be scored.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';
import { mayWrite } from '../lib/verdict.js';

export function rulesFirst() {
  let { day, progress } = page.snapshots;
  const draw = () => {
    byId('rules-first').hidden = progress.declared.includes(page.juror) || !mayWrite(day, progress.reopened, page.juror);
  };
  live.on('day', (snapshot) => {
    day = snapshot;
    draw();
  });
  live.on('progress', (snapshot) => {
    progress = snapshot;
    draw();
  });
}
