// What remains of the evening shows once every team has been on stage; the server draws it anew as the list goes on.
import { page } from '../lib/page.js';
import { occupied } from '../lib/timer.js';
import { freshLines } from './fresh_lines.js';

/** @param {HTMLElement | null} root not there where no team is planned */
export function remains(root) {
  const anew = freshLines([]);
  let { state } = page.snapshots.progress.list;
  let { phase } = page.snapshots.day;
  return {
    /** @param {import('../lib/timer.js').Stage} stage */
    stage(stage) {
      if (root) root.hidden = stage.next !== null || occupied(stage.timer);
    },
    /** @param {{ list: { state: string } }} progress */
    progress({ list }) {
      if (list.state !== state) anew();
      ({ state } = list);
    },
    /** @param {{ phase: string }} day */
    day(day) {
      if (day.phase !== phase) anew();
      ({ phase } = day);
    },
  };
}
