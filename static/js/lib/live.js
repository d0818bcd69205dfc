// News from the server: whole snapshots, one per topic, by push; fetched when a beat or a silence says one was missed.
import { io } from '../../vendor/socket.io-client/socket.io.esm.min.js';
import { clock, slept } from './clock.js';
import { freshness, heard, onFreshness, tellFreshness, waiting } from './freshness.js';
import { measure, measureWell } from './measuring.js';
import { page } from './page.js';
import { seatHeld, seatLost } from './seat.js';

/** @typedef {{ epoch: string, revision: number, sent_at_ms: number, as_of_ms: number }} Snapshot */

const POLL_MS = 5000;
const WATCH_MS = 1000;
const ASK_AGAIN_MS = 2000;
const MEASURE_MS = 30000;
/** A screen of the room says with each measure what it shows: the desk knows it by that. */
const SCREEN_MS = 10000;

/** @type {Record<string, Snapshot & Record<string, any>>} */
const latest = {};
/** @type {Record<string, ((snapshot: any) => void)[]>} */
const hearers = {};
/** @type {Set<string>} */
const fetching = new Set();
let lastReading = reading();
let lastPoll = performance.now();
/** @type {import('../../vendor/socket.io-client/socket.io.esm.min.js').Socket | undefined} */
let socket;

function reading() {
  return { date: Date.now(), steady: performance.now() };
}

/** Hear a topic: at once with what is known, then each newer snapshot. @param {string} topic @param {(snapshot: any) => void} hear */
function on(topic, hear) {
  (hearers[topic] ??= []).push(hear);
  if (latest[topic]) hear(latest[topic]);
}

/** Take a snapshot unless what we have is as new. @param {string} topic @param {any} snapshot */
function take(topic, snapshot) {
  heard();
  accept(topic, snapshot);
}

/** @param {string} topic @param {any} snapshot */
function accept(topic, snapshot) {
  const known = latest[topic];
  if (known && known.epoch === snapshot.epoch && known.revision >= snapshot.revision) return;
  latest[topic] = snapshot;
  for (const hear of hearers[topic] ?? []) hear(snapshot);
}

/** Fetch a topic, one request at a time each; a failure is the next poll's business. @param {string} topic */
async function fetchTopic(topic) {
  if (fetching.has(topic)) return;
  fetching.add(topic);
  try {
    const as = page.as ? `?as=${page.as}` : '';
    const response = await fetch(`/api/events/${page.event}/${topic}${as}`, { cache: 'no-cache' });
    if (response.ok) take(topic, await response.json());
  } catch {
    // offline: the badge says so, and the next beat or poll tries again
  } finally {
    fetching.delete(topic);
  }
}

/** Fetch what a beat says we lack. @param {{ epoch: string, revisions: Record<string, number> }} beat */
function compare(beat) {
  heard();
  for (const [topic, revision] of Object.entries(beat.revisions)) {
    const known = latest[topic];
    const needed = hearers[topic] && (!known || known.epoch !== beat.epoch || known.revision < revision);
    if (needed) fetchTopic(topic);
  }
}

/** Once a second: say how fresh we are, notice a sleep, poll while the socket is silent. */
function watch() {
  const now = reading();
  if (slept(lastReading, now)) wake();
  lastReading = now;
  tellFreshness();
  if (!seatLost() && freshness().state !== 'live' && now.steady - lastPoll > POLL_MS) {
    lastPoll = now.steady;
    for (const topic of Object.keys(hearers)) fetchTopic(topic);
  }
}

function wake() {
  clock.reset();
  measureWell(socket);
  if (socket && !socket.connected && !seatLost()) socket.connect();
}

/** The server closed or opened the line: it may be because this page's link was revoked. */
async function askSeat() {
  try {
    if (await seatHeld()) socket?.connect();
    else socket?.disconnect();
    tellFreshness();
  } catch {
    setTimeout(askSeat, ASK_AGAIN_MS);
  }
}

/** Listen as this page's reader; to be called once, when every hearer is there or not. */
function start() {
  for (const [topic, snapshot] of Object.entries(page.snapshots)) accept(topic, snapshot);
  const auth = page.as ? { event: page.event, as: page.as } : { event: page.event };
  socket = io({ auth, transports: ['websocket', 'polling'], reconnectionDelay: 500, reconnectionDelayMax: 5000, timeout: 8000 });
  socket.on('connect', () => {
    measureWell(socket);
    askSeat(); // the link may have been revoked while nothing was heard, and before the first word too
  });
  // Whoever the server sends away is not connected again by the library.
  socket.on('disconnect', (reason) => reason === 'io server disconnect' && askSeat());
  socket.on('beat', compare);
  socket.onAny((topic, snapshot) => {
    if (topic !== 'beat') take(topic, snapshot);
  });
  setInterval(watch, WATCH_MS);
  if (page.as === 'screen') setInterval(() => measure(socket, 1), SCREEN_MS);
  else setInterval(() => measure(socket, 3), MEASURE_MS);
  document.addEventListener('visibilitychange', () => document.hidden || wake());
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', (event) => event.persisted && wake());
}

export const live = { start, on, take, waiting, freshness: onFreshness };
