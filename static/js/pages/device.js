// This device in the room: what works on it, said on its own screen and to the terminal whose code it scanned.
import { byId, fill } from '../lib/dom.js';
import { keepLit, lit } from '../lib/lit.js';
import { page } from '../lib/page.js';
import { keepPages } from '../lib/reopening.js';
import { newOp, pause } from '../lib/send.js';
import { settles } from '../lib/settles.js';
import { socketPasses } from '../lib/socket_passes.js';

const PATIENCE_MS = 15000;
const TRIES = 6;

/** @typedef {import('../lib/reopening.js').Reopening} Reopening */
/** @typedef {{ secure: boolean, live: boolean, awake: boolean, reopens: Reopening }} Report */

/** Of the sentences under a root, the one that is so. @param {ParentNode} root @param {string} said */
function stands(root, said) {
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-said]')))
    line.hidden = line.dataset.said !== said;
}

/** @param {string} name @param {boolean} good @returns {boolean} */
function found(name, good) {
  const line = /** @type {HTMLElement} */ (byId('trials').querySelector(`[data-tried="${name}"]`));
  stands(line, good ? 'good' : 'bad');
  return good;
}

/** Some browsers begin this and never say how it ended. @returns {Promise<Reopening>} */
function reopens() {
  /** @type {Promise<Reopening>} */
  const late = new Promise((resolve) => setTimeout(() => resolve('refused'), PATIENCE_MS));
  return Promise.race([keepPages('/room', []), late]);
}

/** Everything, in the order of the lines. @returns {Promise<Report>} */
async function tried() {
  found('reached', true);
  const live = found('live', await socketPasses());
  const secure = found('secure', window.isSecureContext);
  await keepLit();
  const awake = found('awake', lit());
  const reopening = await reopens();
  found('reopens', reopening === 'kept');
  return { live, secure, awake, reopens: reopening };
}

/** Tell the terminal, under one `op`: it hears this device once. A server that is busy is asked again. @param {string} code @param {Report} report */
async function tell(code, report) {
  const body = JSON.stringify({ op: newOp(), code, ...report });
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': page.csrf };
  for (let turn = 0; turn < TRIES; turn += 1) {
    try {
      const response = await fetch('/room', { method: 'POST', headers, body });
      if (response.status === 404) return stands(byId('told'), 'unheard');
      if (response.ok) {
        fill(byId('told'), { number: (await response.json()).number });
        return stands(byId('told'), 'heard');
      }
      if (settles(response.status)) break;
    } catch {
      // no answer, or half of one: the same op may be repeated safely
    }
    await new Promise((resume) => setTimeout(resume, pause(turn)));
  }
  return stands(byId('told'), 'untold');
}

async function begin() {
  if (page.kept_at_ms !== null) {
    byId('trials').hidden = true;
    return stands(byId('whole'), 'again');
  }
  const report = await tried();
  stands(byId('whole'), report.live && report.secure && report.awake && report.reopens === 'kept' ? 'good' : 'bad');
  const code = location.hash.slice(1);
  return /^[0-9a-f]{16}$/.test(code) ? tell(code, report) : stands(byId('told'), 'unsent');
}

byId('again').addEventListener('click', () => location.reload());
document.addEventListener('visibilitychange', () => document.hidden || keepLit());
begin();
