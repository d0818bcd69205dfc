// How the reveal is to be, as a form of the server's: it comes and goes as it can be changed, never while it is being typed in.
import { byId } from '../lib/dom.js';

/** Take the form of a page drawn anew. @param {Document} fresh */
export function revealPlan(fresh) {
  const here = document.getElementById('plan');
  const there = fresh.getElementById('plan');
  const typing = here?.hasAttribute('open') || here?.contains(document.activeElement);
  if (here && there && typing) return;
  here?.remove();
  if (there) byId('steps-of-reveal').append(document.importNode(there, true));
}
