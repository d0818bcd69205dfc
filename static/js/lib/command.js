// A person's command: sent under one `op` however often it is tried, and what came of it said in words.

import { live } from './live.js';
import { t } from './page.js';
import { newOp, send } from './send.js';

const SLOW_MS = 1200;

/**
 * `say` what came of it, with a second try where nobody answered; `wait`: nothing came of it yet.
 * @typedef {{ say: (sentence: string, again?: () => void) => void, wait: (sentence: string) => void, clear: () => void }} Voice
 */
/**
 * Send a command; `obeyed` hears the answer of the try that succeeds, be it a later one pressed by hand.
 * @typedef {(path: string, body: object, obeyed?: (answer: any) => void) => Promise<boolean>} Command
 */

/**
 * @param {Voice} voice
 * @param {(path: string, current: any) => void} [moved] told the present state when somebody else was quicker
 * @returns {Command}
 */
export function commander(voice, moved = () => {}) {
  return function command(path, body, obeyed = () => {}) {
    const once = { op: newOp(), ...body };
    const give = async () => {
      const since = performance.now();
      const slow = window.setTimeout(() => {
        voice.wait(t('Sending…'));
        live.waiting(since);
      }, SLOW_MS);
      const answer = await send('POST', path, once);
      window.clearTimeout(slow);
      live.waiting(null);
      if (answer.status === 200) {
        voice.clear();
        obeyed(answer.body);
      } else if (answer.status === 0) {
        voice.say(t('The server does not answer: what you pressed may not have been obeyed.'), give);
      } else {
        voice.say(answer.body.detail ?? t('Something went wrong.'));
        if (answer.body.current) moved(path, answer.body.current);
      }
      return answer.status === 200;
    };
    return give();
  };
}
