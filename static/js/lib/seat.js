// Whether this browser still holds the link that this page was opened with; once it does not, the page says so.
import { page } from './page.js';
import { forgetPages } from './reopening.js';

/** Nothing that is asked from here on is answered as before. */
let lost = false;

/** Whether this page's link was revoked, as far as it was told. */
export function seatLost() {
  return lost;
}

/**
 * Ask the server. The audience holds no seat and can lose none.
 * @returns {Promise<boolean>} whether the seat is still held; throws where nobody answered
 */
export async function seatHeld() {
  if (!page.as || lost) return !lost;
  const response = await fetch('/api/session', { cache: 'no-store' });
  if (!response.ok) throw new Error('the server did not say');
  /** @type {{ role: string, event: string | null, label: string }[]} */
  const links = (await response.json()).links;
  // An account that opens every event names none.
  const held = links.filter(({ role, event }) => role === page.as && (event === page.event || event === null));
  lost = !held.some(({ label }) => !page.juror || label === page.label); // not another juror's card, opened since
  const notice = document.getElementById('revoked');
  if (notice) notice.hidden = !lost;
  if (held.length === 0) forgetPages(); // else they are that other juror's by now
  return !lost;
}
