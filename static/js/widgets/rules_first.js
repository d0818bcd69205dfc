// The rules are asked for until their juror has declared that they read them: on this device, or on another one of theirs.
import { byId } from '../lib/dom.js';
import { live } from '../lib/live.js';
import { page } from '../lib/page.js';

export function rulesFirst() {
  live.on('progress', ({ declared }) => {
    byId('rules-first').hidden = declared.includes(page.juror);
  });
}
