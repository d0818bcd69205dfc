// Commands go up by HTTP: each has an `op` made here once, and is repeated with it until it is answered.
import { page } from './page.js';
import { seatHeld } from './seat.js';
import { settles } from './settles.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const PATIENCE_MS = 10000;
const CLICK_WAIT_MS = 2000;
const CLICK_PATIENCE_MS = 30000;

/** What a command was answered; `status` 0: nobody answered. @typedef {{ status: number, body: any }} Answer */

/** 128 random bits in base64url. @returns {string} */
export function newOp() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** How long to wait before try number `turn`: doubling, never more than eight seconds, with jitter. @param {number} turn @returns {number} */
export function pause(turn) {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** turn) * (0.5 + Math.random() / 2);
}

/** Where the event's API takes a path, for whose page this is: another juror's card may have been opened on this tablet since. @param {string} path @returns {string} */
export function address(path) {
  const seat = page.juror ? `&seat=${encodeURIComponent(page.juror)}` : '';
  const as = page.as ? `${path.includes('?') ? '&' : '?'}as=${page.as}${seat}` : '';
  return `/api/events/${page.event}/${path}${as}`;
}

/**
 * One attempt; throws where nobody answered, or half an answer came: browsers show one that was cut as a whole one with
 * its status, and a ballot is not recorded on the word of its first line.
 * @param {string} method @param {string} path @param {object} body @returns {Promise<Answer>}
 */
export async function attempt(method, path, body) {
  // Not AbortSignal.timeout: older tablets have none, and would send for ever.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  const response = await fetch(address(path), {
    method,
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': page.csrf },
    body: JSON.stringify(body),
    signal: patience.signal,
  }).finally(() => clearTimeout(timer));
  const answer = { status: response.status, body: await response.json() };
  if (answer.status === 401) seatHeld().catch(() => {}); // no answer: the next order, or the socket, asks again
  if (answer.body.code !== 'csrf') return answer;
  await refreshToken();
  throw new Error('the page had a stale token: try again with a new one');
}

async function refreshToken() {
  const session = await fetch('/api/session', { cache: 'no-store' });
  page.csrf = (await session.json()).csrf;
}

/**
 * Send a command until it is answered, always under the same `op`. For a click on the desk: gives up after `patience` ms.
 * @param {string} method @param {string} path @param {object} body @param {number} [patience]
 * @returns {Promise<Answer>} status 0 where nobody answered
 */
export async function send(method, path, body, patience = CLICK_PATIENCE_MS) {
  const command = { op: newOp(), ...body };
  const until = performance.now() + patience;
  for (let turn = 0; turn === 0 || performance.now() < until; turn += 1) {
    try {
      const answer = await attempt(method, path, command);
      if (settles(answer.status)) return answer;
    } catch {
      // no answer: the same op may be repeated safely
    }
    await new Promise((resume) => setTimeout(resume, Math.min(CLICK_WAIT_MS, pause(turn))));
  }
  return { status: 0, body: {} };
}
