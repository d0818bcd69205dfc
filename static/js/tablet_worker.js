// The juror's pages when the network does not answer: a service worker, whose scope is the jury's pages of one event.
// It keeps the last page of each kind and the files they are made of, for one person, in one build of the application.
// While the network answers, it is the network that answers.

/** @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} Lasting */
/** @typedef {Lasting & { request: Request, respondWith: (answer: Promise<Response>) => void }} Fetching */
/** What a page asks to keep: itself, other pages, and the files it is made of. @typedef {{ here: string, others: string[], files: string[] }} Wanted */

/** The types at hand are those of a page. @type {any} */
const worker = self;
const SCOPE = new URL(worker.registration.scope).pathname;
// This file's address carries the build of the static files; the pages that go with another build are of no use here.
const BUILD = location.pathname.split('/')[2];
const CACHE = `palmares ${SCOPE} ${BUILD}`;
const FILES = `/static/${BUILD}/`;
/** A juror's page says whose it is; when it is kept, it is told since when. */
const SEAT = /<html[^>]* data-seat="([^"]+)"/;
const FRESH = 'data-from="server"';
const KEPT_FOR = 'X-Kept-For';
const PATIENCE_MS = 5000;
/** A proxy in front answers for a server that is not there. */
const NOBODY = [502, 504];

/** Every ballot is shown by the same page: the last one is kept for all of them. @param {string} path */
const kindOf = (path) => path.replace(/\/$/, '').replace(/\/\d+$/, '/0');

/** @param {string} path */
const isPage = (path) => path === SCOPE || path.startsWith(`${SCOPE}/`);

/** @param {string} path */
const pathOf = (path) => new URL(path, location.origin).pathname;

const forget = () => caches.delete(CACHE);

/** Keep a page that the network gave; a refusal of the person, or another person's page, takes away what was kept. @param {string} path @param {Response} response */
async function arrived(path, response) {
  if (response.status === 401 || (response.status === 404 && path === SCOPE)) return forget();
  if (!response.ok || response.redirected) return false;
  const text = await response.text();
  const seat = SEAT.exec(text)?.[1];
  if (!seat) return false;
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const owner = (await cache.match(request))?.headers.get(KEPT_FOR);
    if (owner && owner !== seat) await cache.delete(request);
  }
  const headers = new Headers(response.headers);
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  headers.set(KEPT_FOR, seat);
  await cache.put(kindOf(path), new Response(text.replace(FRESH, `data-kept-at-ms="${Date.now()}"`), { headers }));
  return true;
}

/** The network's page; the kept one if nobody answers, or not for a while. @param {Fetching} event @param {string} path */
async function page(event, path) {
  const answer = fetch(event.request);
  event.waitUntil(answer.then((response) => arrived(path, response.clone())).catch(() => false));
  const kept = await found(kindOf(path));
  if (!kept) return answer;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([answer.catch(() => null), late]);
  return first instanceof Response && !NOBODY.includes(first.status) ? first : kept;
}

/** What is kept for a request, if this browser keeps anything. @param {Request | string} request @returns {Promise<Response | undefined>} */
const found = (request) =>
  caches
    .open(CACHE)
    .then((cache) => cache.match(request, { ignoreVary: true }))
    .catch(() => undefined);

/** From the network, and kept if this browser can. @param {Fetching} event */
async function fetched(event) {
  const answer = await fetch(event.request);
  const copy = answer.clone();
  if (answer.ok)
    event.waitUntil(
      caches
        .open(CACHE)
        .then((cache) => cache.put(event.request, copy))
        .catch(() => {}),
    );
  return answer;
}

/** A file of this build, which never changes. @param {Fetching} event */
const file = async (event) => (await found(event.request)) ?? fetched(event);

/** The event's colours, which may change. @param {Fetching} event */
const colours = (event) => fetched(event).catch(async (error) => (await found(event.request)) ?? Promise.reject(error));

/** Fetch and keep what is wanted; whether this tablet can open its pages by itself from now on. @param {Wanted} wanted */
async function keep({ here, others, files }) {
  const cache = await caches.open(CACHE);
  await Promise.all(files.map(async (name) => (await cache.match(name, { ignoreVary: true })) ?? cache.add(name)));
  const missing = (await cache.match(kindOf(pathOf(here)))) ? [] : [here];
  for (const address of [...missing, ...others]) {
    await fetch(address)
      .then((response) => arrived(pathOf(address), response))
      .catch(() => false);
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(`palmares ${SCOPE} `) && name !== CACHE) await caches.delete(name);
  }
  const kinds = [here, ...others].map((address) => cache.match(kindOf(pathOf(address))));
  return (await Promise.all(kinds)).every(Boolean);
}

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {Lasting} */ event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('message', (/** @type {Lasting & MessageEvent} */ event) => {
  const told = (/** @type {boolean} */ kept) => event.ports[0]?.postMessage(kept);
  event.waitUntil(keep(event.data).then(told, () => told(false)));
});

worker.addEventListener('fetch', (/** @type {Fetching} */ event) => {
  const { pathname: path, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate') {
    if (isPage(path)) event.respondWith(page(event, path.replace(/\/$/, '')));
  } else if (path.startsWith(FILES)) event.respondWith(file(event));
  else if (event.request.destination === 'style') event.respondWith(colours(event));
});
