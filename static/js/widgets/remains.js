// What remains of the evening shows once every team has been on stage.
import { occupied } from '../lib/timer.js';

/**
 * @param {HTMLElement | null} root not there where no team is planned
 * @returns {(stage: import('../lib/timer.js').Stage) => void}
 */
export const remains = (root) => (stage) => {
  if (root) root.hidden = stage.next !== null || occupied(stage.timer);
};
