// The day as lines, worked out again at every snapshot and every second: hours follow the stage by themselves.
import { serverNow } from '../lib/clock.js';
import { live } from '../lib/live.js';
import { linesOf } from '../lib/programme.js';

/** @typedef {import('../lib/programme.js').Line} Line @typedef {import('../lib/programme.js').Slot} Slot */

/** Call `draw` with the lines, now and whenever they may have changed. @param {(lines: Line[], slots: Slot[], now: number) => void} draw */
export function followDay(draw) {
  /** @type {Slot[] | null} */
  let slots = null;
  let announced = false;
  const redraw = () => {
    if (slots === null) return;
    const now = serverNow();
    draw(linesOf(slots, announced, now), slots, now);
  };
  live.on('day', ({ phase }) => {
    announced = phase === 'announced';
    redraw();
  });
  live.on('agenda', (agenda) => {
    slots = agenda.slots;
    redraw();
  });
  window.setInterval(redraw, 1000);
}
