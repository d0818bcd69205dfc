// Whether this device can open its pages again without the network: what tablet_worker.js keeps, asked for and dropped.
import { page } from './page.js';

/** `kept`: it can. `insecure`: no browser does it at an address without https. `refused`: this browser does not. @typedef {'kept' | 'insecure' | 'refused'} Reopening */

const WORKER = new URL('../tablet_worker.js', import.meta.url).href;
const FOR_US = 'palmares ';

/** @param {string} address */
const isOurs = (address) => address.startsWith(`${location.origin}/`) && (address.includes('/static/') || address.endsWith('.css'));

/** The worker of this build, at work. @param {ServiceWorkerRegistration} registration @returns {Promise<ServiceWorker>} */
function atWork({ installing, waiting, active }) {
  const worker = [installing, waiting, active].find((known) => known?.scriptURL === WORKER);
  return new Promise((resolve, reject) => {
    if (!worker) return reject(new Error('the browser took no worker'));
    const look = () => {
      if (worker.state === 'activated') resolve(worker);
      if (worker.state === 'redundant') reject(new Error('the browser gave the worker up'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Every file that this page was made of is loaded. @returns {Promise<void>} */
const loaded = () =>
  new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else window.addEventListener('load', () => resolve(), { once: true });
  });

/** Drop the kept pages: nobody who takes this tablet next opens them; those of a page's own event stay if `but` names it. @param {string} [but] */
export async function forgetPages(but = '/') {
  if (!('caches' in window)) return;
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(FOR_US) && !name.startsWith(`${FOR_US}${but} `)).map((name) => caches.delete(name)),
  );
}

/** Have a juror's page kept, and others of theirs with it; a browser holds one juror's link. @param {string[]} others their addresses @returns {Promise<Reopening>} */
export function keepJurorsPages(others) {
  const scope = `/${page.event}/jury`;
  return keepPages(scope, others, () => forgetPages(scope));
}

/**
 * Have this page kept, and others below the same address with it.
 * @param {string} scope @param {string[]} others their addresses @param {() => Promise<void>} [first] what is to succeed before
 * @returns {Promise<Reopening>}
 */
export async function keepPages(scope, others, first = async () => {}) {
  if (!window.isSecureContext) return 'insecure';
  try {
    await loaded();
    await first();
    const worker = await atWork(await navigator.serviceWorker.register(WORKER, { scope }));
    const files = performance.getEntriesByType('resource').map(({ name }) => name);
    const line = new MessageChannel();
    const told = new Promise((resolve) => line.port1.addEventListener('message', ({ data }) => resolve(data)));
    line.port1.start();
    // Out of the store nothing is fetched again: the network would have answered first.
    const wanted = page.kept_at_ms === null ? others : [];
    worker.postMessage({ here: location.pathname, others: wanted, files: files.filter(isOurs) }, [line.port2]);
    return (await told) ? 'kept' : 'refused';
  } catch {
    return 'refused';
  }
}
