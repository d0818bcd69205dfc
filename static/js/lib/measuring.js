// Asking the server for its time, over the socket: how many exchanges the clock gets, and what a screen says beside them.
import { clock } from './clock.js';
import { lit } from './lit.js';
import { page } from './page.js';

/** @typedef {import('../../vendor/socket.io-client/socket.io.esm.min.js').Socket} Socket */

const PAUSE_MS = 100;
const PATIENCE_MS = 2000;
/** On a bad network the clock is asked on until no two screens can be 50 ms apart by it, or it has been asked often enough. */
const SURE_MS = 25;
const MOST_TURNS = 40;

/** What a screen of the room says of itself beside its question; nobody else says anything. */
function ofScreen() {
  if (page.as !== 'screen' || !page.shows) return [];
  return [{ page: page.shows, error_ms: clock.error(performance.now()), lit: lit() }];
}

const unsure = () => (clock.error(performance.now()) ?? Infinity) > SURE_MS;

/** So many exchanges. @param {Socket | undefined} socket @param {number} times @param {number} [most] as many as this where it is still unsure */
export async function measure(socket, times, most = times) {
  for (let turn = 0; socket?.connected && turn < most && (turn < times || unsure()); turn += 1) {
    const a = performance.now();
    try {
      const answer = await socket.timeout(PATIENCE_MS).emitWithAck('clock', ...ofScreen());
      clock.offer({ a, s1: answer.received_ms, s2: answer.sent_ms, b: performance.now() });
    } catch {
      return;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
}

/** As at first, and after a sleep: several exchanges, of which the quickest ways tell; more of them if all took long. @param {Socket | undefined} socket */
export const measureWell = (socket) => measure(socket, 8, MOST_TURNS);
